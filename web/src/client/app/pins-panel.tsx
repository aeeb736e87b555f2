import { isPlain, plainBlocks } from '../../markdown/plain.ts'
import { PinsPanel as View } from '../../pins/pins-panel.tsx'
import { roomPath, roomSign } from '../../rooms/room-title.ts'
import { allowedActions } from './allowed-actions.ts'
import { useHeld } from './held.ts'
import type { PanelProps } from './lazy-views.ts'

/** The pinned messages of the room that is open. */
export function PinsPanel({ model, messages }: PanelProps) {
  const { room, user, parsed, isReadyFor } = model
  const pins = useHeld(room?.pins ?? null, isReadyFor(room?.pins ?? []), null)
  if (room === null) return null
  const { onPin } = messages ? allowedActions(messages, room, user.me) : {}
  return (
    <View
      roomSign={roomSign(room.room, user.people, user.me.id)}
      path={roomPath(room.room)}
      pins={pins}
      people={user.people}
      blocksOf={(message) => (isPlain(message.body) ? undefined : parsed(message)) ?? plainBlocks(message.body)}
      onUnpin={onPin}
    />
  )
}
