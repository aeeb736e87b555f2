import { useEffect, useRef } from 'preact/hooks'
import { clientTexts } from '../../texts/client.ts'
import { isPlain, plainBlocks } from '../../markdown/plain.ts'
import { PinsPanel as View } from '../../pins/pins-panel.tsx'
import { OLDER } from '../../pins/older.ts'
import { roomPath, roomSign } from '../../rooms/room-title.ts'
import { allowedActions } from './allowed-actions.ts'
import type { App } from './app.ts'
import { useHeld } from './held.ts'
import type { PanelProps } from './lazy-views.ts'
import { notify } from './notify.ts'

/** The pinned messages of the room that is open. */
export function PinsPanel({ model, messages, live }: PanelProps) {
  const { room, user, parsed, isReadyFor } = model
  const known = room?.pins?.messages ?? null
  const pins = useHeld(known, isReadyFor(known ?? []), null)
  const shown = pins?.length ?? 0
  const goTo = useFocusOnGrowth(shown)
  if (room === null) return null
  const path = roomPath(room.room)
  const next = room.pins?.next ?? null
  const { onPin } = messages ? allowedActions(messages, room, user.me) : {}
  return (
    <View
      roomSign={roomSign(room.room, user.people, user.me.id)}
      path={path}
      pins={pins}
      people={user.people}
      blocksOf={(message) => (isPlain(message.body) ? undefined : parsed(message)) ?? plainBlocks(message.body)}
      olderHref={next === null ? null : `${path}/pins?${new URLSearchParams({ [OLDER]: String(next) })}`}
      onOlder={
        live &&
        ((event) => {
          event.preventDefault()
          event.stopPropagation()
          goTo(shown)
          void showOlder(live.app, room.room.id)
        })
      }
      onUnpin={onPin}
    />
  )
}

async function showOlder(app: App, roomId: string): Promise<void> {
  await app.client.loadOlderPins(roomId).catch(() => notify(app, clientTexts.unreachable))
}

/** Goes to the first of what came: the link that led there may be gone. */
function useFocusOnGrowth(shown: number): (from: number) => void {
  const from = useRef<number | null>(null)
  useEffect(() => {
    if (from.current === null || shown <= from.current) return
    document.querySelectorAll<HTMLElement>('.panel .kept-foot a')[from.current]?.focus()
    from.current = null
  }, [shown])
  return (at) => (from.current = at)
}
