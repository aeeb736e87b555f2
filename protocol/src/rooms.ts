import * as z from 'zod/mini'
import { anyone, command, ofTheRoom, ownersOnly, query, withAccount, withSession } from './define.ts'
import { LIMITS } from './limits.ts'
import { Membership, Member, RoomRole } from './memberships.ts'
import { Reasons } from './notifications.ts'
import { Sections } from './sections.ts'
import { Person } from './users.ts'
import { Id, Instant, RoomName, Seq, text } from './values.ts'

/** Where messages live, at its present version. */
export const Room = z.object({
  id: z.string(),
  kind: z.enum(['public', 'private', 'direct']),
  /** Null for direct rooms. */
  name: z.nullable(z.string()),
  description: z.string(),
  /** A short line beside the name: what it is about just now. */
  topic: z.string(),
  /** Whether guests may enter. */
  openToGuests: z.boolean(),
  /** Only owners and moderators say something in the main timeline. */
  announcementsOnly: z.boolean(),
  /** Seconds between two messages of a member; 0: no slow mode. Moderators and owners are exempt. */
  slowModeS: z.int(),
  /** An archived room is read and searched, and nothing more. */
  isArchived: z.boolean(),
  /** The people of a direct room, in the order of their ids; empty for others. */
  peopleIds: z.array(z.string()),
  memberCount: z.int(),
  /** The last message that was not deleted; 0 where there is none. */
  lastMessageSeq: Seq,
  lastMessageAt: z.nullable(Instant),
  createdAt: Instant,
  /** The seq of the last event that changed the room itself, not its people or messages. */
  version: Seq,
  isClosed: z.boolean(),
})
export type Room = z.infer<typeof Room>

/** A room in somebody's list. */
export const RoomEntry = z.object({
  room: Room,
  /** Null where one may see the room but is not in it. */
  membership: z.nullable(Membership),
  /** The room's head when this was read. */
  head: Seq,
  /** 0 where nothing is unread, or the room is mute; else how many unread messages concern one, up to 99, but at least 1. */
  unread: z.int(),
  /** Which unread messages concern one, and why. */
  reasons: Reasons,
  /** The replies among them that are unread in threads that one follows, by the roots of these; absent where none is. */
  replies: z.optional(z.record(z.string(), z.array(Seq))),
})
export type RoomEntry = z.infer<typeof RoomEntry>

/** Makes a room, whose maker is its owner and first member; its id is the command's. */
export const roomCreate = command('room.create', {
  about: 'Makes a public or private room; its id is the command’s.',
  input: {
    name: RoomName,
    kind: z.enum(['public', 'private']),
    description: z.optional(text(LIMITS.descriptionLength)),
    openToGuests: z.optional(z.boolean()),
  },
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'room_name_taken', 'id_reused', 'too_fast'],
  allow: withAccount,
})

/** Joins a public room. */
export const roomJoin = command('room.join', {
  about: 'Joins a public room.',
  input: { roomId: Id },
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'room_not_found', 'id_reused'],
  allow: { owner: 'public rooms', member: 'public rooms', guest: false, nobody: false },
})

/** Leaves a room; a direct room is hidden until something is said in it. */
export const roomLeave = command('room.leave', {
  about: 'Leaves a room; a direct room is only hidden until something is said in it.',
  input: { roomId: Id },
  errors: ['bad_input', 'not_logged_in', 'room_not_found', 'id_reused'],
  allow: ofTheRoom,
})

/** Renames and describes a room, opens it to guests, keeps it to announcements, slows it down; what is left out stays. */
export const roomEdit = command('room.edit', {
  about: 'Changes a room’s name, description, and who may enter and write how often; what is left out stays.',
  input: {
    roomId: Id,
    name: z.optional(RoomName),
    description: z.optional(text(LIMITS.descriptionLength)),
    openToGuests: z.optional(z.boolean()),
    announcementsOnly: z.optional(z.boolean()),
    slowModeS: z.optional(z.int().check(z.gte(0), z.lte(LIMITS.slowModeMaxS))),
  },
  errors: [
    'bad_input',
    'not_logged_in',
    'room_not_found',
    'room_name_taken',
    'room_archived',
    'direct_room',
    'forbidden',
    'id_reused',
  ],
  allow: {
    owner: 'of the room',
    member: 'a moderator; an owner of the room its name and guests',
    guest: false,
    nobody: false,
  },
})

