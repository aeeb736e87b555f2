import { ParleyError } from '@parley/protocol/errors.ts'
import type { Me } from '@parley/protocol/accounts.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { Person, PersonDetails } from '@parley/protocol/users.ts'
import { findAccount } from '../accounts/queries.ts'
import { skeleton } from '../accounts/skeleton.ts'
import type { KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { UserTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { toInstant, toInstantOrNull } from '../instant.ts'
import { contains } from '../search/contains.ts'
import { keywordsIn } from '../notifications/keywords.ts'
import { accessMember } from './access.ts'

/** A user as others see him; nothing more of a stored user ever crosses the wire. */
export function toPerson(row: Pick<UserTable, PersonColumn>): Person {
  const isGone = row.deactivated_at !== null || row.forgotten_at !== null
  return {
    id: row.id,
    userName: row.user_name,
    displayName: row.display_name,
    role: isGone ? 'gone' : row.role,
    statusEmoji: row.status_emoji,
    statusText: row.status_text,
    statusUntil: toInstantOrNull(row.status_until),
  }
}

const PERSON_COLUMNS = [
  'id',
  'user_name',
  'display_name',
  'role',
  'status_emoji',
  'status_text',
  'status_until',
  'deactivated_at',
  'forgotten_at',
] as const
type PersonColumn = (typeof PERSON_COLUMNS)[number]

/** Loads people by their ids, in the order of their ids. */
export async function listPeople(reader: Reader, ids: readonly string[]): Promise<Person[]> {
  if (ids.length === 0) return []
  const rows = await selectPeople(reader, { ids: JSON.stringify(ids) })
  return rows.map(toPerson)
}

const selectPeople = hot<{ ids: string }, Pick<UserTable, PersonColumn>>((db, _, texts) =>
  db.selectFrom('users').select(PERSON_COLUMNS).where('id', 'in', texts('ids')).orderBy('id'),
)

/** Tells whether all of these are active members of the community: neither guests nor deactivated. */
export async function areMembers(reader: Reader, ids: readonly string[]): Promise<boolean> {
  const rows = await reader.db
    .selectFrom('users')
    .select('id')
    .where('id', 'in', ids)
    .where('role', '<>', 'guest')
    .where('deactivated_at', 'is', null)
    .execute()
  return rows.length === ids.length
}

/** Tells whether nobody else owns the community who can log in. */
export async function isLastOwner(reader: Reader, userId: string): Promise<boolean> {
  const other = await reader.db
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'owner')
    .where('deactivated_at', 'is', null)
    .where('id', '<>', userId)
    .executeTakeFirst()
  return other === undefined
}

/** One user with what only he is told. */
export async function findMe(reader: Reader, userId: string): Promise<Me | undefined> {
  const row = await reader.db.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirst()
  return (
    row && {
      ...toPerson(row),
      ...profileOf(row),
      availability: row.availability,
      availabilityUntil: toInstantOrNull(row.availability_until),
      showsLastSeen: row.shows_last_seen === 1,
      language: row.language,
      sendsWith: row.sends_with,
      keywords: keywordsIn(row.keywords),
      tellsReading: row.tells_reading === 1,
    }
  )
}

/** A user with what is on his page. */
export function toPersonDetails(row: UserTable): PersonDetails {
  return {
    ...toPerson(row),
    ...profileOf(row),
    lastSeenAt: row.shows_last_seen === 1 ? toInstantOrNull(row.last_seen_at) : null,
  }
}

function profileOf(row: UserTable) {
  return { bio: row.bio, timeZone: row.time_zone, createdAt: toInstant(row.created_at) }
}

/** Answers `user.list`: by display name and id, so that pages neither miss nor repeat anybody who has the same name. */
export async function userList(
  reader: Reader,
  _actor: KnownActor,
  input: QueryInput<'user.list'>,
): Promise<QueryOutput<'user.list'>> {
  const search = input.search?.trim() ?? ''
  let query = reader.db
    .selectFrom('users')
    .select(PERSON_COLUMNS)
    .where('role', '<>', 'guest')
    .where('deactivated_at', 'is', null)
  if (search !== '') {
    query = query.where((eb) =>
      eb.or([
        contains('users.display_name_folded', search),
        contains('users.user_name_folded', search.replace(/^@/, '')),
      ]),
    )
  }
  if (input.after !== undefined) {
    const { id, name } = readPlace(input.after)
    query = query.where((eb) =>
      eb.or([eb('display_name', '>', name), eb.and([eb('display_name', '=', name), eb('id', '>', id)])]),
    )
  }
  const rows = await query
    .orderBy('display_name')
    .orderBy('id')
    .limit(LIMITS.listPage + 1)
    .execute()
  const page = rows.slice(0, LIMITS.listPage)
  const last = rows.length > page.length ? page.at(-1) : undefined
  return { people: page.map(toPerson), next: last ? `${last.id} ${last.display_name}` : null }
}

/** Where a page ended: the id and the display name of its last person. */
function readPlace(after: string): { id: string; name: string } {
  const at = after.indexOf(' ')
  if (at < 0) throw new ParleyError('bad_input', { field: 'after', problem: 'This is no end of a page.' })
  return { id: after.slice(0, at), name: after.slice(at + 1) }
}

/** Answers `user.show`. */
export async function userShow(
  reader: Reader,
  _actor: KnownActor,
  input: QueryInput<'user.show'>,
): Promise<QueryOutput<'user.show'>> {
  const { userId, userName } = input
  if ((userId === undefined) === (userName === undefined)) {
    throw new ParleyError('bad_input', { field: 'userId', problem: 'Give either `userId` or `userName`.' })
  }
  if (userId !== undefined) return toPersonDetails(await accessMember(reader, userId))
  const account = await findAccount(reader, skeleton(userName?.trim() ?? ''))
  if (!account) throw new ParleyError('user_not_found')
  return toPersonDetails(account)
}

/** Answers `user.list-all`. */
export async function userListAll(reader: Reader): Promise<QueryOutput<'user.list-all'>> {
  const rows = await reader.db
    .selectFrom('users')
    .selectAll()
    .where('role', '<>', 'guest')
    .orderBy('user_name')
    .execute()
  return {
    users: rows.map((row) => ({
      id: row.id,
      userName: row.user_name ?? '',
      displayName: row.display_name,
      role: row.role === 'owner' ? 'owner' : 'member',
      isDeactivated: row.deactivated_at !== null,
      createdAt: toInstant(row.created_at),
      lastSeenAt: toInstantOrNull(row.last_seen_at),
    })),
  }
}
