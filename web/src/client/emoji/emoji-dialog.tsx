import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { EmojiPicker } from '../../emoji/emoji-picker.tsx'
import { type Emoji, readEmoji, withTone } from '../../emoji/read-emoji.ts'
import { Modal } from '../app/modal.tsx'
import { keepRecent, keepTone, readRecent, readTone } from './emoji-habits.ts'
import { emojiOf, findEmoji } from './find-emoji.ts'

type Props = {
  /** What it opens beside, where there is room. */
  readonly near: Element | null
  readonly onPick: (emoji: string) => void
  readonly onClose: () => void
}

/** Lets one choose an emoji, and remembers what one likes. */
export function EmojiDialog({ near, onPick, onClose }: Props) {
  const tone = useSignal(readTone(localStorage))
  const recent = useMemo(() => emojiOf(readRecent(localStorage)), [])
  const place = useMemo(() => placeBeside(near), [near])
  const pick = (emoji: Emoji) => {
    keepRecent(localStorage, emoji.emoji)
    onClose()
    onPick(withTone(emoji, tone.value))
  }
  return (
    <Modal>
      {(ref) => (
        <EmojiPicker
          groups={readEmoji()}
          recent={recent}
          tone={tone.value}
          find={findEmoji}
          onTone={(next) => {
            tone.value = next
            keepTone(localStorage, next)
          }}
          onPick={pick}
          onClose={onClose}
          dialogRef={ref}
          place={place}
        />
      )}
    </Modal>
  )
}

/** The size of the choice on a wide screen, as its styles have it, and how far it stays from edges. */
const SIZE = { width: 352, height: 416, gap: 8 }

function placeBeside(near: Element | null): Record<string, string> {
  const box = near?.getBoundingClientRect()
  if (!box) return {}
  const { width, height, gap } = SIZE
  const x = Math.max(gap, Math.min(box.right - width, innerWidth - width - gap))
  const above = box.top - height - gap
  const y = above >= gap ? above : Math.max(gap, Math.min(box.bottom + gap, innerHeight - height - gap))
  return { '--x': `${x}px`, '--y': `${y}px` }
}
