import { expect, test } from 'bun:test'
import { EVENT_TYPES, type LogEvent, type RoomEvent, type UserEvent } from '@parley/protocol/events.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { OpenThread } from '@parley/sdk/state/thread.ts'
import {
  applyRoomEvent,
  applyUserEvent,
  mergePeople,
  userFrom,
  type UserState,
  withoutRoom,
  withRoom,
  withThread,
} from '@parley/sdk/state/user.ts'
import { replaceWindow } from '@parley/sdk/state/window.ts'
import fc from 'fast-check'
import type { Published } from '../live/published.ts'
import { passTime } from '../testing/later.ts'
import type { TestPerson } from '../testing/people.ts'
import { TOUR } from './tour.ts'
import { aHistory, aStage, type Deed, inBatches, perform, type Stage } from '../testing/history.ts'

/** What one of somebody's devices read at some moment. */
type Snapshot = { person: TestPerson; state: UserState }

/** Reads what a client starts with. `isQuiet`: nothing else happens meanwhile, so that windows and members fit in. */
async function snapshotOf(person: TestPerson, isQuiet: boolean): Promise<Snapshot | null> {
  const list = await person.asks('room.list', {})
  if (!list.output) return null
  const shown = await person.asks('session.show', {})
  if (!shown.output) return null
  let state = userFrom(list.output, shown.output.me)
  const kept = await person.asks('saved.list', {})
  // His session may have ended meanwhile.
  if (!kept.output) return null
  state = { ...state, saved: Object.fromEntries(kept.output.saved.map(({ message }) => [message.id, true])) }
  if (!isQuiet) return { person, state }
  for (const room of Object.values(state.rooms)) {
    const page = await person.reads('room.history', { roomId: room.room.id, limit: 100 })
    const { members, people } = await person.reads('room.members', { roomId: room.room.id })
    const root = page.messages.find((message) => message.thread !== null)
    const thread = root ? await threadOf(person, root.id) : null
    state = withRoom(state, { ...room, window: replaceWindow(page), members, thread })
    state = { ...state, people: mergePeople(state.people, [...page.people, ...people]) }
  }
  const { threads } = await person.reads('thread.list', {})
  return { person, state: threads.reduce(withThread, state) }
}

async function threadOf(person: TestPerson, rootId: string): Promise<OpenThread | null> {
  const { output } = await person.asks('thread.history', { rootId, limit: 100 })
  return output ? { rootId, root: output.root, window: replaceWindow(output) } : null
}

/** The state after frames as they were published, for somebody who follows what he may. */
function afterLive(start: UserState, published: readonly Published[]): UserState {
  let state = start
  const ended = new Set<string>()
  for (const { logId, logKind, events, people } of published) {
    if (logId === state.me.id) {
      for (const { event } of events) {
        if (event.type === 'room.joined') ended.delete(event.subjectId)
        state = applyUserEvent(state, followed(state.cursor, event) as UserEvent)
      }
      state = withPeople(state, people)
    } else if (logKind === 'room') {
      for (const { event, ends } of events) {
        if (ended.has(logId) || !state.rooms[logId]?.membership) continue
        state = withEvent(state, logId, event)
        if (ends.people.includes(state.me.id) && event.seq > (start.rooms[logId]?.cursor ?? 0)) ended.add(logId)
      }
      if (state.rooms[logId]) state = withPeople(state, people)
    }
  }
  return state
}

/** The state after reading what was missed: rooms in any order, then one's own log. */
async function afterCatchUp({ person, state: start }: Snapshot): Promise<UserState> {
  let state = start
  for (let hasMore = true; hasMore;) {
    const rooms = Object.entries(state.rooms).map(([id, room]) => [id, room.cursor])
    const cursors = Object.fromEntries([...rooms, [state.me.id, state.cursor]]) as Record<string, number>
    const read = await person.reads('log.read', { cursors, epoch: state.epoch })
    expect(read.resets).toEqual([])
    for (const log of read.gone) state = withoutRoom(state, log)
    for (const { log, events, people } of read.logs) {
      for (const event of events) {
        if (log !== state.me.id) state = withEvent(state, log, event)
        else state = applyUserEvent(state, followed(state.cursor, event) as UserEvent)
      }
      state = withPeople(state, people)
    }
    hasMore = read.hasMore
  }
  return state
}

