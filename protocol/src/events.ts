import * as z from 'zod/mini'
import { Me } from './accounts.ts'
import { Draft } from './drafts.ts'
import { Member } from './memberships.ts'
import { Message, Thread } from './messages.ts'
import { Reminder } from './reminders.ts'
import { Room, RoomEntry } from './rooms.ts'
import { Sections } from './sections.ts'
import { ThreadEntry } from './threads.ts'
import { Scheduled } from './scheduled.ts'
import { Instant, Seq } from './values.ts'

const base = {
  /** The event's place in its log: 1, 2, 3, … without holes. */
  seq: Seq,
  at: Instant,
  /** Null: Parley itself, as when a guest is forgotten. */
  actorId: z.nullable(z.string()),
  subjectId: z.string(),
}

function event<const T extends string, P extends Record<string, z.ZodMiniType>>(type: T, payload: P) {
  return z.object({ ...base, type: z.literal(type), ...payload })
}

const withMember = {
  /** Null when the person is no longer in the room. */
  member: z.nullable(Member),
  memberCount: z.int(),
}

const withMessage = {
  message: Message,
  /** The thread that it is a reply in, as it stands; null for a message of no thread. */
  thread: z.nullable(Thread),
}

const withReaction = {
  ...withMessage,
  emoji: z.string(),
  /** All emoji with which the actor reacts to the message now: his devices know by it which are theirs. */
  own: z.array(z.string()),
}

/** What happens in a room. Each event carries its subject's whole state as it is when the event is read. */
export const ROOM_EVENTS = {
  'room.created': event('room.created', { room: Room }),
  'room.edited': event('room.edited', { room: Room }),
  'room.closed': event('room.closed', { room: Room }),
  'room.archived': event('room.archived', { room: Room }),
  'room.restored': event('room.restored', { room: Room }),
  /** A public room became private, or a private one public. */
  'room.converted': event('room.converted', { room: Room }),
  'member.joined': event('member.joined', withMember),
  'member.left': event('member.left', withMember),
  /** Somebody in the room changed his name or status: the new one is among the frame's people. */
  'member.edited': event('member.edited', withMember),
  /** Somebody has another role in the room. */
  'member.role-set': event('member.role-set', withMember),
  'message.posted': event('message.posted', withMessage),
  'message.edited': event('message.edited', withMessage),
  /** With the room's last message that was not deleted. */
  'message.deleted': event('message.deleted', {
    ...withMessage,
    lastMessageSeq: Seq,
    lastMessageAt: z.nullable(Instant),
  }),
  'message.pinned': event('message.pinned', withMessage),
  'message.unpinned': event('message.unpinned', withMessage),
  'reaction.added': event('reaction.added', withReaction),
  'reaction.removed': event('reaction.removed', withReaction),
} as const

const plain = {}
const withEntry = {
  /** Null when one may no longer see the room. */
  entry: z.nullable(RoomEntry),
}

const withThreadEntry = {
  /** Null when one may no longer see the thread. */
  thread: z.nullable(ThreadEntry),
}

const withScheduled = {
  /** Null when it was sent or taken back. */
  scheduled: z.nullable(Scheduled),
}

const withReminder = {
  /** Null when it was removed, or when one may no longer see its message. */
  reminder: z.nullable(Reminder),
}

/** Whether one keeps the message now. */
const withSaved = { isSaved: z.boolean() }