/** Sets the short line beside a room's name. */
export const roomSetTopic = command('room.set-topic', {
  about: 'Sets the short line beside a room’s name: what it is about just now.',
  input: { roomId: Id, topic: text(LIMITS.topicLength) },
  errors: [
    'bad_input',
    'not_logged_in',
    'room_not_found',
    'room_archived',
    'announcements_only',
    'direct_room',
    'forbidden',
    'id_reused',
  ],
  allow: { owner: 'of the room', member: 'of the room', guest: false, nobody: false },
})

/** Archives a room: it is read and searched, and nothing more, until it is restored. */
export const roomArchive = command('room.archive', {
  about: 'Archives a room: from now on it is only read and searched.',
  input: { roomId: Id },
  errors: ['bad_input', 'not_logged_in', 'room_not_found', 'direct_room', 'forbidden', 'id_reused'],
  allow: { owner: 'any room', member: 'an owner of the room', guest: false, nobody: false },
})

/** Makes an archived room one like the others again. */
export const roomRestore = command('room.restore', {
  about: 'Makes an archived room one like the others again.',
  input: { roomId: Id },
  errors: ['bad_input', 'not_logged_in', 'room_not_found', 'direct_room', 'forbidden', 'id_reused'],
  allow: { owner: 'any room', member: 'an owner of the room', guest: false, nobody: false },
})

/**
 * Makes a public room private or a private one public. Who is in it stays in it, but for guests, who leave a room that
 * becomes private; everything that was ever said in a room that becomes public can be read by whoever joins it.
 */
export const roomConvert = command('room.convert', {
  about: 'Makes a public room private, which guests leave, or a private one public, with all that was said in it.',
  input: { roomId: Id, kind: z.enum(['public', 'private']) },
  errors: ['bad_input', 'not_logged_in', 'room_not_found', 'room_archived', 'direct_room', 'forbidden', 'id_reused'],
  allow: { owner: 'of the room', member: 'an owner of the room', guest: false, nobody: false },
})

/** Makes somebody who is in a room its owner, a moderator of it, or neither. */
export const roomSetRole = command('room.set-role', {
  about: 'Makes somebody who is in a room its owner, a moderator, or neither. The last owner stays one.',
  input: { roomId: Id, userId: Id, role: RoomRole },
  errors: [
    'bad_input',
    'not_logged_in',
    'room_not_found',
    'user_not_found',
    'last_room_owner',
    'direct_room',
    'forbidden',
    'id_reused',
  ],
  allow: { owner: 'of the room', member: 'an owner of the room', guest: false, nobody: false },
})

/** Adds a member of the community to a room. */
export const roomAddMember = command('room.add-member', {
  about: 'Adds a member of the community to a room.',
  input: { roomId: Id, userId: Id },
  errors: ['bad_input', 'not_logged_in', 'room_not_found', 'user_not_found', 'direct_room', 'forbidden', 'id_reused'],
  allow: { owner: 'of the room', member: 'of the room', guest: false, nobody: false },
})

/** Removes somebody from a room; he receives nothing after the event that says so. */
export const roomRemoveMember = command('room.remove-member', {
  about: 'Removes somebody from a room.',
  input: { roomId: Id, userId: Id },
  errors: ['bad_input', 'not_logged_in', 'room_not_found', 'user_not_found', 'direct_room', 'forbidden', 'id_reused'],
  allow: { owner: 'of the room', member: 'a moderator of the room', guest: false, nobody: false },
})

/** Opens the direct room of these people and oneself: the one that exists, or a new one. Its subject is the room. */
export const roomOpenDirect = command('room.open-direct', {
  about:
    'Opens the direct room of these people and oneself, which is made if it does not exist. The subject is the room.',
  input: { userIds: z.array(Id).check(z.minLength(1), z.maxLength(LIMITS.directPeople - 1)) },
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'user_not_found', 'id_reused', 'too_fast'],
  allow: withAccount,
})

