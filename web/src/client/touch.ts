import type { App } from './app/app.ts'
import { keepAboveKeyboard } from './app/viewport.ts'
import { messageOf } from './timeline/said.ts'
import { watchLongPress } from './timeline/long-press.ts'

/** Opens a message's actions by a long press, and keeps the composer above the keyboard. */
export function listenToFingers(app: App): void {
  keepAboveKeyboard()
  watchLongPress(document, (row) => {
    const isBeside = row.id.startsWith('reply-')
    const message = messageOf(app, row)
    if (message) app.patch({ dialog: { kind: 'message', message, isBeside } })
  })
}
