import type { CommandInput, CommandName } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { QueryInput, QueryName, QueryOutput } from '@parley/protocol/queries.ts'
import { changePassword } from './accounts/change-password.ts'
import { editProfile } from './accounts/edit-profile.ts'
import { registerAccount } from './accounts/register-account.ts'
import type { Actor } from './actor.ts'
import type { CommandActor, CommandEntry, Origin, PlainCommand, PreparePorts, QueryHandler } from './commands.ts'
import { editCommunity } from './community/edit-community.ts'
import { foundCommunity } from './community/found-community.ts'
import { communityShow } from './community/queries.ts'
import type { Reader, Transaction } from './database/transaction.ts'
import { draftList } from './drafts/queries.ts'
import { setDraft } from './drafts/set-draft.ts'
import { endGuest } from './guests/end-guest.ts'
import { enterGuest } from './guests/enter-guest.ts'
import { guestList } from './guests/queries.ts'
import { createInvite } from './invites/create-invite.ts'
import { inviteList, inviteShow } from './invites/queries.ts'
import { revokeInvite } from './invites/revoke-invite.ts'
import { logRead } from './events/queries.ts'
import { addMember } from './memberships/add-member.ts'
import { advanceCursor } from './memberships/advance-cursor.ts'
import { markUnread } from './memberships/mark-unread.ts'
import { joinRoom } from './memberships/join-room.ts'
import { leaveRoom } from './memberships/leave-room.ts'
import { setLevel } from './memberships/set-level.ts'
import { removeMember } from './memberships/remove-member.ts'
import { setRole } from './memberships/set-role.ts'
import { deleteMessage } from './messages/delete-message.ts'
import { editMessage } from './messages/edit-message.ts'
import { postMessage } from './messages/post-message.ts'
import { messageShow, roomHistory } from './messages/queries.ts'
import { roomFindTime } from './messages/find-time.ts'
import { messageReaders } from './messages/list-readers.ts'
import { inboxList } from './notifications/inbox.ts'
import { messageVersions } from './messages/versions.ts'
import { editNotifications } from './notifications/edit-notifications.ts'
import { pinMessage } from './pins/pin-message.ts'
import { pinList } from './pins/queries.ts'
import { unpinMessage } from './pins/unpin-message.ts'
import { addReaction } from './reactions/add-reaction.ts'
import { reactionList } from './reactions/queries.ts'
import { removeReaction } from './reactions/remove-reaction.ts'
import { archiveRoom } from './rooms/archive-room.ts'
import { reminderList } from './reminders/queries.ts'
import { removeReminder } from './reminders/remove-reminder.ts'
import { seeReminder } from './reminders/see-reminder.ts'
import { setReminder } from './reminders/set-reminder.ts'
import { closeRoom } from './rooms/close-room.ts'
import { convertRoom } from './rooms/convert-room.ts'
import { createRoom } from './rooms/create-room.ts'
import { editRoom } from './rooms/edit-room.ts'
import { openDirectRoom } from './rooms/open-direct-room.ts'
import { roomListNamed } from './rooms/list-named.ts'
import { roomBrowse, roomList, roomListAll, roomListOpen, roomMembers, roomShow } from './rooms/queries.ts'
import { restoreRoom } from './rooms/restore-room.ts'
import { setTopic } from './rooms/set-topic.ts'
import { messageSearch } from './search/queries.ts'
import { createSection } from './sections/create-section.ts'
import { deleteSection } from './sections/delete-section.ts'
import { editSection } from './sections/edit-section.ts'
import { moveSection } from './sections/move-section.ts'
import { placeRoom } from './sections/place-room.ts'
import { cancelScheduled } from './scheduled/cancel-scheduled.ts'
import { editScheduled } from './scheduled/edit-scheduled.ts'
import { scheduledList } from './scheduled/queries.ts'
import { scheduleMessage } from './scheduled/schedule-message.ts'
import { sendScheduled } from './scheduled/send-scheduled.ts'
import { savedList } from './saved/queries.ts'
import { saveMessage } from './saved/save-message.ts'
import { unsaveMessage } from './saved/unsave-message.ts'
import { endSession } from './sessions/end-session.ts'
import type { Moment } from './sessions/lifetime.ts'
import { logIn } from './sessions/log-in.ts'
import { logOut } from './sessions/log-out.ts'
import { sessionList, sessionShow } from './sessions/queries.ts'
import { advanceThread } from './threads/advance-thread.ts'
import { threadList } from './threads/entries.ts'
import { followThread } from './threads/follow-thread.ts'
import { threadHistory } from './threads/read-history.ts'
import { unfollowThread } from './threads/unfollow-thread.ts'
import { deactivateUser } from './users/deactivate-user.ts'
import { userList, userListAll, userShow } from './users/queries.ts'
import { reactivateUser } from './users/reactivate-user.ts'
import { setUserRole } from './users/set-role.ts'

/** How the doors and the lane carry out a command, whichever it is: its input and actor were checked before. */
type Carried<N extends CommandName> = {
  name: N
  prepare(input: object, actor: Actor, origin: Origin, ports: PreparePorts): Promise<unknown>
  run(tx: Transaction, actor: Actor, prepared: unknown): Promise<Outcome>
}

function plain<N extends CommandName>(name: N, run: PlainCommand<N>): Carried<N> {
  const entry: CommandEntry<N, CommandInput<N>> = { prepare: async (input) => input, run }
  return prepared(name, entry)
}

function prepared<N extends CommandName, P>(name: N, entry: CommandEntry<N, P>): Carried<N> {
  const methods: {
    prepare(input: CommandInput<N>, actor: CommandActor<N>, origin: Origin, ports: PreparePorts): Promise<P>
    run(tx: Transaction, actor: CommandActor<N>, given: P): Promise<Outcome>
  } = entry
  return { name, ...methods }
}