function withEvent(state: UserState, roomId: string, event: LogEvent): UserState {
  const room = state.rooms[roomId]
  return room ? applyRoomEvent(state, roomId, followed(room.cursor, event) as RoomEvent) : state
}

function withPeople(state: UserState, people: readonly Person[]): UserState {
  return { ...state, people: mergePeople(state.people, people) }
}

/** Nothing may be missing between a cursor and the event after it. */
function followed(cursor: number, event: LogEvent): LogEvent {
  if (event.seq > cursor + 1) throw new Error(`${event.type} at ${event.seq} comes after ${cursor}`)
  return event
}

/** What two states must have in common: all that the fresh one knows, and what the other had loaded of each room. */
function comparable(state: UserState, fresh: UserState) {
  const rooms = Object.entries(state.rooms).map(([id, one]) => {
    const { room, membership, unread, reasons, cursor, window, members, thread } = one
    const messages = window && fresh.rooms[id]?.window ? window.messages : null
    const people =
      members && fresh.rooms[id]?.members ? members.toSorted((a, b) => (a.userId < b.userId ? -1 : 1)) : null
    return [id, { room, membership, unread, reasons, cursor, messages, people, thread }] as const
  })
  const people = Object.keys(fresh.people).flatMap((id) => (state.people[id] ? [state.people[id]] : []))
  const windows = Object.values(fresh.rooms).flatMap(({ window }) => window?.messages ?? [])
  const shown = windows.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id)
  const threads = Object.entries(state.threads).filter(([id]) => fresh.threads[id])
  return {
    ...{
      me: state.me,
      cursor: state.cursor,
      sections: state.sections,
      reminded: state.reminded,
      rooms: Object.fromEntries(rooms),
      people: sorted(people),
    },
    threads: threads.toSorted(([a], [b]) => (a < b ? -1 : 1)),
    saved: shown.filter((id) => state.saved[id]),
  }
}

