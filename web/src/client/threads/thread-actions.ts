import type { Me } from '@parley/protocol/accounts.ts'
import { mayIn, standingOf } from '@parley/protocol/rights.ts'
import type { RoomState } from '@parley/sdk/state/room.ts'
import type { MessageActions } from '../../messages/message-tools.tsx'
import { allowedActions } from '../app/allowed-actions.ts'

/**
 * Of what can be done with messages, what somebody may do in a thread: also where only few write in the room itself. What
 * is unread from a place on is a room.
 */
export function threadActions(
  actions: MessageActions,
  state: Pick<RoomState, 'room' | 'membership'>,
  me: Me,
): MessageActions {
  const allowed = { ...allowedActions(actions, state, me), onMarkUnread: undefined }
  const { room, membership } = state
  if (membership === null || room.isClosed) return allowed
  const standing = standingOf(me.role, membership.role)
  const { onReply, onEdit } = actions
  return {
    ...allowed,
    ...(mayIn(room, 'reply', standing) ? { onReply } : {}),
    ...(mayIn(room, 'edit-reply', standing) ? { onEdit } : {}),
  }
}
