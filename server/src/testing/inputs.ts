import type { CommandInput, CommandName } from '@parley/protocol/commands.ts'
import type { QueryInput, QueryName } from '@parley/protocol/queries.ts'
import { newName, type Scene } from './scene.ts'

/** The password of everybody in a scene. */
export const PASSWORD = 'correct horse battery'

type CommandInputs = { [N in CommandName]: (scene: Scene) => Omit<CommandInput<N>, 'id'> }
type QueryInputs = { [N in QueryName]: (scene: Scene) => QueryInput<N> }

/** For every command an input that somebody in the scene may send. A command that is missing here does not compile. */
export const COMMAND_INPUTS: CommandInputs = {
  'community.found': ({ world }) => ({
    code: world.setUpCode,
    communityName: 'Tideline',
    userName: newName('olga'),
    displayName: 'Olga',
    password: PASSWORD,
    guestRooms: true,
  }),
  'community.edit': () => ({
    name: newName('Tide'),
    description: 'By the sea',
    registration: 'open',
    guestRooms: true,
  }),
  'account.register': () => ({ userName: newName('nora'), displayName: 'Nora', password: PASSWORD }),
  'password.change': () => ({ current: PASSWORD, next: 'another horse battery' }),
  'profile.edit': () => ({
    displayName: newName('Ann'),
    bio: 'Sails',
    statusEmoji: '🍵',
    statusText: 'here',
    statusFor: '1h',
    availability: 'dnd',
    timeZone: 'Europe/Berlin',
  }),
  'session.log-in': ({ inside }) => ({ userName: inside.name, password: PASSWORD }),
  'session.log-out': () => ({}),
  'session.end': ({ sessionId }) => ({ sessionId }),
  'guest.enter': ({ actor, openRoomName }) => ({
    roomName: openRoomName,
    displayName: actor?.role === 'guest' ? actor.name : newName('gil'),
  }),
  'guest.end': ({ guest }) => ({ guestId: guest.id }),
  'invite.create': () => ({ maxUses: 5, days: 7 }),
  'invite.revoke': ({ inviteId }) => ({ inviteId }),
  'user.deactivate': ({ inside }) => ({ userId: inside.id }),
  'user.reactivate': ({ inside }) => ({ userId: inside.id }),
  'user.set-role': ({ inside }) => ({ userId: inside.id, role: 'owner' }),
  'room.create': () => ({ name: newName('cove'), kind: 'private', description: 'A bay', openToGuests: false }),
  'room.join': ({ roomId }) => ({ roomId }),
  'room.leave': ({ roomId }) => ({ roomId }),
  'room.edit': ({ roomId }) => ({ roomId, name: newName('bay'), description: 'Wider', openToGuests: false }),
  'room.add-member': ({ roomId, outside }) => ({ roomId, userId: outside.id }),
  'room.remove-member': ({ roomId, inside }) => ({ roomId, userId: inside.id }),
  'room.open-direct': ({ outside }) => ({ userIds: [outside.id] }),
  'room.close': ({ roomId }) => ({ roomId }),
  'room.set-topic': ({ roomId }) => ({ roomId, topic: 'Low water at six' }),
  'room.archive': ({ roomId }) => ({ roomId }),
  'room.restore': ({ roomId }) => ({ roomId }),
  'room.convert': ({ roomId }) => ({ roomId, kind: 'public' }),
  'room.set-role': ({ roomId, inside }) => ({ roomId, userId: inside.id, role: 'moderator' }),
  'section.create': () => ({ name: newName('Harbour') }),
  'section.edit': ({ sectionId }) => ({ sectionId, name: newName('Quay'), isCollapsed: true }),
  'section.move': ({ sectionId }) => ({ sectionId, before: sectionId }),
  'section.delete': ({ sectionId }) => ({ sectionId }),
  'section.place': ({ roomId, sectionId }) => ({ roomId, sectionId }),
  'message.post': ({ roomId }) => ({ roomId, body: 'hello' }),
  'message.edit': ({ ownMessageId }) => ({ messageId: ownMessageId, body: 'better' }),
  'message.delete': ({ ownMessageId }) => ({ messageId: ownMessageId }),
  'reaction.add': ({ othersMessageId }) => ({ messageId: othersMessageId, emoji: '🎉' }),
  'reaction.remove': ({ reactedMessageId }) => ({ messageId: reactedMessageId, emoji: '👍' }),
  'cursor.advance': ({ roomId }) => ({ roomId, seq: 1_000 }),
  'thread.follow': ({ othersMessageId }) => ({ rootId: othersMessageId }),
  'thread.unfollow': ({ ownMessageId }) => ({ rootId: ownMessageId }),
  'thread.advance': ({ ownMessageId }) => ({ rootId: ownMessageId, seq: 1_000 }),
  'membership.set-level': ({ roomId }) => ({ roomId, level: 'nothing' }),
  'membership.mark-unread': ({ roomId }) => ({ roomId, seq: 2 }),
  'notifications.edit': () => ({ keywords: [newName('regatta')], tellsReading: false }),
}

/** The same for every query. */
export const QUERY_INPUTS: QueryInputs = {
  'community.show': () => ({}),
  'session.show': () => ({}),
  'session.list': () => ({}),
  'room.list': () => ({}),
  'room.show': ({ roomId }) => ({ roomId }),
  'room.history': ({ roomId }) => ({ roomId, before: 1_000, limit: 10 }),
  'message.show': ({ ownMessageId }) => ({ messageId: ownMessageId }),
  'thread.list': () => ({}),
  'thread.history': ({ ownMessageId }) => ({ rootId: ownMessageId, before: 1_000, limit: 10 }),
  'message.search': () => ({ text: 'hello', before: '', limit: 10 }),
  'room.members': ({ roomId }) => ({ roomId }),
  'reaction.list': ({ reactedMessageId }) => ({ messageId: reactedMessageId, emoji: '👍', after: 0 }),
  'room.browse': () => ({ search: 'a', after: 'a' }),
  'room.list-open': () => ({}),
  'room.list-all': () => ({}),
  'user.list': ({ inside }) => ({ search: 'a', after: `${inside.id} a` }),
  'user.show': ({ inside }) => ({ userId: inside.id }),
  'user.list-all': () => ({}),
  'guest.list': () => ({}),
  'invite.list': () => ({}),
  'invite.show': ({ inviteToken }) => ({ token: inviteToken }),
  'log.read': ({ roomId }) => ({ cursors: { [roomId]: 0 } }),
}
