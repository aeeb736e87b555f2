import { expect, test } from 'bun:test'
import { shortcutOf, type FocusPlace, type KeyPress } from './shortcuts.ts'

function press(key: string, place: FocusPlace = 'elsewhere', more: Partial<KeyPress> = {}) {
  return shortcutOf(
    { key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, ...more },
    place,
  )
}

test('chords act everywhere', () => {
  for (const place of ['timeline', 'field', 'elsewhere'] as const) {
    expect(press('k', place, { ctrlKey: true })).toBe('switcher')
    expect(press('/', place, { metaKey: true })).toBe('help')
    expect(press('ArrowUp', place, { altKey: true })).toBe('previous-room')
    expect(press('ArrowDown', place, { altKey: true, shiftKey: true })).toBe('next-unread')
    expect(press('Escape', place)).toBe('escape')
    expect(press('Escape', place, { shiftKey: true })).toBe('all-read')
  }
})

test('single keys act in the timeline only', () => {
  expect(press('j', 'timeline')).toBe('next-message')
  expect(press('k', 'timeline')).toBe('previous-message')
  expect(press('j', 'field')).toBeNull()
  expect(press('j', 'elsewhere')).toBe('type')
})

test('what can be typed goes to the composer, what works the page does not', () => {
  expect(press('ä')).toBe('type')
  expect(press('あ')).toBe('type')
  for (const key of [' ', 'Tab', 'Enter', 'ArrowDown', 'F5']) expect(press(key)).toBeNull()
  expect(press('c', 'elsewhere', { ctrlKey: true })).toBeNull()
  expect(press('toString', 'timeline')).toBeNull()
})

test('nothing acts while an input method composes', () => {
  expect(press('Escape', 'field', { isComposing: true })).toBeNull()
})
