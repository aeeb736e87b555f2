import type { App } from '../app/app.ts'

/** What has not come by then does not come: the keys act again. */
const LONGEST_MS = 5_000

let held = ''
let askedFor: object | null = null
let askedAt = 0
/** One that was closed again tells so a moment later. */
let hasCome = false

/** Keeps what is typed while a dialog or the search is on its way, which would else be written into the room, or change it. */
export function holdKeys(app: App): void {
  const hold = (event: KeyboardEvent) => {
    const { dialog, route } = app.ui.peek()
    const asked = dialog ?? (route.page === 'search' ? route : null)
    if (asked === null) return
    if (asked !== askedFor) begin(asked, event.timeStamp)
    hasCome ||= document.querySelector(dialog === null ? '#search-text' : 'dialog[open]') !== null
    const isLate = event.timeStamp - askedAt > LONGEST_MS
    const isEnough = hasCome || isLate || (dialog === null && event.key === 'Escape')
    if (isEnough || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') app.patch({ dialog: null })
    else if (event.key === 'Backspace') held = held.slice(0, -1)
    else if ([...event.key].length === 1) held += event.key
  }
  document.addEventListener('keydown', hold, { capture: true })
}

/** Types what was held into the field of what has come, if it begins with one. */
export function typeHeld(): void {
  hasCome = true
  const field = document.activeElement
  if (held !== '' && field instanceof HTMLInputElement && field.type === 'text') {
    field.value += held
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  held = ''
}

function begin(dialog: object, at: number): void {
  askedFor = dialog
  askedAt = at
  held = ''
  hasCome = false
}
