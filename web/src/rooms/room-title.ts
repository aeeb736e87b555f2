import type { Room } from '@parley/protocol/rooms.ts'
import type { Person } from '@parley/protocol/users.ts'
import { messageTexts } from '../texts/messages.ts'
import { shellTexts } from '../texts/shell.ts'

type People = Readonly<Record<string, Person>>

/** How a room is called by those in it: its name, or the names of the others. */
export function roomTitle(room: Pick<Room, 'name' | 'peopleIds'>, people: People, ownId: string): string {
  if (room.name !== null) return room.name
  const names = othersIn(room, ownId).map((id) => personName(people[id]))
  if (names.length === 0) return personName(people[ownId])
  return names.length === 1 ? names.join('') : names.map((name) => name.split(' ')[0] ?? name).join(', ')
}

/** The others of a direct room. */
export function othersIn(room: Pick<Room, 'peopleIds'>, ownId: string): string[] {
  return room.peopleIds.filter((id) => id !== ownId)
}

/** How somebody is called, whoever is known. */
export function personName(person: Person | undefined): string {
  if (person === undefined) return shellTexts.role.gone
  return person.displayName || (person.role === 'gone' ? shellTexts.role.gone : (person.userName ?? messageTexts.guest))
}

/** The path of a room: a public one by its name, others by their id. */
export function roomPath(room: Pick<Room, 'id' | 'kind' | 'name'>): string {
  return `/r/${encodeURIComponent(room.kind === 'public' && room.name !== null ? room.name : room.id)}`
}

/** Where one chooses the section of a room, in the page that arranges one's list. */
export function placePath(roomId: string): string {
  return `/rooms/arrange#place-${roomId}`
}

/** What a room is called in a sentence: "#general", or a person's name. */
export function roomSign(room: Pick<Room, 'name' | 'peopleIds' | 'kind'>, people: People, ownId: string): string {
  const title = roomTitle(room, people, ownId)
  return room.kind === 'public' ? `#${title}` : title
}
