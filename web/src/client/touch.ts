import type { App } from './app/app.ts'
import { messageOf } from './timeline/said.ts'

/**
 * Opens what lies behind a press: behind a reaction all who react, by its context menu or a long press; behind a message its
 * actions, by a long press. On touch it also keeps the composer above the keyboard.
 */
export function listenToPresses(app: App): void {
  document.addEventListener('contextmenu', (event) => {
    const chip = event.target instanceof Element ? event.target.closest('.reaction') : null
    if (event.defaultPrevented || chip === null) return
    event.preventDefault()
    showReactors(app, chip.closest('article'), chip)
  })
  if (matchMedia('(any-pointer: coarse)').matches) void listenToFingers(app).catch(() => {})
}

async function listenToFingers(app: App): Promise<void> {
  const { keepAboveKeyboard, watchLongPress } = await import('./fingers.ts')
  keepAboveKeyboard()
  watchLongPress(document, (row, chip) => {
    if (chip !== null) return showReactors(app, row, chip)
    const isBeside = row.id.startsWith('reply-')
    const message = messageOf(app, row)
    if (message) app.patch({ dialog: { kind: 'message', message, isBeside } })
  })
}

function showReactors(app: App, row: Element | null, chip: Element): void {
  const message = messageOf(app, row)
  const emoji = chip.querySelector('.emoji')?.textContent ?? null
  if (message) app.patch({ dialog: { kind: 'reactors', message, emoji } })
}
