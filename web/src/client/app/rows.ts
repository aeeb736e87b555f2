import { listRooms } from '@parley/sdk/state/user.ts'
import { type RoomRow, roomRows } from '../../rooms/room-rows.ts'
import type { App } from './app.ts'

/** One's rooms and conversations in the order of the sidebar. */
export function rowsOf(app: App): RoomRow[] {
  const { user } = app
  if (user === null) return []
  const { roomId } = app.ui.peek()
  const rows = roomRows(listRooms(user), {
    people: user.people,
    ownId: user.me.id,
    currentId: roomId,
    presence: app.live.peek().presence,
  })
  return [...rows.rooms, ...rows.people]
}
