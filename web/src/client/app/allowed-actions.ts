import type { Me } from '@parley/protocol/accounts.ts'
import { mayIn, standingOf } from '@parley/protocol/rights.ts'
import type { RoomState } from '@parley/sdk/state/room.ts'
import type { MessageActions } from '../../messages/message-tools.tsx'

/** Of what can be done with messages, what somebody may do in a room. */
export function allowedActions(
  actions: MessageActions,
  { room, membership }: Pick<RoomState, 'room' | 'membership'>,
  me: Me,
): MessageActions {
  if (membership === null || room.isClosed) return { onCopyText: actions.onCopyText, onCopyLink: actions.onCopyLink }
  const standing = standingOf(me.role, membership.role)
  const { onPin, onReact, onChooseEmoji, onReply, onEdit, onDelete, ...others } = actions
  const mayDeleteAny = mayIn(room, 'delete-any', standing)
  return {
    ...others,
    ...(mayIn(room, 'post', standing) ? { onReply } : {}),
    ...(mayIn(room, 'edit', standing) ? { onEdit } : {}),
    ...(mayDeleteAny || mayIn(room, 'delete', standing) ? { onDelete } : {}),
    ...(mayIn(room, 'react', standing) ? { onReact, onChooseEmoji } : {}),
    ...(mayIn(room, 'pin', standing) ? { onPin } : {}),
    mayDeleteAny,
  }
}
