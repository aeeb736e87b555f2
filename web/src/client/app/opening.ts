import { newAfter } from '@parley/sdk/state/unread.ts'
import type { RoomState } from '@parley/sdk/state/room.ts'
import type { Route } from '../routing/routes.ts'
import type { Ui } from './ui.ts'

/** Around which seq an address asks for messages; null: it does not. */
export function aroundOf(at: Extract<Route, { page: 'room' }>['at']): number | null {
  if (at === null) return null
  if ('around' in at) return at.around
  return 'before' in at ? Math.max(0, at.before - 1) : null
}

/** Where reading stopped. Until the timeline is drawn, nobody has seen what is new in it. */
export function readingOf(room: RoomState | undefined): Partial<Ui> {
  const readAtOpening = room === undefined ? null : newAfter(room.room, room.membership)
  const markAtOpening = room?.membership?.markedSeq ?? 0
  return readAtOpening === null ? { readAtOpening } : { readAtOpening, markAtOpening, isFollowing: false }
}
