/** What of a key press decides what a composer does. */
export type ComposerKey = {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  isComposing: boolean
  keyCode: number
}

export type ComposerHabits = {
  /** On touch, Enter is a new line and the button sends. */
  isTouch: boolean
  /** Enter sends, or Ctrl Enter does. */
  sendsWith: 'enter' | 'ctrl-enter'
}

/** The marks that keys put around the selected text. */
export type Mark = 'strong' | 'em' | 'code' | 'del'

export type ComposerAct =
  | { do: 'send' }
  | { do: 'edit-last' }
  | { do: 'mark'; mark: Mark }
  /** What goes on in the next line is the text's to say. */
  | { do: 'new-line' }
  /** In a block of code alone: elsewhere the key leads on. */
  | { do: 'indent' }
  /** Shows how it will look, or no longer. */
  | { do: 'preview' }
  | null

// Safari sends the Enter that ends a composition after `compositionend`, with this code.
const COMPOSING_CODE = 229

/** With the option key a Mac types another sign. */
const PREVIEW: ReadonlySet<string> = new Set(['p', 'P', 'π'])

/** Tells what a key does in the composer; null leaves it to the browser. */
export function composerAct(key: ComposerKey, isEmpty: boolean, habits: ComposerHabits): ComposerAct {
  if (key.isComposing || key.keyCode === COMPOSING_CODE) return null
  const withControl = key.ctrlKey || key.metaKey
  if (key.altKey) return withControl && PREVIEW.has(key.key) ? { do: 'preview' } : null
  if (key.key === 'Enter') return { do: sends(key, withControl, habits) ? 'send' : 'new-line' }
  if (key.key === 'Tab') return key.shiftKey || withControl ? null : { do: 'indent' }
  if (key.key === 'ArrowUp' && isEmpty && !key.shiftKey && !withControl) return { do: 'edit-last' }
  const mark = withControl ? markOf(key.key.toLowerCase(), key.shiftKey) : null
  return mark === null ? null : { do: 'mark', mark }
}

function sends(key: ComposerKey, withControl: boolean, habits: ComposerHabits): boolean {
  if (withControl) return !key.shiftKey
  return habits.sendsWith === 'enter' && !key.shiftKey && !habits.isTouch
}

function markOf(letter: string, withShift: boolean): Mark | null {
  if (withShift) return letter === 'x' ? 'del' : null
  if (letter === 'b') return 'strong'
  if (letter === 'i') return 'em'
  return letter === 'e' ? 'code' : null
}
