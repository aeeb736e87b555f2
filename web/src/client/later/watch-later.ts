import type { App } from '../app/app.ts'

/** Hears of reminders that come and of scheduled messages that could not be sent. */
export function watchLater(app: App): void {
  app.client.onEvent(({ type, subjectId }) => {
    if (type === 'reminder.fired') void import('./tell.tsx').then(({ tellReminder }) => tellReminder(app, subjectId))
    if (type === 'scheduled.failed') void import('./tell.tsx').then(({ tellFailure }) => tellFailure(app, subjectId))
  })
}
