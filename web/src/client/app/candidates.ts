import type { Person } from '@parley/protocol/users.ts'
import type { RoomState } from '@parley/sdk/state/room.ts'

/** Whom one could add to a room: everybody who is not in it. */
export function withoutMembers(people: readonly Person[], room: RoomState | undefined): Person[] {
  const inside = new Set(room?.members?.map((member) => member.userId))
  return people.filter((person) => !inside.has(person.id))
}
