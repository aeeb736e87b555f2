import type { Draft } from '@parley/protocol/drafts.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { Reminder } from '@parley/protocol/reminders.ts'
import type { Scheduled } from '@parley/protocol/scheduled.ts'
import type { Person } from '@parley/protocol/users.ts'
import { placeOf } from '@parley/sdk/state/later.ts'
import type { UserState } from '@parley/sdk/state/user.ts'
import { permalink, threadPath } from '../messages/addresses.ts'
import { dayLabelOf, timeOf } from '../parts/moments.ts'
import { personName, roomPath, roomSign } from '../rooms/room-title.ts'
import { laterTexts as texts } from '../texts/later.ts'
import { timeTexts } from '../texts/times.ts'

/** One thing that waits: where it belongs, when it comes, what it says. */
export type LaterRow = {
  readonly id: string
  readonly place: string
  readonly when: string | null
  readonly text: string
  /** Why it did not happen. */
  readonly problem: string | null
  /** Where it leads; null: one may not go there. */
  readonly href: string | null
}

/** What was typed and not sent. */
export function draftRow(user: UserState, draft: Draft): LaterRow {
  const { roomId, rootId, body: text } = draft
  return { id: placeOf(draft), ...placeIn(user, roomId, rootId), when: null, text, problem: null }
}

/** What is sent at a time. */
export function scheduledRow(user: UserState, one: Scheduled, now: number): LaterRow {
  const { id, roomId, rootId, body: text, at, problem } = one
  const reasons: Readonly<Record<string, string | undefined>> = texts.reasons
  const reason = problem === null ? null : texts.notSent(reasons[problem] ?? texts.reasons.other)
  return { id, ...placeIn(user, roomId, rootId), when: momentAhead(user, at, now), text, problem: reason }
}

/** What one wants to hear of again. */
export function reminderRow(
  user: UserState,
  { messageId: id, roomId, at }: Reminder,
  message: Message,
  author: Person | undefined,
  now: number,
): LaterRow {
  const { place, href } = placeIn(user, roomId, null)
  return {
    id,
    place: `${personName(author)} · ${place}`,
    href: href && permalink(href, message),
    when: momentAhead(user, at, now),
    text: message.body,
    problem: null,
  }
}

/** A moment ahead in words: "Today, 14:30". */
export function momentAhead({ me }: Pick<UserState, 'me'>, at: string, now: number): string {
  return timeTexts.full(dayLabelOf(at, now, me.timeZone), timeOf(at, me.timeZone))
}

function placeIn(user: UserState, roomId: string, rootId: string | null): Pick<LaterRow, 'place' | 'href'> {
  const room = user.rooms[roomId]?.room
  if (!room) return { place: texts.lostRoom, href: null }
  const place = roomSign(room, user.people, user.me.id)
  if (rootId === null) return { place, href: roomPath(room) }
  return { place: texts.inThread(place), href: threadPath(roomPath(room), rootId) }
}
