import { parseSearch } from '@parley/protocol/search-text.ts'
import { displaySkeleton, skeleton } from '../accounts/skeleton.ts'
import type { KnownActor } from '../actor.ts'
import type { RoomTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { dayAt, startOfDay } from './days.ts'
import { fold } from './fold.ts'
import type { Names } from './plan.ts'

/** Reads the names in a search: rooms among those that one may read, and people, whose messages are found in these only. */
export async function readNames(
  reader: Reader,
  actor: KnownActor,
  given: { text: string; rooms: readonly RoomTable[]; now: number },
): Promise<Names> {
  const parts = parseSearch(given.text)
  const people = parts.filter(({ kind }) => kind === 'from').map(({ text }) => text)
  const rooms = parts.filter(({ kind }) => kind === 'in').map(({ text }) => text)
  const authors = new Map<string, string[]>()
  for (const name of people) authors.set(name, await authorsCalled(reader, actor, name))
  const inRooms = new Map<string, string[]>()
  for (const name of rooms) inRooms.set(name, await roomsCalled(reader, actor, given.rooms, name))
  const hasDays = parts.some(({ kind }) => kind === 'before' || kind === 'after' || kind === 'on')
  const timeZone = hasDays ? await timeZoneOf(reader, actor) : 'UTC'
  return {
    authorsCalled: (name) => authors.get(name) ?? [],
    roomsCalled: (name) => inRooms.get(name) ?? [],
    today: dayAt(given.now, timeZone),
    startOfDay: (day) => startOfDay(day, timeZone),
  }
}

/** By user name or by display name, or oneself by `me`. */
async function authorsCalled(reader: Reader, actor: KnownActor, given: string): Promise<string[]> {
  const name = given.replace(/^@/, '')
  if (name.toLowerCase() === 'me') return [actor.id]
  const rows = await reader.db
    .selectFrom('users')
    .select('id')
    .where((eb) =>
      eb.or([
        eb('skeleton', '=', skeleton(name)),
        eb('display_skeleton', '=', displaySkeleton(name)),
        eb('id', '=', name),
      ]),
    )
    .limit(100)
    .execute()
  return rows.map(({ id }) => id)
}

/** A room by its name or id; a conversation by the name of somebody in it. */
async function roomsCalled(
  reader: Reader,
  actor: KnownActor,
  rooms: readonly RoomTable[],
  given: string,
): Promise<string[]> {
  const name = fold(given.replace(/^[#@]/, ''))
  const named = rooms.filter(({ id, name_folded }) => id === given || (name_folded !== '' && name_folded === name))
  if (named.length > 0) return named.map(({ id }) => id)
  const authors = new Set(await authorsCalled(reader, actor, given))
  return rooms
    .filter(({ people_key }) => people_key?.split(' ').some((id) => authors.has(id)) ?? false)
    .map(({ id }) => id)
}

async function timeZoneOf(reader: Reader, actor: KnownActor): Promise<string> {
  const user = await reader.db.selectFrom('users').select('time_zone').where('id', '=', actor.id).executeTakeFirst()
  return user?.time_zone ?? 'UTC'
}
