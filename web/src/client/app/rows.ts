import { listRooms } from '@parley/sdk/state/user.ts'
import { type RoomRow, sidebarSections } from '../../rooms/room-rows.ts'
import type { App } from './app.ts'

/** One's rooms and conversations in the order of the sidebar. */
export function rowsOf(app: App): RoomRow[] {
  const { user } = app
  if (user === null) return []
  const sections = sidebarSections(listRooms(user), user.sections, {
    people: user.people,
    ownId: user.me.id,
    currentId: app.ui.peek().roomId,
    presence: app.live.peek().presence,
  })
  return sections.flatMap(({ rows }) => rows)
}
