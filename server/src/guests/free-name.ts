import { LIMITS } from '@parley/protocol/limits.ts'
import { displaySkeleton } from '../accounts/skeleton.ts'
import type { Reader } from '../database/transaction.ts'

/** Where a guest wants to be: no room yet where he makes one. `selfId`: a guest is not in his own way. */
export type Place = { roomId: string | null; selfId: string | null }

/** The highest number that is tried after a name. */
const MOST_TRIES = 200

/** Tells whether no member of the community and nobody in the room bears the name, or one that looks like it. */
export async function isNameFree(reader: Reader, name: string, place: Place): Promise<boolean> {
  return (await findTaken(reader, [displaySkeleton(name)], place)).size === 0
}

/** A name like the one that is taken: “Ann 2”. */
export async function suggestName(reader: Reader, name: string, place: Place): Promise<string | undefined> {
  const names = Array.from({ length: MOST_TRIES }, (_, i) => numbered(name, i + 2))
  const taken = await findTaken(reader, names.map(displaySkeleton), place)
  return names.find((candidate) => !taken.has(displaySkeleton(candidate)))
}

function numbered(name: string, number: number): string {
  const ending = ` ${number}`
  const kept = [...name].slice(0, LIMITS.displayNameLength - ending.length).join('')
  return `${kept.trimEnd()}${ending}`
}

async function findTaken(reader: Reader, skeletons: string[], place: Place): Promise<Set<string | null>> {
  const members = await reader.db
    .selectFrom('users')
    .select(['display_skeleton', 'skeleton'])
    .where('role', '<>', 'guest')
    .where((eb) => eb.or([eb('display_skeleton', 'in', skeletons), eb('skeleton', 'in', skeletons)]))
    .execute()
  const present = place.roomId === null ? [] : await findPresent(reader, skeletons, place.roomId, place.selfId)
  return new Set([...members.flatMap((row) => [row.display_skeleton, row.skeleton]), ...present])
}

async function findPresent(
  reader: Reader,
  skeletons: string[],
  roomId: string,
  selfId: string | null,
): Promise<string[]> {
  const rows = await reader.db
    .selectFrom('users')
    .innerJoin('memberships', 'memberships.user_id', 'users.id')
    .select('display_skeleton')
    .where('memberships.room_id', '=', roomId)
    .where('display_skeleton', 'in', skeletons)
    .where('users.id', '<>', selfId ?? '')
    .execute()
  return rows.map((row) => row.display_skeleton)
}
