import type { ErrorCode } from './errors.ts'
import type { Person } from './users.ts'
import type { RoomRole } from './memberships.ts'
import type { Room } from './rooms.ts'

/** How somebody who is in a room stands in it, from the least: an owner of the community stands as an owner of the room. */
export const STANDINGS = ['guest', 'member', 'moderator', 'owner'] as const
export type Standing = (typeof STANDINGS)[number]

type Rule = {
  /** The least standing that may do this. */
  least: Standing
  /** The least standing where only announcements are made. */
  inAnnouncements?: Standing
  /** What may be done in an archived room too. */
  whileArchived?: true
  /** What may be done in a direct room too, by everybody in it. */
  inDirect?: true
}

/**
 * What may be done in a room, and by whom: the one table that the server keeps to and by which views show what one may do.
 * Reading and what concerns oneself alone is `read`.
 */
export const ROOM_RIGHTS = {
  read: { least: 'guest', whileArchived: true, inDirect: true },
  /** Says something in the main timeline. */
  post: { least: 'guest', inAnnouncements: 'moderator', inDirect: true },
  /** Says something in a thread. */
  reply: { least: 'guest', inDirect: true },
  /** Edits one's own message of the main timeline: as an announcement may be read what it says now, not what it said once. */
  edit: { least: 'guest', inAnnouncements: 'moderator', inDirect: true },
  /** Edits one's own message of a thread. */
  'edit-reply': { least: 'guest', inDirect: true },
  /** Deletes one's own message. */
  delete: { least: 'guest', inDirect: true },
  /** Deletes another's message. */
  'delete-any': { least: 'moderator' },
  react: { least: 'guest', inDirect: true },
  pin: { least: 'member', inAnnouncements: 'moderator', inDirect: true },
  'set-topic': { least: 'member', inAnnouncements: 'moderator' },
  'add-member': { least: 'member', whileArchived: true },
  'remove-member': { least: 'moderator', whileArchived: true },
  /** Describes the room, sets slow mode and whether it is for announcements only. */
  'set-up': { least: 'moderator' },
  /** Renames the room, and opens it to guests. */
  rename: { least: 'owner' },
  /** Makes a public room private and a private one public. */
  convert: { least: 'owner' },
  'set-role': { least: 'owner', whileArchived: true },
  /** Archives the room, and restores it. */
  archive: { least: 'owner', whileArchived: true },
  close: { least: 'owner', whileArchived: true },
} as const satisfies Record<string, Rule>

/** Something that may be done in a room. */
export type RoomRight = keyof typeof ROOM_RIGHTS

/** What of a room decides what may be done in it. */
export type RoomRules = Pick<Room, 'kind' | 'isArchived' | 'announcementsOnly'>

/** How somebody stands in a room in which he is. */
export function standingOf(roleInCommunity: Person['role'], roleInRoom: RoomRole): Standing {
  if (roleInCommunity === 'owner') return 'owner'
  return roleInCommunity === 'member' ? roleInRoom : 'guest'
}

/** Why somebody who is in a room may not do this there; null: he may. */
export function refusalIn(room: RoomRules, right: RoomRight, standing: Standing): ErrorCode | null {
  const rule: Rule = ROOM_RIGHTS[right]
  if (room.kind === 'direct') return rule.inDirect ? null : 'direct_room'
  if (isBelow(standing, rule.least)) return 'forbidden'
  if (room.isArchived && !rule.whileArchived) return 'room_archived'
  if (room.announcementsOnly && isBelow(standing, rule.inAnnouncements ?? rule.least)) return 'announcements_only'
  return null
}

/** Tells whether somebody who is in a room may do this there. */
export function mayIn(room: RoomRules, right: RoomRight, standing: Standing): boolean {
  return refusalIn(room, right, standing) === null
}

/** Tells whether who may remove people may remove somebody who stands so: an owner anybody, others who is less than they. */
export function mayRemove(own: Standing, other: Standing): boolean {
  return own === 'owner' || isBelow(other, own)
}

/** Tells whether one standing is less than another. */
export function isBelow(standing: Standing, other: Standing): boolean {
  return STANDINGS.indexOf(standing) < STANDINGS.indexOf(other)
}
