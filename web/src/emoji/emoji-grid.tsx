import { useMemo } from 'preact/hooks'
import { type Emoji, emojiName, type Tone, withTone } from './read-emoji.ts'

/** Emoji in one row. */
export const COLUMNS = 8

type Props = {
  readonly label: string
  readonly emoji: readonly Emoji[]
  readonly tone: Tone
  readonly onPick: (emoji: Emoji) => void
  /** One is on an emoji, with the pointer or the focus. */
  readonly onLook: (emoji: Emoji) => void
  /** A key that goes out of the grid: upwards, or a letter. */
  readonly onLeave: () => void
}

/** Emoji in rows, of which one is in the order of Tab; arrows go between them. */
export function EmojiGrid({ label, emoji, tone, onPick, onLook, onLeave }: Props) {
  const rows = Array.from({ length: Math.ceil(emoji.length / COLUMNS) }, (_, row) =>
    emoji.slice(row * COLUMNS, (row + 1) * COLUMNS),
  )
  return useMemo(
    () => (
      <div
        class="emoji-grid"
        role="grid"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={(event) => stepOrLeave(event, onLeave)}
      >
        {rows.map((row, at) => (
          <div role="row" key={row[0]?.emoji}>
            {row.map((one, column) => (
              <button
                key={one.emoji}
                class="emoji"
                type="button"
                role="gridcell"
                aria-label={emojiName(one)}
                tabIndex={at === 0 && column === 0 ? 0 : -1}
                onClick={() => onPick(one)}
                onFocus={() => onLook(one)}
                onPointerEnter={() => onLook(one)}
              >
                {withTone(one, tone)}
              </button>
            ))}
          </div>
        ))}
      </div>
    ),
    [emoji, tone, label],
  )
}

function stepOrLeave(event: KeyboardEvent, leave: () => void): void {
  const grid = event.currentTarget
  if (!(grid instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return
  const cells = [...grid.querySelectorAll<HTMLElement>('[role="gridcell"]')]
  const from = cells.findIndex((cell) => cell === document.activeElement)
  // A letter is typed into the search, which has the focus before the letter comes.
  if (from === -1 || (event.key.length === 1 && event.key !== ' ')) return leave()
  const to = stepIn({ key: event.key, from, count: cells.length, turns: getComputedStyle(grid).direction === 'rtl' })
  if (to === null) return
  event.preventDefault()
  if (to < 0) return leave()
  const next = cells[to]
  for (const cell of [cells[from], next]) if (cell) cell.tabIndex = cell === next ? 0 : -1
  next?.focus()
}

type Step = { readonly key: string; readonly from: number; readonly count: number; readonly turns: boolean }

/** Where a key leads in the grid; -1: out of it, upwards; null: it is no way. */
export function stepIn({ key, from, count, turns }: Step): number | null {
  const ahead = turns ? -1 : 1
  const last = count - 1
  switch (key) {
    case 'ArrowRight':
      return Math.min(last, Math.max(0, from + ahead))
    case 'ArrowLeft':
      return Math.min(last, Math.max(0, from - ahead))
    case 'ArrowDown':
      return Math.min(last, from + COLUMNS)
    case 'ArrowUp':
      return from < COLUMNS ? -1 : from - COLUMNS
    case 'PageDown':
      return Math.min(last, from + COLUMNS * 5)
    case 'PageUp':
      return Math.max(0, from - COLUMNS * 5)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
