import type { Membership } from '@parley/protocol/memberships.ts'
import type { Presence } from '@parley/protocol/presence.ts'
import { countOf, type Reasons } from '@parley/protocol/reasons.ts'
import type { Room } from '@parley/protocol/rooms.ts'
import type { Person } from '@parley/protocol/users.ts'
import { othersIn, roomPath, roomTitle } from './room-title.ts'

/** A room as the sidebar shows it. */
export type RoomRow = {
  readonly id: string
  readonly href: string
  readonly kind: Room['kind']
  readonly title: string
  readonly isUnread: boolean
  /** How many unread messages concern one, and why. */
  readonly count: number
  readonly reasons: Reasons
  readonly isMuted: boolean
  readonly hasDraft: boolean
  readonly isCurrent: boolean
  /** How many others are in a direct room. */
  readonly others: number
  readonly presence: Presence | undefined
}

type Listed = {
  readonly room: Room
  readonly membership: Pick<Membership, 'level'> | null
  readonly unread: number
  readonly reasons: Reasons
}

type Around = {
  readonly people: Readonly<Record<string, Person>>
  readonly ownId: string
  readonly currentId: string | null
  readonly presence?: Readonly<Record<string, Presence>>
  readonly drafts?: ReadonlySet<string>
}

/** The rows of the sidebar, in the order of the rooms given: public and private rooms, and conversations. */
export function roomRows(rooms: readonly Listed[], around: Around): { rooms: RoomRow[]; people: RoomRow[] } {
  const rows = rooms.map((listed) => rowOf(listed, around))
  return { rooms: rows.filter((row) => row.kind !== 'direct'), people: rows.filter((row) => row.kind === 'direct') }
}

function rowOf({ room, membership, unread, reasons }: Listed, around: Around): RoomRow {
  const others = othersIn(room, around.ownId)
  const [only] = others
  return {
    id: room.id,
    href: roomPath(room),
    kind: room.kind,
    title: roomTitle(room, around.people, around.ownId),
    isUnread: unread > 0,
    count: countOf(reasons),
    reasons,
    isMuted: membership?.level === 'nothing',
    hasDraft: around.drafts?.has(room.id) ?? false,
    isCurrent: room.id === around.currentId,
    others: others.length,
    presence: others.length === 1 && only !== undefined ? around.presence?.[only] : undefined,
  }
}
