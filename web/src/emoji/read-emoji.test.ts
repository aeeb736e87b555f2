import { expect, test } from 'bun:test'
import { Emoji as Allowed } from '@parley/protocol/reactions.ts'
import { fileURLToPath } from 'node:url'
import { gatherEmoji } from './gather-emoji.ts'
import { emojiName, readEmoji, TONES, withTone } from './read-emoji.ts'

const all = () => readEmoji().flatMap((group) => group.emoji)
const called = (name: string) => all().find(({ names }) => names[0] === name)!

test('the emoji are those of their packages', async () => {
  const kept = await Bun.file(fileURLToPath(new URL('./emoji.txt', import.meta.url))).text()
  expect(kept === `${gatherEmoji()}\n`).toBe(true)
  expect(readEmoji().map(({ name }) => name)).toContain('Food & Drink')
  expect(all().length).toBeGreaterThan(1_800)
})

test('each of them can be a reaction, in every skin tone that it has', () => {
  const wrong = all().flatMap((one) =>
    TONES.map((tone) => withTone(one, tone)).filter((emoji) => !Allowed.safeParse(emoji).success),
  )
  expect(wrong).toEqual([])
})

test('a skin tone changes people and leaves all else', () => {
  expect(withTone(called('thumbs_up'), 3)).toBe('👍🏽')
  expect(withTone(called('people_holding_hands'), 1)).toBe('🧑🏻‍🤝‍🧑🏻')
  expect(withTone(called('rocket'), 3)).toBe('🚀')
  expect(withTone(called('thumbs_up'), 0)).toBe('👍')
  expect(emojiName(called('thumbs_up'))).toBe('thumbs up')
})
