import { expect, test } from 'bun:test'
import { keepRecent, keepTone, readRecent, readTone } from './emoji-habits.ts'

function aMemory() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  }
}

test('what was chosen last comes first, once, and not for ever', () => {
  const memory = aMemory()
  expect(readRecent(memory)).toEqual([])
  for (const emoji of ['👍', '🎉', '👍']) keepRecent(memory, emoji)
  expect(readRecent(memory)).toEqual(['👍', '🎉'])
  for (let n = 0; n < 40; n += 1) keepRecent(memory, String.fromCodePoint(0x1f600 + n))
  expect(readRecent(memory)).toHaveLength(24)
})

test('a skin tone is kept, and what is no tone is none', () => {
  const memory = aMemory()
  expect(readTone(memory)).toBe(0)
  keepTone(memory, 4)
  expect(readTone(memory)).toBe(4)
  memory.setItem('parley-emoji-tone', '77')
  expect(readTone(memory)).toBe(0)
})

test('a storage that takes nothing is no hindrance', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new Error('full')
    },
  }
  keepRecent(full, '👍')
  expect(readRecent(full)).toEqual([])
})