function sorted(people: readonly Person[]): Person[] {
  return people.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** The fresh state with only what the folded one has, so that what was never loaded is not missed. */
function loadedLike(fresh: UserState, folded: UserState): UserState {
  const rooms = Object.entries(fresh.rooms).map(([id, room]) => {
    const known = folded.rooms[id]
    return [id, { ...room, window: known?.window ? room.window : null, members: known?.members ? room.members : null }]
  })
  const people = Object.entries(fresh.people).filter(([id]) => folded.people[id])
  const threads = Object.entries(fresh.threads).filter(([id]) => folded.threads[id])
  return {
    ...fresh,
    rooms: Object.fromEntries(rooms),
    people: Object.fromEntries(people),
    threads: Object.fromEntries(threads),
  }
}

async function checkFold(snapshot: Snapshot, fresh: UserState, published: readonly Published[]): Promise<void> {
  for (const state of [afterLive(snapshot.state, published), await afterCatchUp(snapshot)]) {
    const folded = await withAsked(state, snapshot.person, published)
    const want = await withThreadsOf(folded, loadedLike(fresh, folded), snapshot.person)
    expect(comparable(folded, want)).toEqual(comparable(want, want))
  }
}

/** Of threads in which others replied and of which nothing is known a client asks whether one follows them. */
async function withAsked(state: UserState, person: TestPerson, published: readonly Published[]): Promise<UserState> {
  const roots = published.flatMap(({ events }) =>
    events.flatMap(({ event }) => ('message' in event && event.message.rootId ? [event.message.rootId] : [])),
  )
  const unknown = [...new Set(roots)].filter((id) => !state.threads[id])
  if (unknown.length === 0) return state
  const { threads } = await person.reads('thread.list', { rootIds: unknown })
  return threads.reduce(withThread, state)
}

/** The fresh state with the threads open that the other has open. */
async function withThreadsOf(folded: UserState, fresh: UserState, person: TestPerson): Promise<UserState> {
  let state = fresh
  for (const room of Object.values(fresh.rooms)) {
    const open = folded.rooms[room.room.id]?.thread
    state = withRoom(state, { ...room, thread: open ? await threadOf(person, open.rootId) : null })
  }
  return state
}

/** The same moment as a client knows it that has opened no room. */
function unopened({ person, state }: Snapshot): Snapshot {
  const rooms = Object.entries(state.rooms).map(
    ([id, room]) => [id, { ...room, window: null, members: null, thread: null }] as const,
  )
  return { person, state: { ...state, rooms: Object.fromEntries(rooms) } }
}

/** What was published live is what the log says afterwards: the same facts, and the same state at the same version. */
async function checkAgreement(stage: Stage, published: readonly Published[]): Promise<void> {
  for (const person of stage.people) {
    const list = await person.asks('room.list', {})
    if (!list.output) continue
    const logs = [person.id, ...list.output.entries.map((entry) => entry.room.id)]
    const cursors = Object.fromEntries(logs.map((log) => [log, 0]))
    const read = await person.reads('log.read', { cursors })
    for (const { log, events } of read.logs) {
      const live = published.filter(({ logId }) => logId === log).flatMap((one) => one.events.map(({ event }) => event))
      expect(live.slice(0, events.length).map(factsOf)).toEqual(events.map(factsOf))
      events.forEach((event, index) => expectSameState(event, live[index]!))
    }
  }
}

function factsOf({ seq, type, at, actorId, subjectId }: LogEvent) {
  return { seq, type, at, actorId, subjectId }
}

function expectSameState(read: LogEvent, live: LogEvent): void {
  if ('message' in read && 'message' in live && read.message.version === live.message.version) {
    expect(alone(live.message)).toEqual(alone(read.message))
    if (live.message.replyTo?.version === read.message.replyTo?.version) {
      expect(live.message.replyTo).toEqual(read.message.replyTo)
    }
  }
  if ('message' in read && 'message' in live && read.thread?.version === live.thread?.version) {
    expect(live.thread).toEqual(read.thread)
  }
  if ('member' in read && 'member' in live && read.member?.version === live.member?.version) {
    expect(live.member).toEqual(read.member)
  }
  if ('room' in read && 'room' in live && read.room.version === live.room.version) {
    const { name, description, openToGuests, isClosed } = read.room
    expect(live.room).toMatchObject({ name, description, openToGuests, isClosed })
  }
}

/** A message without what has versions of its own. */
function alone(message: Message): Message {
  return { ...message, replyTo: null, thread: null }
}

/** Lets a history happen, with snapshots at its moments; answers the types of all events. */
async function tell(history: readonly Deed[], moments: readonly number[]): Promise<Set<string>> {
  const stage = await aStage()
  const snapshots: Snapshot[] = []
  const keep = (snapshot: Snapshot | null) => snapshot && snapshots.push(snapshot, unopened(snapshot))
  const batches = inBatches(history)
  for (const [index, batch] of batches.entries()) {
    const isMoment = moments.some((moment) => moment % batches.length === index)
    if (isMoment) for (const person of stage.people) keep(await snapshotOf(person, true))
    const during = isMoment ? stage.people.map((person) => snapshotOf(person, false)) : []
    const done = batch.map((deed) => perform(stage, deed))
    for (const one of await Promise.all(during)) if (one) snapshots.push(one)
    await Promise.all(done)
    if (batch.some(({ what }) => what === 'reminder.remove')) await passTime(stage.world)
  }
  const { published } = stage.world
  for (const person of new Set(snapshots.map((snapshot) => snapshot.person))) {
    const fresh = await snapshotOf(person, true)
    const own = snapshots.filter((snapshot) => fresh && snapshot.person === person)
    for (const snapshot of own) await checkFold(snapshot, fresh!.state, published)
  }
  await checkAgreement(stage, published)
  return new Set(published.flatMap(({ events }) => events.map(({ event }) => event.type)))
}

test('a snapshot at any moment and later events are the state read fresh, for every type of event', async () => {
  const tour = TOUR.map(([what, who, pick = 0, other = 0, isTogether = false]) => {
    return { what, who, pick, other, isTogether }
  })
  const seen = await tell(tour, [0, 4, 12, 18])
  await fc.assert(
    fc.asyncProperty(aHistory(40), fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), async (history, moments) => {
      for (const type of await tell(history, moments)) seen.add(type)
    }),
    { numRuns: 8 },
  )
  expect([...seen].sort()).toEqual(EVENT_TYPES.toSorted())
}, 60_000)
