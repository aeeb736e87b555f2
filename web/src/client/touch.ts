import type { App } from './app/app.ts'
import { keepAboveKeyboard } from './app/viewport.ts'
import { watchLongPress } from './timeline/long-press.ts'

/** Opens a message's actions by a long press, and keeps the composer above the keyboard. */
export function listenToFingers(app: App): void {
  keepAboveKeyboard()
  watchLongPress(document, (messageId) => {
    const message = app.room?.window?.messages.find(({ id, deletedAt }) => id === messageId && deletedAt === null)
    if (message) app.patch({ dialog: { kind: 'message', message } })
  })
}
