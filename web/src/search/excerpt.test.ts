import { expect, test } from 'bun:test'
import { excerptOf } from './excerpt.ts'

/** The excerpt with what is marked in brackets. */
function shown(body: string, ...ranges: [number, number][]): string {
  return excerptOf(body, ranges)
    .map(({ text, isMark }) => (isMark ? `[${text}]` : text))
    .join('')
}

test('what was found is marked, and the signs of Markdown are left out', () => {
  const body = '> The **tide** turns\n- at `noon`, see [the gauge](https://example.org)'
  expect(shown(body, [8, 12])).toBe('The [tide] turns at noon, see the gauge')
  expect(shown('two tides, two fogs', [4, 8], [15, 18])).toBe('two [tide]s, two [fog]s')
  expect(shown('nothing marked')).toBe('nothing marked')
})

test('a long text is shown around the first place, from a word to a word', () => {
  const body = `${'before '.repeat(50)}tide ${'after '.repeat(100)}`
  const text = shown(body, [350, 354])
  expect(text).toStartWith('… before')
  expect(text).toContain('before [tide] after')
  expect(text).toEndWith('after …')
  expect(text.length).toBeLessThan(320)
})

test('no character is cut where there is no space', () => {
  for (let length = 60; length < 90; length += 1) {
    const body = `${'😀'.repeat(length)}tide${'😀'.repeat(200)}`
    const at = length * 2
    for (const { text } of excerptOf(body, [[at, at + 4]])) expect(text.isWellFormed()).toBe(true)
  }
})
