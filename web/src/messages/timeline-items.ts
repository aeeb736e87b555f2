import type { Message } from '@parley/protocol/messages.ts'
import { dayOf } from '../parts/moments.ts'

/** A message as one sees it: sent, on its way, or stuck. */
export type Said = {
  readonly message: Message
  readonly state: 'sent' | 'pending' | 'failed'
  /** Why it is stuck, in words. */
  readonly reason?: string
}

/** A stretch of the log that was skipped. */
export type MissingRange = { readonly after: number; readonly before: number }

/** One thing in the timeline. */
export type TimelineItem =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'new'; readonly key: string }
  | { readonly kind: 'hole'; readonly key: string; readonly range: MissingRange }
  | { readonly kind: 'tombstone'; readonly key: string; readonly message: Message }
  | { readonly kind: 'message'; readonly key: string; readonly said: Said; readonly isFirst: boolean }

type Given = {
  /** In the order of the log, those not yet in it last. */
  readonly said: readonly Said[]
  readonly holes?: readonly MissingRange[]
  /** The seq up to which one had read when the room was opened; null: no divider. */
  readonly newAfter?: number | null
  readonly zone: string
}

/** Messages of one author closer than this are one run. */
const RUN_MS = 5 * 60_000

/** Lays out messages with days, runs, the place where reading stopped, and what is missing. */
export function timelineItems({ said, holes = [], newAfter = null, zone }: Given): TimelineItem[] {
  const items: TimelineItem[] = []
  let previous: Message | null = null
  let isNewShown = newAfter === null
  const shownDays = new Set<string>()
  for (const one of said) {
    const { message } = one
    const hole = holes.find(({ after, before }) => before <= message.seq && after >= (previous?.seq ?? 0))
    if (hole !== undefined) items.push({ kind: 'hole', key: `hole-${hole.after}`, range: hole })
    const day = dayOfMessage(message, zone)
    const isNewDay = previous === null || dayOfMessage(previous, zone) !== day
    if (isNewDay) items.push({ kind: 'day', key: keyOfDay(shownDays, day, message), at: message.at })
    if (!isNewShown && newAfter !== null && one.state === 'sent' && message.seq > newAfter) {
      isNewShown = true
      items.push({ kind: 'new', key: 'new' })
    }
    items.push(itemOf(one, items.at(-1), previous))
    previous = message
  }
  return items
}

/** The first heading of a day stays when another message is its first; a clock that was set back may bring a second one. */
function keyOfDay(shown: Set<string>, day: string, message: Message): string {
  if (shown.has(day)) return `day-${day}-${message.id}`
  shown.add(day)
  return `day-${day}`
}

const days = new WeakMap<Message, { readonly zone: string; readonly day: string }>()

/** Most messages are laid out again with each that is said. */
function dayOfMessage(message: Message, zone: string): string {
  const known = days.get(message)
  if (known?.zone === zone) return known.day
  const day = dayOf(message.at, zone)
  days.set(message, { zone, day })
  return day
}

/** A reply that was sent to the room as well says so, once a run. */
function isSamePlace(message: Message, previous: Message | null): boolean {
  return message.rootId === (previous?.rootId ?? null)
}

function itemOf(said: Said, above: TimelineItem | undefined, previous: Message | null): TimelineItem {
  const { message } = said
  // What one wrote in place of it is not gone with it.
  if (message.deletedAt !== null && said.state !== 'failed') return { kind: 'tombstone', key: message.id, message }
  const isRun =
    above?.kind === 'message' &&
    message.replyTo === null &&
    isSamePlace(message, previous) &&
    previous?.authorId === message.authorId &&
    Date.parse(message.at) - Date.parse(previous.at) < RUN_MS
  return { kind: 'message', key: message.id, said, isFirst: !isRun }
}
