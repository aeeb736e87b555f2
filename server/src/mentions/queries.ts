import { type Call, comparable, mentionsIn, readingsOf } from '@parley/protocol/mentions.ts'
import type { KnownActor } from '../actor.ts'
import { skeleton } from '../accounts/skeleton.ts'
import { hot } from '../database/hot.ts'
import type { MessageTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'

/** Whom a message names and calls, of those who are in its room. */
export type Mentioned = { readonly userIds: readonly string[]; readonly calls: Call | null }

/** What a message is that names and calls nobody. */
export const NOBODY_NAMED: Mentioned = { userIds: [], calls: null }

/**
 * Finds whom a body names in a room: members of it other than its author, in the order in which they are named. A guest
 * calls nobody. A body without an @ costs no statement.
 */
export async function findMentioned(
  reader: Reader,
  author: KnownActor,
  roomId: string,
  body: string,
): Promise<Mentioned> {
  const { names, call } = mentionsIn(body)
  if (names.length === 0 && call === null) return NOBODY_NAMED
  const readings = names.map(({ name }) => readingsOf(name))
  const skeletons = JSON.stringify([...new Set(readings.flat().map(skeleton))])
  const members = names.length === 0 ? [] : await selectNamed(reader, { roomId, skeletons })
  const ids = new Map(members.map(({ id, user_name }) => [comparable(user_name ?? ''), id]))
  const named = readings.flatMap((forms) => forms.map((form) => ids.get(form)).find((id) => id !== undefined) ?? [])
  const userIds = [...new Set(named)].filter((id) => id !== author.id)
  return { userIds, calls: author.role === 'guest' ? null : call }
}

const selectNamed = hot<{ roomId: string; skeletons: string }, { id: string; user_name: string | null }>(
  (db, argument, texts) =>
    db
      .selectFrom('users')
      .innerJoin('memberships', 'memberships.user_id', 'users.id')
      .select(['users.id', 'users.user_name'])
      .where('users.skeleton', 'in', texts('skeletons'))
      .where('users.deactivated_at', 'is', null)
      .where('memberships.room_id', '=', argument('roomId')),
)

/** How a message's row keeps whom it names. */
export function columnsOf({ userIds, calls }: Mentioned): Pick<MessageTable, 'mentions' | 'calls'> {
  return { mentions: userIds.length === 0 ? null : JSON.stringify(userIds), calls }
}

/** The ids that a message's row keeps. */
export function idsIn(mentions: string | null): string[] {
  const ids: unknown = mentions === null ? [] : JSON.parse(mentions)
  return Array.isArray(ids) ? ids.map(String) : []
}
