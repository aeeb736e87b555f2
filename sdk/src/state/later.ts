import type { Draft } from '@parley/protocol/drafts.ts'
import type { LogEvent } from '@parley/protocol/events.ts'
import type { Reminder } from '@parley/protocol/reminders.ts'
import type { Scheduled } from '@parley/protocol/scheduled.ts'

/** A list that was read at `head` of one's own log, by what each of it is about. */
type Listed<T> = { readonly head: number; readonly byId: Readonly<Record<string, T>> }

/** What one keeps for later. No snapshot of oneself has it: each list is read when it is first needed. */
export type Later = {
  /** By place, see `placeOf`. */
  readonly drafts: Listed<Draft>
  readonly scheduled: Listed<Scheduled>
  /** By message. */
  readonly reminders: Listed<Reminder>
}

/** The lists as they were read. */
export function laterFrom(
  drafts: { readonly drafts: readonly Draft[]; readonly head: number },
  scheduled: { readonly scheduled: readonly Scheduled[]; readonly head: number },
  reminders: { readonly reminders: readonly Reminder[]; readonly head: number },
): Later {
  return {
    drafts: { head: drafts.head, byId: byId(drafts.drafts, placeOf) },
    scheduled: { head: scheduled.head, byId: byId(scheduled.scheduled, ({ id }) => id) },
    reminders: { head: reminders.head, byId: byId(reminders.reminders, ({ messageId }) => messageId) },
  }
}

/** Where a draft is written: a room, or a thread of it. */
export function placeOf({ roomId, rootId }: Pick<Draft, 'roomId' | 'rootId'>): string {
  return rootId === null ? roomId : `${roomId} ${rootId}`
}

/** The lists after one more event, of one's own log or of a room's. What a list has already changes nothing. */
export function applyToLater(later: Later, event: LogEvent): Later {
  const { drafts, scheduled, reminders } = later
  const { seq, subjectId } = event
  if ('draft' in event) {
    const place = placeOf({ roomId: subjectId, rootId: event.rootId })
    return { ...later, drafts: changed(drafts, seq, place, event.draft) }
  }
  if ('scheduled' in event) return { ...later, scheduled: changed(scheduled, seq, subjectId, event.scheduled) }
  if ('reminder' in event) return { ...later, reminders: changed(reminders, seq, subjectId, event.reminder) }
  if (event.type === 'room.left')
    return { ...later, drafts: without(drafts, seq, subjectId), reminders: without(reminders, seq, subjectId) }
  // Of another log, and for ever.
  if (event.type === 'message.deleted')
    return { ...later, reminders: { ...reminders, byId: omit(reminders.byId, subjectId) } }
  return later
}

function changed<T>(list: Listed<T>, seq: number, id: string, next: T | null): Listed<T> {
  if (seq <= list.head) return list
  return { head: seq, byId: next === null ? omit(list.byId, id) : { ...list.byId, [id]: next } }
}

function without<T extends { roomId: string }>(list: Listed<T>, seq: number, roomId: string): Listed<T> {
  if (seq <= list.head) return list
  const kept = Object.entries(list.byId).filter(([, one]) => one.roomId !== roomId)
  return { head: seq, byId: Object.fromEntries(kept) }
}

function omit<T>(all: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> {
  const { [id]: _, ...others } = all
  return others
}

function byId<T>(list: readonly T[], idOf: (one: T) => string): Record<string, T> {
  return Object.fromEntries(list.map((one) => [idOf(one), one]))
}
