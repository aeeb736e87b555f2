import type { InboxItem } from '@parley/protocol/inbox.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { unreadAfter } from '@parley/sdk/state/unread.ts'
import type { RoomState } from '@parley/sdk/state/room.ts'
import { listRooms, type UserState } from '@parley/sdk/state/user.ts'
import { permalink, threadPath } from '../messages/addresses.ts'
import { personName, roomPath, roomSign } from '../rooms/room-title.ts'
import { snippetText } from '../markdown/snippet.ts'
import { isolated } from '../texts/isolated.ts'
import { notificationTexts as texts } from '../texts/notifications.ts'
import { type UnreadPlace, unreadPlaces } from './unread-places.ts'

/** What the inbox shows: what was said to one, or the rooms in which something is unread. */
export type Inbox = {
  readonly shows: 'mine' | 'unread'
  readonly items: readonly InboxItem[]
  readonly next: string | null
  /** The first unread lines of rooms and threads, as far as they were read, by the ids of rooms and roots. */
  readonly lines: Readonly<Record<string, readonly Message[]>>
}

/** A row of the inbox. */
export type InboxRow = {
  readonly key: string
  readonly href: string
  readonly title: string
  readonly lines: readonly { readonly name: string; readonly text: string }[]
  readonly at: string | null
  readonly isUnread: boolean
  /** The message of which one was reminded; null: the row is about something else. */
  readonly reminds: string | null
  /** Up to where one has read when the row is marked as read. */
  readonly place: {
    readonly roomId: string
    readonly seq: number
    readonly rootId: string | null
    /** With the threads that one follows in it. */
    readonly isRoom?: true
  }
}

/** The rows of what is shown; what one may no longer read is not there. */
export function inboxRows(inbox: Inbox, user: UserState): InboxRow[] {
  if (inbox.shows === 'unread') return unreadRows(inbox, user)
  return inbox.items.flatMap((item) => {
    if (item.kind === 'message') return messageRow(item.message, user)
    return item.kind === 'thread' ? threadRow(item, user) : reminderRow(item, user)
  })
}

function messageRow(message: Message, user: UserState): InboxRow[] {
  const room = user.rooms[message.roomId]
  if (!room?.membership) return []
  const sign = roomSign(room.room, user.people, user.me.id)
  const name = personName(user.people[message.authorId])
  const isNamed = message.mentions.includes(user.me.id)
  return [
    {
      key: message.id,
      href: permalink(roomPath(room.room), message),
      title: isNamed ? texts.named(name, sign) : texts.answered(name, sign),
      lines: [lineOf(message, user)],
      at: message.at,
      isUnread: message.seq > unreadAfter(room.membership),
      reminds: null,
      place: { roomId: message.roomId, seq: message.seq, rootId: null },
    },
  ]
}

function threadRow({ thread: told }: Extract<InboxItem, { kind: 'thread' }>, user: UserState): InboxRow[] {
  const { root, readSeq } = user.threads[told.root.id] ?? told
  const room = user.rooms[root.roomId]
  const { thread } = root
  if (!room?.membership || thread === null) return []
  return [
    {
      key: `thread-${root.id}`,
      href: permalink(roomPath(room.room), root),
      title: texts.thread(thread.replyCount, roomSign(room.room, user.people, user.me.id)),
      lines: [lineOf(root, user)],
      at: thread.lastReplyAt,
      isUnread: thread.lastReplySeq > readSeq,
      reminds: null,
      place: { roomId: root.roomId, seq: thread.lastReplySeq, rootId: root.id },
    },
  ]
}

function reminderRow({ message, reminder }: Extract<InboxItem, { kind: 'reminder' }>, user: UserState): InboxRow[] {
  const room = user.rooms[message.roomId]
  if (!room?.membership) return []
  const sign = roomSign(room.room, user.people, user.me.id)
  return [
    {
      key: `reminder-${message.id}`,
      href: permalink(roomPath(room.room), message),
      title: texts.reminded(personName(user.people[message.authorId]), sign),
      lines: [lineOf(message, user)],
      at: reminder.firedAt,
      isUnread: message.id in user.reminded,
      reminds: message.id,
      place: { roomId: message.roomId, seq: message.seq, rootId: null },
    },
  ]
}

function unreadRows(inbox: Inbox, user: UserState): InboxRow[] {
  return listRooms(user).flatMap((known) => unreadPlaces(known).map((place) => unreadRow(place, known, inbox, user)))
}

/** A room in which something is new, or a thread in it: two places, for each is read by itself. */
function unreadRow(place: UnreadPlace, { room, cursor }: RoomState, { lines }: Inbox, user: UserState): InboxRow {
  const { rootId, after, seqs } = place
  const sign = roomSign(room, user.people, user.me.id)
  const messages = (lines[rootId ?? room.id] ?? []).filter(({ seq }) => seq > after)
  const shown = { lines: messages.map((message) => lineOf(message, user)), isUnread: true, reminds: null }
  if (rootId === null) {
    return {
      ...shown,
      key: room.id,
      href: roomPath(room),
      title: isolated(sign),
      at: room.lastMessageAt,
      place: { roomId: room.id, seq: cursor, rootId: null, isRoom: true },
    }
  }
  return {
    ...shown,
    key: `thread-${rootId}`,
    href: threadPath(roomPath(room), rootId),
    title: texts.thread(seqs.length, sign),
    at: messages.at(-1)?.at ?? null,
    place: { roomId: room.id, seq: Math.max(...seqs), rootId },
  }
}

function lineOf(message: Message, user: UserState) {
  return { name: personName(user.people[message.authorId]), text: snippetText(message.body).slice(0, 200) }
}
