import { callOf, readingsOf } from '@parley/protocol/mentions.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { UserState } from '@parley/sdk/state/user.ts'
import type { ReadonlySignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { NamedRooms } from '../pages/page-state.ts'
import { personName, roomPath } from '../rooms/room-title.ts'

/** What a name in a message means: somebody, everybody, or a room. */
type Meant = {
  /** Shown instead of what was typed. */
  readonly text: string
  /** What of the typed text belongs to it; the rest stands after it. */
  readonly length: number
  readonly href: string | null
  /** It means oneself. */
  readonly isOwn: boolean
}

/** What of a message its names depend on. */
type Naming = Pick<Message, 'authorId' | 'mentions' | 'calls'>

type Props = {
  readonly typed: string
  readonly message: Naming
  readonly user: UserState
  /** Rooms beside one's own, as far as one has asked for them. */
  readonly named: ReadonlySignal<NamedRooms>
  /** Asks what rooms these names mean. */
  readonly onUnknown?: ((names: readonly string[]) => void) | undefined
}

/** A name with its sign: a chip where it means somebody, a link where it means a room that one may see, in it or not. */
export function Name({ typed, message, user, named, onUnknown }: Props) {
  const known = meantIn(message, user)(typed)
  const isUnknown = known === null && typed.startsWith('#')
  const meant = isUnknown ? meantElsewhere(typed.slice(1), named.value) : known
  useEffect(() => {
    if (isUnknown && meant === null) onUnknown?.(readingsOf(typed.slice(1)))
  }, [isUnknown, typed])
  if (meant === null) return <>{typed}</>
  const { text, length, href, isOwn } = meant
  const shown = <bdi>{text}</bdi>
  return (
    <>
      {href === null ? (
        <span class="mention" data-own={isOwn || undefined}>
          {shown}
        </span>
      ) : (
        <a class="mention" href={href} data-own={isOwn || undefined}>
          {shown}
        </a>
      )}
      {typed.slice(length)}
    </>
  )
}

/** Tells what the names in one message mean to one: whom the server found in it, and the rooms that one knows. */
function meantIn(message: Naming, { me, people, rooms }: Pick<UserState, 'me' | 'people' | 'rooms'>) {
  const named = new Map(
    message.mentions.map((id) => [people[id]?.userName?.normalize('NFC').toLowerCase(), people[id]]),
  )
  return (typed: string): Meant | null => {
    const name = typed.slice(1)
    if (typed.startsWith('#')) return meantRoom(name, rooms)
    if (message.calls !== null && callOf(name) !== null) {
      return { text: typed, length: typed.length, href: null, isOwn: message.authorId !== me.id }
    }
    const reading = readingsOf(name).find((one) => named.get(one))
    const person = reading === undefined ? undefined : named.get(reading)
    return person && reading !== undefined ? meantPerson(person, reading.length + 1, me.id) : null
  }
}

function meantPerson(person: Person, length: number, ownId: string): Meant {
  const href = person.userName === null ? null : `/people/${encodeURIComponent(person.userName)}`
  return { text: `@${personName(person)}`, length, href, isOwn: person.id === ownId }
}

function meantElsewhere(name: string, named: NamedRooms): Meant | null {
  const reading = readingsOf(name).find((one) => Object.hasOwn(named, one) && named[one] !== null)
  const href = reading === undefined ? null : (named[reading] ?? null)
  return reading === undefined || href === null
    ? null
    : { text: `#${reading}`, length: reading.length + 1, href, isOwn: false }
}

function meantRoom(name: string, rooms: UserState['rooms']): Meant | null {
  const found = readingsOf(name).flatMap((reading) => {
    const state = Object.values(rooms).find(({ room }) => room.name === reading && !room.isClosed)
    return state ? [{ text: `#${reading}`, length: reading.length + 1, href: roomPath(state.room), isOwn: false }] : []
  })
  return found[0] ?? null
}
