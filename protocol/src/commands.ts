import type * as z from 'zod/mini'
import { accountRegister, passwordChange, profileEdit } from './accounts.ts'
import { communityEdit, communityFound } from './community.ts'
import { draftSet } from './drafts.ts'
import { guestEnd, guestEnter } from './guests.ts'
import { inviteCreate, inviteRevoke } from './invites.ts'
import { cursorAdvance, membershipMarkUnread, membershipSetLevel } from './memberships.ts'
import { messageDelete, messageEdit, messagePost } from './messages.ts'
import { notificationsEdit } from './notifications.ts'
import { messagePin, messageUnpin } from './pins.ts'
import { reactionAdd, reactionRemove } from './reactions.ts'
import {
  roomAddMember,
  roomArchive,
  roomClose,
  roomConvert,
  roomCreate,
  roomEdit,
  roomJoin,
  roomLeave,
  roomOpenDirect,
  roomRemoveMember,
  roomRestore,
  roomSetRole,
  roomSetTopic,
} from './rooms.ts'
import { sectionCreate, sectionDelete, sectionEdit, sectionMove, sectionPlace } from './sections.ts'
import { reminderRemove, reminderSee, reminderSet } from './reminders.ts'
import { messageSchedule, scheduledCancel, scheduledEdit, scheduledSend } from './scheduled.ts'
import { messageSave, messageUnsave } from './saved.ts'
import { sessionEnd, sessionLogIn, sessionLogOut } from './sessions.ts'
import { threadAdvance, threadFollow, threadUnfollow } from './threads.ts'
import { userDeactivate, userReactivate, userSetRole } from './users.ts'

/** Every command: the one table from which routes, frames, the SDK, the description and the tests come. */
export const COMMANDS = {
  'community.found': communityFound,
  'community.edit': communityEdit,
  'account.register': accountRegister,
  'password.change': passwordChange,
  'profile.edit': profileEdit,
  'session.log-in': sessionLogIn,
  'session.log-out': sessionLogOut,
  'session.end': sessionEnd,
  'guest.enter': guestEnter,
  'guest.end': guestEnd,
  'invite.create': inviteCreate,
  'invite.revoke': inviteRevoke,
  'user.deactivate': userDeactivate,
  'user.reactivate': userReactivate,
  'user.set-role': userSetRole,
  'room.create': roomCreate,
  'room.join': roomJoin,
  'room.leave': roomLeave,
  'room.edit': roomEdit,
  'room.add-member': roomAddMember,
  'room.remove-member': roomRemoveMember,
  'room.open-direct': roomOpenDirect,
  'room.close': roomClose,
  'room.set-topic': roomSetTopic,
  'room.archive': roomArchive,
  'room.restore': roomRestore,
  'room.convert': roomConvert,
  'room.set-role': roomSetRole,
  'section.create': sectionCreate,
  'section.edit': sectionEdit,
  'section.move': sectionMove,
  'section.delete': sectionDelete,
  'section.place': sectionPlace,
  'message.post': messagePost,
  'message.edit': messageEdit,
  'message.delete': messageDelete,
  'message.pin': messagePin,
  'message.unpin': messageUnpin,
  'message.save': messageSave,
  'message.unsave': messageUnsave,
  'reaction.add': reactionAdd,
  'reaction.remove': reactionRemove,
  'cursor.advance': cursorAdvance,
  'draft.set': draftSet,
  'message.schedule': messageSchedule,
  'scheduled.edit': scheduledEdit,
  'scheduled.cancel': scheduledCancel,
  'scheduled.send': scheduledSend,
  'reminder.set': reminderSet,
  'reminder.remove': reminderRemove,
  'reminder.see': reminderSee,
  'thread.follow': threadFollow,
  'thread.unfollow': threadUnfollow,
  'thread.advance': threadAdvance,
  'membership.set-level': membershipSetLevel,
  'membership.mark-unread': membershipMarkUnread,
  'notifications.edit': notificationsEdit,
} as const

/** The name of a command. */
export type CommandName = keyof typeof COMMANDS

/** The input of a command, its id included. */
export type CommandInput<N extends CommandName> = z.infer<(typeof COMMANDS)[N]['input']>

/** Tells whether a text is the name of a command. */
export function isCommandName(text: string): text is CommandName {
  return Object.hasOwn(COMMANDS, text)
}
