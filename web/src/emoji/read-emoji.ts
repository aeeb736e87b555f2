// Made from unicode-emoji-json and emojilib (both MIT) by `bun web/src/emoji/write-emoji.ts`.
import text from './emoji.txt' with { type: 'text' }

/** One emoji and how people call it: its name first, with underscores, then other words. */
export type Emoji = { readonly emoji: string; readonly names: readonly string[]; readonly hasTones: boolean }

/** Emoji that belong together, in the order of Unicode. */
export type EmojiGroup = { readonly name: string; readonly emoji: readonly Emoji[] }

let groups: readonly EmojiGroup[] | null = null

/** All emoji by group; read once. */
export function readEmoji(): readonly EmojiGroup[] {
  return (groups ??= text
    .split('# ')
    .slice(1)
    .map((part) => {
      const [name = '', ...lines] = part.trimEnd().split('\n')
      return { name, emoji: lines.map(readLine) }
    }))
}

function readLine(line: string): Emoji {
  const [sign = '', ...names] = line.split(' ')
  const hasTones = sign.endsWith('+')
  return { emoji: hasTones ? sign.slice(0, -1) : sign, names, hasTones }
}

/** The skin tones: 0 is the yellow one, then from light to dark. */
export const TONES = [0, 1, 2, 3, 4, 5] as const
export type Tone = (typeof TONES)[number]

const FIRST_TONE = 0x1f3fb
const HANDSHAKE_BETWEEN = '\u200d\u{1F91D}\u200d'

/** An emoji in a skin tone, all people of it alike. */
export function withTone({ emoji, hasTones }: Emoji, tone: Tone): string {
  if (!hasTones || tone === 0) return emoji
  const modifier = String.fromCodePoint(FIRST_TONE + tone - 1)
  // Where two people hold hands, the hands between them have no tone of their own.
  const parts = emoji.split(HANDSHAKE_BETWEEN)
  return parts
    .map((part) => part.replaceAll(/(\p{Emoji_Modifier_Base})\uFE0F?/gu, `$1${modifier}`))
    .join(HANDSHAKE_BETWEEN)
}

/** The name of an emoji as one reads it. */
export function emojiName({ names: [name = ''] }: Emoji): string {
  return name.replaceAll('_', ' ')
}
