import type { Membership } from '@parley/protocol/memberships.ts'
import type { Presence } from '@parley/protocol/presence.ts'
import { countOf, type Reasons } from '@parley/protocol/reasons.ts'
import type { Room } from '@parley/protocol/rooms.ts'
import type { BuiltInSection, Sections } from '@parley/protocol/sections.ts'
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
  readonly why: string
  readonly isMuted: boolean
  readonly hasDraft: boolean
  readonly isCurrent: boolean
  /** How many others are in a direct room. */
  readonly others: number
  readonly presence: Presence | undefined
  /** The other one of a conversation of two. */
  readonly person: Person | undefined
}

type Listed = {
  readonly room: Room
  readonly membership: Pick<Membership, 'level' | 'sectionId'> | null
  readonly unread: number
  readonly reasons: Reasons
}

type Around = {
  /** Says why a room is counted; it comes a moment after the page. */
  readonly whyOf?: ((reasons: Reasons) => string) | null
  readonly people: Readonly<Record<string, Person>>
  readonly ownId: string
  readonly currentId: string | null
  readonly presence?: Readonly<Record<string, Presence>>
  readonly drafts?: ReadonlySet<string>
}

/** A part of the sidebar, with its rows in the order of the rooms given. */
export type SidebarSection = {
  /** A built-in one, or the id of one's own. */
  readonly id: string
  /** Null for a built-in one. */
  readonly name: string | null
  readonly isCollapsed: boolean
  readonly rows: readonly RoomRow[]
}

/** The sidebar: favourites, one's own sections, rooms, conversations, and what is archived. Favourites and the archive are there once something is in them. */
export function sidebarSections(
  rooms: readonly Listed[],
  { own, collapsed }: Sections,
  around: Around,
): SidebarSection[] {
  const ids = new Set(own.map(({ id }) => id))
  const byPlace = Map.groupBy(rooms, (listed) => placeOf(listed, ids))
  const rowsIn = (id: string) => (byPlace.get(id) ?? []).map((listed) => rowOf(listed, around))
  const builtIn = (id: BuiltInSection) => ({ id, name: null, isCollapsed: collapsed.includes(id), rows: rowsIn(id) })
  const withRows = (section: SidebarSection) => (section.rows.length > 0 ? [section] : [])
  return [
    ...withRows(builtIn('favourites')),
    ...own.map((section) => ({ ...section, rows: rowsIn(section.id) })),
    builtIn('rooms'),
    builtIn('people'),
    ...withRows(builtIn('archived')),
  ]
}

/** Which rows are shown: of a collapsed section those that are unread, and the one that is open. */
export function shownRows({ isCollapsed, rows }: SidebarSection): readonly RoomRow[] {
  return isCollapsed ? rows.filter((row) => row.isCurrent || (row.isUnread && !row.isMuted)) : rows
}

function placeOf({ room, membership }: Listed, ownIds: ReadonlySet<string>): string {
  if (room.isArchived) return 'archived'
  const place = membership?.sectionId ?? null
  if (place === 'favourites' || (place !== null && ownIds.has(place))) return place
  return room.kind === 'direct' ? 'people' : 'rooms'
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
    why: around.whyOf?.(reasons) ?? '',
    isMuted: membership?.level === 'nothing',
    hasDraft: around.drafts?.has(room.id) ?? false,
    isCurrent: room.id === around.currentId,
    others: others.length,
    person: others.length === 1 && only !== undefined ? around.people[only] : undefined,
    presence: others.length === 1 && only !== undefined ? around.presence?.[only] : undefined,
  }
}
