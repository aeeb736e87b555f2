import { isUndisturbed } from '@parley/protocol/do-not-disturb.ts'
import { countOf } from '@parley/protocol/reasons.ts'
import { listRooms, type UserState } from '@parley/sdk/state/user.ts'
import { effect, signal } from '@preact/signals'
import { roomTitle } from '../../rooms/room-title.ts'
import { titleOf } from '../title.ts'
import type { App } from './app.ts'
import type { Ui } from './ui.ts'

/** The longest that browsers wait. */
const LONGEST_MS = 2_147_483_647

/** Keeps right, as long as the page lives, what the tab says, whether one may be disturbed, and whose presence is asked for. */
export function drawAttention(app: App, communityName: string): void {
  const over = signal(0)
  let watched = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  effect(() => {
    void over.value
    const { user } = app
    if (user === null) return
    const ui = app.ui.value
    const isQuiet = isUndisturbed(user.me, Date.now())
    clearTimeout(timer)
    if (isQuiet) timer = setTimeout(() => (over.value += 1), untilOver(user.me.availabilityUntil))
    if (ui.isQuiet !== isQuiet) app.patch({ isQuiet })
    showTitle(user, ui.roomId, communityName, isQuiet ? 0 : countWaiting(user))
    const people = shownPeople(user, ui).join(' ')
    if (people !== watched) app.client.watchPresence(people === '' ? [] : people.split(' '))
    watched = people
  })
}

function untilOver(until: string | null): number {
  return until === null ? LONGEST_MS : Math.min(LONGEST_MS, Math.max(0, Date.parse(until) - Date.now()))
}

/** The people whom the page shows: their presence is watched. */
function shownPeople(user: UserState, { roomId, cardOf }: Ui): string[] {
  const inLists = listRooms(user).flatMap(({ room }) => room.peopleIds)
  const room = roomId === null ? undefined : user.rooms[roomId]
  const members = room?.members?.map((member) => member.userId) ?? []
  const all = new Set([...inLists, ...members, ...(cardOf === null ? [] : [cardOf])])
  return [...all].filter((id) => id !== user.me.id).sort()
}

/** How much waits for oneself: all messages that concern one, in whatever room, and those of which one was reminded. */
function countWaiting(user: UserState): number {
  const reminded = Object.keys(user.reminded).length
  return listRooms(user).reduce((sum, { reasons }) => sum + countOf(reasons), reminded)
}

function showTitle(user: UserState, roomId: string | null, communityName: string, waiting: number): void {
  const room = roomId === null ? undefined : user.rooms[roomId]?.room
  const title = titleOf(waiting, room === undefined ? null : roomTitle(room, user.people, user.me.id), communityName)
  if (document.title !== title) document.title = title
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  const href = waiting > 0 ? icon?.dataset.unread : icon?.dataset.read
  if (icon && href !== undefined && icon.getAttribute('href') !== href) icon.href = href
}
