import { pinsFrom } from '@parley/sdk/state/pins.ts'
import { roomFrom, type RoomState } from '@parley/sdk/state/room.ts'
import { openedThread } from '@parley/sdk/state/thread.ts'
import { mergePeople, type UserState, userFrom, withRoom, withSaved, withThread } from '@parley/sdk/state/user.ts'
import { replaceWindow } from '@parley/sdk/state/window.ts'
import type { AppState } from './page-state.ts'

/** What the client's state is right after a page was read: both sides draw from this. */
export function userOf({ list, me, opened, threads }: AppState): UserState {
  const user = withThreads(userFrom(list, me), threads)
  if (opened === null) return user
  const { shown, page, members, memberPage, thread, pins } = opened
  const people = [
    shown.people,
    page?.people ?? [],
    members?.people ?? [],
    memberPage?.page.people ?? [],
    pins?.people ?? [],
    thread?.people ?? [],
  ].reduce(mergePeople, user.people)
  const room: RoomState = {
    // Read before the page: what happened in between comes once more, and applying it again changes nothing.
    ...roomFrom(shown.entry),
    window: page && replaceWindow(page),
    members: members?.members ?? null,
    pins: pins && pinsFrom(pins),
    thread: thread && openedThread(thread),
  }
  const state = withSaved(withRoom({ ...user, people }, room), page?.saved)
  return thread?.entry ? withThread(state, thread.entry) : state
}

function withThreads(user: UserState, list: AppState['threads']): UserState {
  if (list === null) return user
  return list.threads.reduce(withThread, { ...user, people: mergePeople(user.people, list.people) })
}
