import keywords from 'emojilib'
import groups from 'unicode-emoji-json/data-by-group.json' with { type: 'json' }

const WORDS_OF = new Map(Object.entries(keywords))

/** Words of an emoji beside its name; more of them only blur what a search finds. */
const WORDS = 8

/** Reads the names, groups and words of all emoji from their packages and gives the text of `emoji.txt`. */
export function gatherEmoji(): string {
  return groups.map(({ name, emojis }) => [`# ${name}`, ...emojis.map(lineOf)].join('\n')).join('\n')
}

/** `emoji name word word …`; a plus after the emoji where it has skin tones. */
function lineOf({ emoji, slug, skin_tone_support }: (typeof groups)[number]['emojis'][number]): string {
  const own = (WORDS_OF.get(emoji) ?? []).map((word) => word.toLowerCase())
  const further = own.filter((word) => /^[a-z0-9+_-]{2,}$/.test(word) && !slug.includes(word) && word !== 'emoji')
  return [emoji + (skin_tone_support ? '+' : ''), slug, ...new Set(further.slice(0, WORDS))].join(' ')
}
