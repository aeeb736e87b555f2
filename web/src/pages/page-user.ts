import { roomFrom, type RoomState } from '@parley/sdk/state/room.ts'
import { mergePeople, type UserState, userFrom, withRoom } from '@parley/sdk/state/user.ts'
import { replaceWindow } from '@parley/sdk/state/window.ts'
import type { AppState } from './page-state.ts'

/** What the client's state is right after a page was read: both sides draw from this. */
export function userOf({ list, me, opened }: AppState): UserState {
  const user = userFrom(list, me)
  if (opened === null) return user
  const { shown, page, members, memberPage, pins } = opened
  const people = [
    shown.people,
    page?.people ?? [],
    members?.people ?? [],
    memberPage?.page.people ?? [],
    pins?.people ?? [],
  ].reduce(mergePeople, user.people)
  const room: RoomState = {
    // Read before the page: what happened in between comes once more, and applying it again changes nothing.
    ...roomFrom(shown.entry),
    window: page && replaceWindow(page),
    members: members?.members ?? null,
    pins: pins?.messages ?? null,
  }
  return withRoom({ ...user, people }, room)
}
