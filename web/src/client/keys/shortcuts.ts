/** What of a key press decides a shortcut. */
export type KeyPress = {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  isComposing: boolean
}

/** Where the focus is when a key is pressed. */
export type FocusPlace = 'timeline' | 'field' | 'elsewhere'

export type Shortcut =
  | 'switcher'
  | 'help'
  | 'search'
  | 'previous-room'
  | 'next-room'
  | 'previous-unread'
  | 'next-unread'
  | 'escape'
  | 'all-read'
  | 'next-message'
  | 'previous-message'
  | 'first-message'
  | 'last-message'
  | 'edit-message'
  | 'reply'
  | 'react'
  | 'thread'
  | 'type'

/** Tells what a key means; null leaves it to the browser. Single keys act only inside the timeline. */
export function shortcutOf(press: KeyPress, place: FocusPlace): Shortcut | null {
  if (press.isComposing) return null
  const withControl = press.ctrlKey || press.metaKey
  if (press.key === 'Escape' && !withControl && !press.altKey) return press.shiftKey ? 'all-read' : 'escape'
  if (withControl && !press.altKey) return controlled(press)
  if (press.altKey && !withControl) return roomStep(press)
  if (press.altKey || withControl) return null
  return place === 'timeline' ? inTimeline(press.key) : place === 'elsewhere' ? typed(press.key) : null
}

function controlled(press: KeyPress): Shortcut | null {
  if (press.key.toLowerCase() === 'k' && !press.shiftKey) return 'switcher'
  if (press.key.toLowerCase() === 'f' && !press.shiftKey) return 'search'
  // On many layouts the slash needs Shift.
  return press.key === '/' ? 'help' : null
}

function roomStep(press: KeyPress): Shortcut | null {
  if (press.key === 'ArrowUp') return press.shiftKey ? 'previous-unread' : 'previous-room'
  if (press.key === 'ArrowDown') return press.shiftKey ? 'next-unread' : 'next-room'
  return null
}

const TIMELINE_KEYS: Record<string, Shortcut> = {
  j: 'next-message',
  ArrowDown: 'next-message',
  k: 'previous-message',
  ArrowUp: 'previous-message',
  Home: 'first-message',
  End: 'last-message',
  e: 'edit-message',
  r: 'reply',
  '+': 'react',
  t: 'thread',
}

function inTimeline(key: string): Shortcut | null {
  return (Object.hasOwn(TIMELINE_KEYS, key) ? TIMELINE_KEYS[key] : undefined) ?? null
}

/** A printable key goes to the composer; a space scrolls and presses buttons. */
function typed(key: string): Shortcut | null {
  return key !== ' ' && [...key].length === 1 ? 'type' : null
}
