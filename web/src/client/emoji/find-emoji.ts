import { type Emoji, type EmojiGroup, readEmoji } from '../../emoji/read-emoji.ts'
import { rank } from '../suggestions/rank.ts'

const MOST_FOUND = 64

/** All emoji that a typed word means: those that are called so before those that only mean it. */
export function findEmoji(query: string, most = MOST_FOUND): Emoji[] {
  const typed = query.trim().replaceAll(/\s+/gu, '_')
  const all = readEmoji().flatMap((group) => group.emoji)
  const byName = all.map((emoji) => ({
    names: emoji.names.slice(0, 1),
    value: emoji,
    rank: emoji.names[0]?.length ?? 0,
  }))
  const byWord = all.map((emoji) => ({ names: emoji.names, value: emoji, rank: 0 }))
  return [...new Set([...rank(byName, typed, most), ...rank(byWord, typed, most)])].slice(0, most)
}

/** Those of these emoji that exist, in their order. */
export function emojiOf(signs: readonly string[]): Emoji[] {
  const all = new Map(readEmoji().flatMap((group: EmojiGroup) => group.emoji.map((one) => [one.emoji, one])))
  return signs.flatMap((sign) => all.get(sign) ?? [])
}
