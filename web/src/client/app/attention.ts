import { countOf } from '@parley/protocol/reasons.ts'
import { listRooms, type UserState } from '@parley/sdk/state/user.ts'
import { roomTitle } from '../../rooms/room-title.ts'
import { titleOf } from '../title.ts'

/** The people whom the page shows: their presence is watched. */
export function shownPeople(user: UserState, roomId: string | null): string[] {
  const inLists = listRooms(user).flatMap(({ room }) => room.peopleIds)
  const room = roomId === null ? undefined : user.rooms[roomId]
  const members = room?.members?.map((member) => member.userId) ?? []
  return [...new Set([...inLists, ...members])].filter((id) => id !== user.me.id).sort()
}

/** How many messages wait for oneself: all that concern one, in whatever room. */
export function countWaiting(user: UserState): number {
  return listRooms(user).reduce((sum, { reasons }) => sum + countOf(reasons), 0)
}

/** Shows in the tab what waits. */
export function showTitle(user: UserState, roomId: string | null, communityName: string): void {
  const room = roomId === null ? undefined : user.rooms[roomId]?.room
  const waiting = countWaiting(user)
  const title = titleOf(waiting, room === undefined ? null : roomTitle(room, user.people, user.me.id), communityName)
  if (document.title !== title) document.title = title
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  const href = waiting > 0 ? icon?.dataset.unread : icon?.dataset.read
  if (icon && href !== undefined && icon.getAttribute('href') !== href) icon.href = href
}
