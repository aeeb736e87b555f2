import { expect, test } from 'bun:test'
import { EMOJI_KNOWN_AS } from '../../emoji/known-as.ts'
import { emojiCalled, emojiOf, findEmoji } from './find-emoji.ts'

const found = (query: string) => findEmoji(query).map(({ emoji }) => emoji)

test('an emoji is found by its name before others that only have to do with it', () => {
  expect(found('rocket')[0]).toBe('🚀')
  expect(found('heart')[0]).not.toBe('😍')
  expect(found('party').slice(0, 2)).toEqual(['🎉', '🥳'])
  expect(found('tada')).toContain('🎉')
  expect(found('raising hands')[0]).toBe('🙌')
})

test('a search that means nothing finds nothing, whatever it is made of', () => {
  for (const query of ['zzzzqq', '\\', '(', '%', ' '.repeat(5) + 'qqqq', 'x'.repeat(10_000)])
    expect(found(query)).toEqual([])
  expect(findEmoji('e', 8)).toHaveLength(8)
})

test('what was kept and is no emoji any more is left out', () => {
  expect(emojiOf(['🚀', 'x', '', '🎉']).map(({ names }) => names[0])).toEqual(['rocket', 'party_popper'])
})

test('names that hands know from other chats come first, and each of them means an emoji', () => {
  expect(['joy', '+1', '-1', 'tada', 'smile', 'x', '100'].map((name) => found(name)[0])).toEqual([
    ...['😂', '👍', '👎', '🎉', '😄', '❌', '💯'],
  ])
  expect(found('tad')[0]).toBe('🎉')
  expect([...EMOJI_KNOWN_AS.keys()].filter((name) => emojiCalled(name) === null)).toEqual([])
  expect(emojiCalled('Rocket')?.emoji).toBe('🚀')
  expect(emojiCalled('party_popper')?.emoji).toBe('🎉')
  expect(['rocke', 'constructor', ''].map(emojiCalled)).toEqual([null, null, null])
})
