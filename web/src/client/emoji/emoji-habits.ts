import { type Tone, TONES } from '../../emoji/read-emoji.ts'

const RECENT = 'parley-recent-emoji'
const TONE = 'parley-emoji-tone'
const KEPT = 24

type Memory = Pick<Storage, 'getItem' | 'setItem'>

/** The emoji that were chosen last, in yellow, the last first. */
export function readRecent(memory: Memory): string[] {
  return (memory.getItem(RECENT) ?? '').split(' ').filter((emoji) => emoji !== '')
}

/** Remembers that an emoji was chosen. */
export function keepRecent(memory: Memory, emoji: string): void {
  keep(memory, RECENT, [...new Set([emoji, ...readRecent(memory)])].slice(0, KEPT).join(' '))
}

/** The skin tone that was chosen last. */
export function readTone(memory: Memory): Tone {
  const kept = Number(memory.getItem(TONE) ?? 0)
  return TONES.find((tone) => tone === kept) ?? 0
}

/** Remembers a skin tone. */
export function keepTone(memory: Memory, tone: Tone): void {
  keep(memory, TONE, String(tone))
}

/** A full or forbidden storage costs the habit and nothing else. */
function keep(memory: Memory, key: string, text: string): void {
  try {
    memory.setItem(key, text)
  } catch {
    return
  }
}