/** Closes a room for everyone, for ever; its name is not given again. */
export const roomClose = command('room.close', {
  about: 'Closes a room for everyone; its name is not given again.',
  input: { roomId: Id },
  errors: ['bad_input', 'not_logged_in', 'room_not_found', 'direct_room', 'forbidden', 'id_reused'],
  allow: { owner: 'any room', member: 'an owner of the room', guest: false, nobody: false },
})

/** Reads one's own rooms with their heads: a snapshot of one's own log's state. */
export const roomList = query('room.list', {
  about: 'One’s own rooms, the latest activity first, with their heads and the head of one’s own log.',
  input: {},
  output: z.object({
    entries: z.array(RoomEntry),
    people: z.array(Person),
    sections: Sections,
    /** The messages of which one was reminded, and has not seen it; absent where there is none. */
    reminded: z.optional(z.array(z.object({ messageId: z.string(), roomId: z.string() }))),
    /** Head of one's own log when this was read. */
    head: Seq,
    epoch: z.string(),
  }),
  errors: ['not_logged_in'],
  allow: withSession,
})

/** Reads one room, by id or by name: one's own, or a public one. */
export const roomShow = query('room.show', {
  about: 'One room, by `roomId` or `name`: one’s own or, for members of the community, a public one.',
  input: { roomId: z.optional(Id), name: z.optional(RoomName) },
  output: z.object({ entry: RoomEntry, people: z.array(Person), epoch: z.string() }),
  errors: ['bad_input', 'not_logged_in', 'room_not_found'],
  allow: {
    owner: 'of the room, or a public one',
    member: 'of the room, or a public one',
    guest: 'of the room',
    nobody: false,
  },
})

/** Reads the people of a room by display name. */
export const roomMembers = query('room.members', {
  about: 'The people of a room in the order of their ids, from the one after `after`.',
  input: { roomId: Id, after: z.optional(Id) },
  output: z.object({ members: z.array(Member), people: z.array(Person), head: Seq, next: z.nullable(z.string()) }),
  errors: ['bad_input', 'not_logged_in', 'room_not_found'],
  allow: ofTheRoom,
})

/** Reads the public rooms by name, to join one. */
export const roomBrowse = query('room.browse', {
  about: 'The public rooms, or those that are archived, in the order of their names, from the one after `after`.',
  input: { search: z.optional(text(100)), after: z.optional(RoomName), archived: z.optional(z.boolean()) },
  output: z.object({
    rooms: z.array(z.object({ room: Room, isMember: z.boolean() })),
    next: z.nullable(z.string()),
  }),
  errors: ['bad_input', 'not_logged_in', 'forbidden'],
  allow: withAccount,
})

/** Reads the rooms that anyone may enter as a guest, the liveliest first. */
export const roomListOpen = query('room.list-open', {
  about: 'The rooms that anyone may enter as a guest, the latest activity first; at most 20.',
  input: {},
  output: z.object({ rooms: z.array(z.object({ name: z.string(), description: z.string(), memberCount: z.int() })) }),
  errors: [],
  allow: anyone,
})

/** A room as the owner of the community sees it, in it or not. */
export const RoomDetails = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['public', 'private']),
  openToGuests: z.boolean(),
  memberCount: z.int(),
  createdAt: Instant,
  lastMessageAt: z.nullable(Instant),
  isArchived: z.boolean(),
  isClosed: z.boolean(),
})
export type RoomDetails = z.infer<typeof RoomDetails>

/** Reads all public and private rooms; direct rooms concern nobody else. */
export const roomListAll = query('room.list-all', {
  about: 'All public and private rooms by name, closed ones too; direct rooms concern nobody else.',
  input: {},
  output: z.object({ rooms: z.array(RoomDetails) }),
  errors: ['not_logged_in', 'forbidden'],
  allow: ownersOnly,
})
