import type * as z from 'zod/mini'
import { sessionShow } from './accounts.ts'
import { communityShow } from './community.ts'
import { draftList } from './drafts.ts'
import { guestList } from './guests.ts'
import { inviteList, inviteShow } from './invites.ts'
import { logRead } from './logs.ts'
import { inboxList } from './inbox.ts'
import { roomListNamed } from './named-rooms.ts'
import { messageReaders, messageShow, messageVersions, roomFindTime, roomHistory } from './messages.ts'
import { pinList } from './pins.ts'
import { reactionList } from './reactions.ts'
import { roomBrowse, roomList, roomListAll, roomListOpen, roomMembers, roomShow } from './rooms.ts'
import { messageSearch } from './search.ts'
import { reminderList } from './reminders.ts'
import { scheduledList } from './scheduled.ts'
import { savedList } from './saved.ts'
import { sessionList } from './sessions.ts'
import { threadHistory, threadList } from './threads.ts'
import { userList, userListAll, userShow } from './users.ts'

/** Every query: the one table from which routes, frames, the SDK, the description and the tests come. */
export const QUERIES = {
  'community.show': communityShow,
  'session.show': sessionShow,
  'session.list': sessionList,
  'room.list': roomList,
  'room.show': roomShow,
  'room.history': roomHistory,
  'message.show': messageShow,
  'thread.list': threadList,
  'thread.history': threadHistory,
  'message.search': messageSearch,
  'room.find-time': roomFindTime,
  'message.readers': messageReaders,
  'inbox.list': inboxList,
  'room.members': roomMembers,
  'message.versions': messageVersions,
  'pin.list': pinList,
  'saved.list': savedList,
  'reaction.list': reactionList,
  'room.browse': roomBrowse,
  'room.list-named': roomListNamed,
  'room.list-open': roomListOpen,
  'room.list-all': roomListAll,
  'user.list': userList,
  'user.show': userShow,
  'user.list-all': userListAll,
  'guest.list': guestList,
  'invite.list': inviteList,
  'invite.show': inviteShow,
  'draft.list': draftList,
  'scheduled.list': scheduledList,
  'reminder.list': reminderList,
  'log.read': logRead,
} as const

/** The name of a query. */
export type QueryName = keyof typeof QUERIES

/** The input of a query. */
export type QueryInput<N extends QueryName> = z.infer<(typeof QUERIES)[N]['input']>

/** What a query answers. */
export type QueryOutput<N extends QueryName> = z.infer<(typeof QUERIES)[N]['output']>

/** Tells whether a text is the name of a query. */
export function isQueryName(text: string): text is QueryName {
  return Object.hasOwn(QUERIES, text)
}