/** What concerns one person; in that person's own log. */
export const USER_EVENTS = {
  'community.founded': event('community.founded', plain),
  'community.edited': event('community.edited', plain),
  'account.registered': event('account.registered', { me: Me }),
  'password.changed': event('password.changed', plain),
  'profile.edited': event('profile.edited', { me: Me }),
  'session.started': event('session.started', plain),
  'session.ended': event('session.ended', plain),
  'guest.entered': event('guest.entered', plain),
  'guest.ended': event('guest.ended', plain),
  'user.deactivated': event('user.deactivated', plain),
  'user.reactivated': event('user.reactivated', plain),
  /** One has another role in the community. */
  'user.role-set': event('user.role-set', { me: Me }),
  'invite.created': event('invite.created', plain),
  'invite.revoked': event('invite.revoked', plain),
  /** One is in a room now; the subject is the room. */
  'room.joined': event('room.joined', withEntry),
  /** One is no longer in a room; the subject is the room. */
  'room.left': event('room.left', plain),
  /** One's direct room was hidden or shown again. */
  'room.hidden': event('room.hidden', withEntry),
  /** One's sections changed: made, renamed, moved, collapsed or deleted. */
  'sections.edited': event('sections.edited', { sections: Sections }),
  /** A room stands elsewhere in one's list. */
  'room.placed': event('room.placed', withEntry),
  /** What one asked for was so already: the event keeps the answer, so that a late repeat changes nothing either. */
  'nothing.changed': event('nothing.changed', plain),
  /** One's read cursor moved; the subject is the room. */
  'cursor.advanced': event('cursor.advanced', { readSeq: Seq }),
  /** One chose another level for a room, or marked it unread or not; the subject is the room. */
  'membership.edited': event('membership.edited', withEntry),
  /** One's keywords changed, or what others learn. `found`: the unread messages that have one of the keywords now. */
  'notifications.edited': event('notifications.edited', {
    me: Me,
    found: z.array(z.object({ roomId: z.string(), seqs: z.array(Seq) })),
  }),
  /** One follows a thread, by command or because one replied or somebody replied to one; the subject is its root. */
  'thread.followed': event('thread.followed', withThreadEntry),
  'thread.unfollowed': event('thread.unfollowed', withThreadEntry),
  /** One's read cursor of a thread moved; the subject is its root. */
  'thread.advanced': event('thread.advanced', withThreadEntry),
  /** What one typed in a room, the subject, or in a thread of it. `draft`: null when it was cleared. */
  'draft.set': event('draft.set', { rootId: z.nullable(z.string()), draft: z.nullable(Draft) }),
  'message.scheduled': event('message.scheduled', withScheduled),
  'scheduled.edited': event('scheduled.edited', withScheduled),
  'scheduled.cancelled': event('scheduled.cancelled', withScheduled),
  /** Its time came, or one did not wait for it: the message is in its room. */
  'scheduled.sent': event('scheduled.sent', withScheduled),
  /** Its time came, and it could not be sent. */
  'scheduled.failed': event('scheduled.failed', withScheduled),
  /** The subject of a reminder is its message. */
  'reminder.set': event('reminder.set', withReminder),
  /** Its time came. */
  'reminder.fired': event('reminder.fired', withReminder),
  'reminder.removed': event('reminder.removed', withReminder),
  /** One saw that it had come. */
  'reminder.seen': event('reminder.seen', withReminder),
  /** One keeps a message, or no longer; the subject is the message. */
  'message.saved': event('message.saved', withSaved),
  'message.unsaved': event('message.unsaved', withSaved),
} as const

const roomEvent = z.discriminatedUnion('type', [
  ROOM_EVENTS['room.created'],
  ROOM_EVENTS['room.edited'],
  ROOM_EVENTS['room.closed'],
  ROOM_EVENTS['room.archived'],
  ROOM_EVENTS['room.restored'],
  ROOM_EVENTS['room.converted'],
  ROOM_EVENTS['member.joined'],
  ROOM_EVENTS['member.left'],
  ROOM_EVENTS['member.edited'],
  ROOM_EVENTS['member.role-set'],
  ROOM_EVENTS['message.posted'],
  ROOM_EVENTS['message.edited'],
  ROOM_EVENTS['message.deleted'],
  ROOM_EVENTS['message.pinned'],
  ROOM_EVENTS['message.unpinned'],
  ROOM_EVENTS['reaction.added'],
  ROOM_EVENTS['reaction.removed'],
])

const userEvent = z.discriminatedUnion('type', [
  USER_EVENTS['community.founded'],
  USER_EVENTS['community.edited'],
  USER_EVENTS['account.registered'],
  USER_EVENTS['password.changed'],
  USER_EVENTS['profile.edited'],
  USER_EVENTS['session.started'],
  USER_EVENTS['session.ended'],
  USER_EVENTS['guest.entered'],
  USER_EVENTS['guest.ended'],
  USER_EVENTS['user.deactivated'],
  USER_EVENTS['user.reactivated'],
  USER_EVENTS['user.role-set'],
  USER_EVENTS['invite.created'],
  USER_EVENTS['invite.revoked'],
  USER_EVENTS['room.joined'],
  USER_EVENTS['room.left'],
  USER_EVENTS['room.hidden'],
  USER_EVENTS['sections.edited'],
  USER_EVENTS['room.placed'],
  USER_EVENTS['nothing.changed'],
  USER_EVENTS['cursor.advanced'],
  USER_EVENTS['thread.followed'],
  USER_EVENTS['thread.unfollowed'],
  USER_EVENTS['thread.advanced'],
  USER_EVENTS['message.saved'],
  USER_EVENTS['message.unsaved'],
  USER_EVENTS['membership.edited'],
  USER_EVENTS['notifications.edited'],
  USER_EVENTS['draft.set'],
  USER_EVENTS['message.scheduled'],
  USER_EVENTS['scheduled.edited'],
  USER_EVENTS['scheduled.cancelled'],
  USER_EVENTS['scheduled.sent'],
  USER_EVENTS['scheduled.failed'],
  USER_EVENTS['reminder.set'],
  USER_EVENTS['reminder.fired'],
  USER_EVENTS['reminder.removed'],
  USER_EVENTS['reminder.seen'],
])

/** An entry of a room's log or of a person's log. */
export const LogEvent = z.union([roomEvent, userEvent])
export type RoomEvent = z.infer<typeof roomEvent>
export type UserEvent = z.infer<typeof userEvent>
export type LogEvent = RoomEvent | UserEvent
export type EventType = LogEvent['type']

/** All event types: those of rooms first. */
export const EVENT_TYPES = [...Object.keys(ROOM_EVENTS), ...Object.keys(USER_EVENTS)]