/** Every command and what carries it out. An entry of the contract that is missing here does not compile. */
export const commands: { [N in CommandName]: Carried<N> } = {
  'community.found': prepared('community.found', foundCommunity),
  'community.edit': plain('community.edit', editCommunity),
  'account.register': prepared('account.register', registerAccount),
  'password.change': prepared('password.change', changePassword),
  'profile.edit': plain('profile.edit', editProfile),
  'session.log-in': prepared('session.log-in', logIn),
  'session.log-out': plain('session.log-out', logOut),
  'session.end': plain('session.end', endSession),
  'guest.enter': prepared('guest.enter', enterGuest),
  'guest.end': plain('guest.end', endGuest),
  'invite.create': plain('invite.create', createInvite),
  'invite.revoke': plain('invite.revoke', revokeInvite),
  'user.deactivate': plain('user.deactivate', deactivateUser),
  'user.reactivate': plain('user.reactivate', reactivateUser),
  'user.set-role': plain('user.set-role', setUserRole),
  'room.create': plain('room.create', createRoom),
  'room.join': plain('room.join', joinRoom),
  'room.leave': plain('room.leave', leaveRoom),
  'room.edit': plain('room.edit', editRoom),
  'room.add-member': plain('room.add-member', addMember),
  'room.remove-member': plain('room.remove-member', removeMember),
  'room.open-direct': plain('room.open-direct', openDirectRoom),
  'room.close': plain('room.close', closeRoom),
  'room.set-topic': plain('room.set-topic', setTopic),
  'room.archive': plain('room.archive', archiveRoom),
  'room.restore': plain('room.restore', restoreRoom),
  'room.convert': plain('room.convert', convertRoom),
  'room.set-role': plain('room.set-role', setRole),
  'section.create': plain('section.create', createSection),
  'section.edit': plain('section.edit', editSection),
  'section.move': plain('section.move', moveSection),
  'section.delete': plain('section.delete', deleteSection),
  'section.place': plain('section.place', placeRoom),
  'message.post': plain('message.post', postMessage),
  'message.edit': plain('message.edit', editMessage),
  'message.delete': plain('message.delete', deleteMessage),
  'message.pin': plain('message.pin', pinMessage),
  'message.unpin': plain('message.unpin', unpinMessage),
  'message.save': plain('message.save', saveMessage),
  'message.unsave': plain('message.unsave', unsaveMessage),
  'reaction.add': plain('reaction.add', addReaction),
  'reaction.remove': plain('reaction.remove', removeReaction),
  'cursor.advance': plain('cursor.advance', advanceCursor),
  'draft.set': plain('draft.set', setDraft),
  'message.schedule': plain('message.schedule', scheduleMessage),
  'scheduled.edit': plain('scheduled.edit', editScheduled),
  'scheduled.cancel': plain('scheduled.cancel', cancelScheduled),
  'scheduled.send': plain('scheduled.send', sendScheduled),
  'reminder.set': plain('reminder.set', setReminder),
  'reminder.remove': plain('reminder.remove', removeReminder),
  'reminder.see': plain('reminder.see', seeReminder),
  'thread.follow': plain('thread.follow', followThread),
  'thread.unfollow': plain('thread.unfollow', unfollowThread),
  'thread.advance': plain('thread.advance', advanceThread),
  'membership.set-level': plain('membership.set-level', setLevel),
  'membership.mark-unread': plain('membership.mark-unread', markUnread),
  'notifications.edit': plain('notifications.edit', editNotifications),
}

/** How a query is answered, whichever it is: its input and actor were checked before. */
type Answered<N extends QueryName> = {
  name: N
  answer(reader: Reader, actor: Actor, input: QueryInput<N>, moment: Moment): Promise<QueryOutput<N>>
}

function answered<N extends QueryName>(name: N, answer: QueryHandler<N>): Answered<N> {
  return { name, answer }
}

/** Every query and what answers it. An entry of the contract that is missing here does not compile. */
export const queries: { [N in QueryName]: Answered<N> } = {
  'community.show': answered('community.show', communityShow),
  'session.show': answered('session.show', sessionShow),
  'session.list': answered('session.list', sessionList),
  'room.list': answered('room.list', roomList),
  'room.show': answered('room.show', roomShow),
  'room.history': answered('room.history', roomHistory),
  'message.show': answered('message.show', messageShow),
  'thread.list': answered('thread.list', threadList),
  'thread.history': answered('thread.history', threadHistory),
  'message.search': answered('message.search', messageSearch),
  'room.find-time': answered('room.find-time', roomFindTime),
  'message.readers': answered('message.readers', messageReaders),
  'inbox.list': answered('inbox.list', inboxList),
  'room.members': answered('room.members', roomMembers),
  'message.versions': answered('message.versions', messageVersions),
  'pin.list': answered('pin.list', pinList),
  'saved.list': answered('saved.list', savedList),
  'reaction.list': answered('reaction.list', reactionList),
  'room.browse': answered('room.browse', roomBrowse),
  'room.list-named': answered('room.list-named', roomListNamed),
  'room.list-open': answered('room.list-open', roomListOpen),
  'room.list-all': answered('room.list-all', roomListAll),
  'user.list': answered('user.list', userList),
  'user.show': answered('user.show', userShow),
  'user.list-all': answered('user.list-all', userListAll),
  'guest.list': answered('guest.list', guestList),
  'invite.list': answered('invite.list', inviteList),
  'invite.show': answered('invite.show', inviteShow),
  'draft.list': answered('draft.list', draftList),
  'scheduled.list': answered('scheduled.list', scheduledList),
  'reminder.list': answered('reminder.list', reminderList),
  'log.read': answered('log.read', logRead),
}
