import { listRooms, type UserState } from '@parley/sdk/state/user.ts'
import { roomTitle } from '../../rooms/room-title.ts'
import { titleOf } from '../title.ts'
import type { App } from './app.ts'

/** Without a key or the pointer for so long, nobody sits there. */
const AWAY_MS = 300_000

/** Tells the others whether somebody sits here, and this page whether somebody looks at it. */
export function watchAttention(app: App): void {
  let idle: ReturnType<typeof setTimeout> | undefined
  const isThere = () => {
    clearTimeout(idle)
    idle = setTimeout(() => app.client.setPresence('away'), AWAY_MS)
  }
  const looked = () => {
    const isVisible = document.visibilityState === 'visible'
    app.client.setPresence(isVisible ? 'online' : 'away')
    if (isVisible && document.hasFocus()) app.markRead()
    else app.lookedAway()
    if (isVisible) app.client.wake()
    isThere()
  }
  const acted = () => {
    if (document.visibilityState === 'visible') app.client.setPresence('online')
    isThere()
  }
  document.addEventListener('visibilitychange', looked)
  window.addEventListener('focus', looked)
  window.addEventListener('blur', looked)
  window.addEventListener('pointerdown', acted, { passive: true })
  window.addEventListener('keydown', throttled(acted), { passive: true })
  const online = () => {
    app.patch({ isOnline: navigator.onLine })
    app.client.wake()
  }
  window.addEventListener('online', online)
  window.addEventListener('offline', online)
  looked()
}

function throttled(run: () => void): () => void {
  let ranAt = 0
  return () => {
    if (Date.now() - ranAt < 10_000) return
    ranAt = Date.now()
    run()
  }
}

/** The people whom the page shows: their presence is watched. */
export function shownPeople(user: UserState, roomId: string | null): string[] {
  const inLists = listRooms(user).flatMap(({ room }) => room.peopleIds)
  const room = roomId === null ? undefined : user.rooms[roomId]
  const members = room?.members?.map((member) => member.userId) ?? []
  return [...new Set([...inLists, ...members])].filter((id) => id !== user.me.id).sort()
}

/** How many messages wait for oneself: those of conversations. */
export function countWaiting(user: UserState): number {
  return listRooms(user).reduce((sum, { room, unread }) => sum + (room.kind === 'direct' ? unread : 0), 0)
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
