import { type Emoji, type EmojiGroup, readEmoji } from '../../emoji/read-emoji.ts'
import { EMOJI_KNOWN_AS } from '../../emoji/known-as.ts'
import { rank } from '../suggestions/rank.ts'

const MOST_FOUND = 64

/** All emoji that a typed word means: the one that is known so, those that are called so, those that only mean it. */
export function findEmoji(query: string, most = MOST_FOUND): Emoji[] {
  const typed = query.trim().replaceAll(/\s+/gu, '_')
  const all = readEmoji().flatMap((group) => group.emoji)
  const byName = all.map((emoji) => ({
    names: emoji.names.slice(0, 1),
    value: emoji,
    rank: emoji.names[0]?.length ?? 0,
  }))
  const byWord = all.map((emoji) => ({ names: emoji.names, value: emoji, rank: 0 }))
  const found = [...knownAs(typed, all), ...rank(byName, typed, most), ...rank(byWord, typed, most)]
  return [...new Set(found)].slice(0, most)
}

/** Those whose names from elsewhere begin so, and whichever has exactly this name before them. */
function knownAs(typed: string, all: readonly Emoji[]): Emoji[] {
  const called = emojiCalled(typed)
  const begun = [...EMOJI_KNOWN_AS].filter(([name]) => typed.length > 1 && name.startsWith(typed.toLowerCase()))
  const known = begun.flatMap(([, sign]) => all.find(({ emoji }) => emoji === sign) ?? [])
  return called ? [called, ...known] : known
}

/** The emoji that has exactly this name. */
export function emojiCalled(name: string): Emoji | null {
  const typed = name.toLowerCase()
  const all = readEmoji().flatMap((group) => group.emoji)
  const known = EMOJI_KNOWN_AS.get(typed)
  return all.find(({ emoji, names }) => (known === undefined ? names[0] === typed : emoji === known)) ?? null
}

/** Those of these emoji that exist, in their order. */
export function emojiOf(signs: readonly string[]): Emoji[] {
  const all = new Map(readEmoji().flatMap((group: EmojiGroup) => group.emoji.map((one) => [one.emoji, one])))
  return signs.flatMap((sign) => all.get(sign) ?? [])
}
