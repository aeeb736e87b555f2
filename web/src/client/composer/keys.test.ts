import { expect, test } from 'bun:test'
import { composerAct, type ComposerKey } from './keys.ts'

const habits = { isTouch: false, sendsWith: 'enter' } as const

function press(key: string, more: Partial<ComposerKey> = {}): ComposerKey {
  return {
    key,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    isComposing: false,
    keyCode: 0,
    ...more,
  }
}

test('Enter sends, Shift Enter is a new line, Ctrl Enter always sends', () => {
  expect(composerAct(press('Enter'), false, habits)).toEqual({ do: 'send' })
  expect(composerAct(press('Enter', { shiftKey: true }), false, habits)).toEqual({ do: 'new-line' })
  expect(composerAct(press('Enter', { ctrlKey: true }), false, habits)).toEqual({ do: 'send' })
})

test('Enter does not send while an input method composes', () => {
  expect(composerAct(press('Enter', { isComposing: true }), false, habits)).toBeNull()
  expect(composerAct(press('Enter', { keyCode: 229 }), false, habits)).toBeNull()
})

test('on touch, or where Ctrl Enter sends, Enter is a new line', () => {
  expect(composerAct(press('Enter'), false, { ...habits, isTouch: true })).toEqual({ do: 'new-line' })
  expect(composerAct(press('Enter'), false, { ...habits, sendsWith: 'ctrl-enter' })).toEqual({ do: 'new-line' })
  expect(composerAct(press('Enter', { metaKey: true }), false, { ...habits, sendsWith: 'ctrl-enter' })).toEqual({
    do: 'send',
  })
})

test('the up arrow edits the last message where nothing is typed', () => {
  expect(composerAct(press('ArrowUp'), true, habits)).toEqual({ do: 'edit-last' })
  expect(composerAct(press('ArrowUp'), false, habits)).toBeNull()
  expect(composerAct(press('ArrowUp', { altKey: true }), true, habits)).toBeNull()
})

test('Ctrl Alt P shows how it will look, on a Mac too, and what else Alt types is typed', () => {
  expect(composerAct(press('p', { ctrlKey: true, altKey: true }), false, habits)).toEqual({ do: 'preview' })
  expect(composerAct(press('π', { metaKey: true, altKey: true }), true, habits)).toEqual({ do: 'preview' })
  for (const key of ['p', 'Enter', '{']) expect(composerAct(press(key, { altKey: true }), false, habits)).toBeNull()
  expect(composerAct(press('þ', { ctrlKey: true, altKey: true }), false, habits)).toBeNull()
})

test('Tab may move code, and Shift Tab always leads back', () => {
  expect(composerAct(press('Tab'), false, habits)).toEqual({ do: 'indent' })
  expect(composerAct(press('Tab', { shiftKey: true }), false, habits)).toBeNull()
})

test('Ctrl B, I, E and Shift X put marks', () => {
  expect(composerAct(press('b', { ctrlKey: true }), false, habits)).toEqual({ do: 'mark', mark: 'strong' })
  expect(composerAct(press('I', { metaKey: true }), false, habits)).toEqual({ do: 'mark', mark: 'em' })
  expect(composerAct(press('e', { ctrlKey: true }), false, habits)).toEqual({ do: 'mark', mark: 'code' })
  expect(composerAct(press('X', { ctrlKey: true, shiftKey: true }), false, habits)).toEqual({ do: 'mark', mark: 'del' })
  expect(composerAct(press('x', { ctrlKey: true }), false, habits)).toBeNull()
  expect(composerAct(press('b'), false, habits)).toBeNull()
})
