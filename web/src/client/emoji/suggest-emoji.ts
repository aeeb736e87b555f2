import { emojiName, withTone } from '../../emoji/read-emoji.ts'
import type { Suggestion } from '../../messages/suggestion-list.tsx'
import { readTone } from './emoji-habits.ts'
import { emojiCalled, findEmoji } from './find-emoji.ts'

const MOST_OFFERED = 8

/** Emoji that may be meant by what is typed after a colon. */
export function suggestEmoji(query: string): Suggestion[] {
  const tone = readTone(localStorage)
  return findEmoji(query, MOST_OFFERED).map((emoji) => {
    const sign = withTone(emoji, tone)
    return { id: sign, sign: { text: sign }, name: emojiName(emoji), about: '', insert: sign }
  })
}

/** The emoji of a name that was typed to its end, in the tone that one uses; null where nothing is called so. */
export function emojiFor(name: string): string | null {
  const emoji = emojiCalled(name)
  return emoji && withTone(emoji, readTone(localStorage))
}
