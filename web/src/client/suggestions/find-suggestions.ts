import { CALLS } from '@parley/protocol/mentions.ts'
import type { Room } from '@parley/protocol/rooms.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { RoomState } from '@parley/sdk/state/room.ts'
import { listRooms, type UserState } from '@parley/sdk/state/user.ts'
import type { Suggestion } from '../../messages/suggestion-list.tsx'
import { commandTexts } from '../../texts/commands.ts'
import { suggestionTexts as texts } from '../../texts/suggestions.ts'
import { SLASH_NAMES, type SlashName } from '../composer/slash.ts'
import type { Asked } from './asked.ts'
import { rank } from './rank.ts'

/** What the server found beside what this page knows. */
export type Found = {
  readonly people: readonly Person[]
  readonly rooms: readonly Room[]
  /** What the names of emoji are in is loaded with the first question for one. */
  readonly emoji: readonly Suggestion[]
}

/** What may be meant by what is typed in a room. */
export function findSuggestions(asked: Asked, user: UserState, room: RoomState, found: Found): Suggestion[] {
  if (asked.sign === '@') return rank([...people(user, room, found.people), ...calls(user, room)], asked.query)
  if (asked.sign === '#') return rank(rooms(user, found.rooms), asked.query)
  if (asked.sign === '/') return rank(commands(user), asked.query)
  return [...found.emoji]
}

/** Who spoke lately comes first, then whoever is in the room, then everyone. */
function people(user: UserState, room: RoomState, found: readonly Person[]) {
  const spoke = [...new Set((room.window?.messages ?? []).map(({ authorId }) => authorId).reverse())]
  const members = room.members && new Set(room.members.map(({ userId }) => userId))
  const all = new Map([...Object.values(user.people), ...found].map((person) => [person.id, person]))
  return [...all.values()]
    .filter(({ id, role }) => id !== user.me.id && role !== 'gone')
    .map((person) => {
      const at = spoke.indexOf(person.id)
      const isOutside = members !== null && !members.has(person.id)
      return {
        names: [person.displayName, person.userName ?? ''],
        rank: at >= 0 ? at : isOutside ? 2_000 : 1_000,
        value: personSuggestion(person, isOutside),
      }
    })
}

function personSuggestion({ id, userName, displayName }: Person, isOutside: boolean): Suggestion {
  const own = userName === null ? '' : `@${userName}`
  return {
    id,
    sign: { avatarOf: displayName },
    name: displayName,
    about: [own, isOutside ? texts.notInRoom : ''].filter((part) => part !== '').join(' · '),
    insert: `@${userName ?? displayName} `,
  }
}

/** Who is here, and everybody: where one may call them, and there are more than two. */
function calls({ me }: UserState, { room }: RoomState) {
  if (me.role === 'guest' || room.kind === 'direct') return []
  return CALLS.map((name) => ({
    names: [name],
    rank: 1_500,
    value: { id: name, sign: { text: '@' }, name, about: texts.calls[name], insert: `@${name} ` },
  }))
}

function rooms(user: UserState, found: readonly Room[]) {
  const own = listRooms(user).map(({ room }) => room)
  const joined = new Set(own.map(({ id }) => id))
  const all = new Map([...own, ...found].map((room) => [room.id, room]))
  return [...all.values()].flatMap(({ id, kind, name, description }, at) => {
    if (kind !== 'public' || name === null) return []
    const about = [description, joined.has(id) ? '' : texts.notJoined].filter((part) => part !== '').join(' · ')
    return [{ names: [name], rank: at, value: { id, sign: { text: '#' }, name, about, insert: `#${name} ` } }]
  })
}

/** What a guest may not do is not offered to him. */
const FOR_GUESTS: ReadonlySet<SlashName> = new Set<SlashName>([
  'me',
  'shrug',
  'remind',
  'search',
  'mute',
  'leave',
  'help',
])

function commands({ me }: UserState) {
  return SLASH_NAMES.filter((name) => me.role !== 'guest' || FOR_GUESTS.has(name)).map((name) => {
    const { hint, about } = commandTexts.commands[name]
    const insert = hint === '' ? `/${name}` : `/${name} `
    return { names: [name], rank: 0, value: { id: name, sign: { text: '/' }, name, hint, about, insert } }
  })
}
