import { expect, test } from 'bun:test'
import type { RoomEvent, UserEvent } from '@parley/protocol/events.ts'
import type { Level } from '@parley/protocol/memberships.ts'
import type { Reason, Reasons } from '@parley/protocol/reasons.ts'
import { applyRoomEvent, applyUserEvent, userFrom, type UserState, withThread } from '@parley/sdk/state/user.ts'
import fc from 'fast-check'
import type { EventTable, MembershipTable, MessageTable, RoomTable, ThreadFollowTable } from '../database/schema.ts'
import { aParley, type TestParley } from '../testing/parley.ts'
import { aGuest, aPerson, type TestPerson } from '../testing/people.ts'

const NAMES = ['ann', 'bob', 'eve'] as const
const BODIES = [
  'hello',
  '@ann and @eve',
  '@bob',
  '@room tea',
  'is anybody @here',
  'the Regatta is on',
  'at high tide, @Bob.',
  '`@room` is code',
  'ann@bob.example',
]
const LEVELS: readonly Level[] = ['everything', 'mentions', 'nothing']
const KEYWORDS = ['regatta', 'High Tide']

const aDeed = fc.record({
  who: fc.nat(3),
  room: fc.nat(2),
  what: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('post' as const, 'answer' as const) },
    { weight: 4, arbitrary: fc.constantFrom('read' as const, 'mark' as const, 'edit' as const, 'delete' as const) },
    { weight: 5, arbitrary: fc.constant('reply' as const) },
    { weight: 3, arbitrary: fc.constantFrom('follow' as const, 'unfollow' as const, 'readThread' as const) },
    { weight: 2, arbitrary: fc.constantFrom('level' as const, 'keywords' as const, 'leave' as const, 'join' as const) },
  ),
  pick: fc.nat(30),
  body: fc.constantFrom(...BODIES),
  isTogether: fc.boolean(),
})
type Fields = { roomId: string; body: string; rootId?: string | undefined; replyTo?: string | undefined }
type Deed = typeof aDeed extends fc.Arbitrary<infer D> ? D : never

type Stage = {
  world: TestParley
  people: TestPerson[]
  rooms: string[]
  said: { id: string; by: string; in: string }[]
}

async function aStage(): Promise<Stage> {
  const world = await aParley()
  const people: TestPerson[] = []
  for (const name of NAMES) people.push(await aPerson(world, name))
  const [ann, bob, eve] = people as [TestPerson, TestPerson, TestPerson]
  const open = await ann.did('room.create', { name: 'tides', kind: 'public', openToGuests: true })
  const closed = await bob.did('room.create', { name: 'cove', kind: 'private' })
  for (const { id } of [ann, eve]) await bob.did('room.add-member', { roomId: closed.subjectId, userId: id })
  for (const one of [bob, eve]) await one.did('room.join', { roomId: open.subjectId })
  const direct = await ann.did('room.open-direct', { userIds: [bob.id] })
  people.push(await aGuest(world, 'gil', 'tides'))
  return { world, people, rooms: [open, closed, direct].map(({ subjectId }) => subjectId), said: [] }
}

/** Does one thing, which may be refused. */
async function take(stage: Stage, { who, room, what, pick, body }: Deed): Promise<void> {
  const actor = stage.people[who]!
  // Nobody is told to wait.
  stage.world.clock.now += 60_000
  const roomId = stage.rooms[room]!
  const own = stage.said.filter(({ by }) => by === actor.id)
  const mine = own[pick % Math.max(1, own.length)]?.id
  const others = stage.said.filter((one) => one.in === roomId)
  const other = others[pick % Math.max(1, others.length)]?.id
  // Few threads, so that each has some replies.
  const begun = others[pick % Math.min(2, Math.max(1, others.length))]?.id
  switch (what) {
    case 'post':
    case 'answer': {
      const ways = [{ replyTo: other }, { rootId: other }, { rootId: other, replyTo: other, alsoInRoom: true }]
      const way = what === 'answer' && other ? ways[pick % ways.length] : {}
      return say(stage, actor, { roomId, body, ...way })
    }
    case 'reply':
      return void (begun && (await say(stage, actor, { roomId, body, rootId: begun })))
    case 'follow':
      return void (begun && (await actor.does('thread.follow', { rootId: begun })))
    case 'unfollow':
      return void (begun && (await actor.does('thread.unfollow', { rootId: begun })))
    case 'readThread':
      return void (begun && (await actor.does('thread.advance', { rootId: begun, seq: pick * 2 })))
    case 'read':
      return void (await actor.does('cursor.advance', { roomId, seq: pick * 2 }))
    case 'mark':
      return void (await actor.does('membership.mark-unread', { roomId, seq: pick }))
    case 'edit':
      return void (mine && (await actor.does('message.edit', { messageId: mine, body })))
    case 'delete':
      return void (mine && (await actor.does('message.delete', { messageId: mine })))
    case 'level':
      return void (await actor.does('membership.set-level', { roomId, level: LEVELS[pick % 3]! }))
    case 'keywords':
      return void (await actor.does('notifications.edit', { keywords: KEYWORDS.slice(0, pick % 3) }))
    case 'leave':
      return void (await actor.does('room.leave', { roomId }))
    case 'join':
      return void (await actor.does('room.join', { roomId }))
  }
}

async function say(stage: Stage, actor: TestPerson, message: Fields): Promise<void> {
  const { outcome } = await actor.does('message.post', message)
  if (outcome) stage.said.push({ id: outcome.subjectId, by: actor.id, in: message.roomId })
}

/** Everything that is stored, for counting without any index. */
type Everything = {
  rooms: RoomTable[]
  messages: MessageTable[]
  memberships: MembershipTable[]
  events: EventTable[]
  follows: ThreadFollowTable[]
}

async function everything({ world }: Stage): Promise<Everything> {
  return world.parley.store.read(async ({ db }) => ({
    rooms: await db.selectFrom('rooms').selectAll().execute(),
    messages: await db.selectFrom('messages').selectAll().orderBy('seq').execute(),
    memberships: await db.selectFrom('memberships').selectAll().execute(),
    events: await db.selectFrom('events').selectAll().orderBy('seq').execute(),
    follows: await db.selectFrom('thread_follows').selectAll().execute(),
  }))
}

/** What is unread, counted slowly: every message is looked at, and every word of it. */
function slowly(all: Everything, person: TestPerson, room: RoomTable, keywords: readonly string[]) {
  const mine = all.memberships.find((one) => one.room_id === room.id && one.user_id === person.id)!
  const level = mine.level ?? (room.kind === 'direct' ? 'everything' : 'mentions')
  const isMarked = mine.marked_seq > 0 && mine.marked_seq <= mine.read_seq
  const after = isMarked ? mine.marked_seq - 1 : mine.read_seq
  const standing = all.messages.filter((one) => one.room_id === room.id && one.deleted_at === null)
  const unread = standing.filter(({ seq }) => seq > after)
  if (level === 'nothing') return { unread: 0, reasons: {} }
  const reasons: Reasons = {}
  const concerning = new Set<number>()
  for (const message of unread.filter(({ author_id }) => author_id !== person.id)) {
    for (const reason of whySlowly(all, person, room, message, { level, keywords })) {
      reasons[reason] = [...(reasons[reason] ?? []), message.seq]
      concerning.add(message.seq)
    }
  }
  for (const { seq } of standing.filter((one) => isUnreadInThread(all, person, one))) {
    reasons.thread = [...(reasons.thread ?? []), seq]
    concerning.add(seq)
  }
  const isAny = unread.some(({ in_room }) => in_room === 1)
  return { unread: Math.max(isAny ? 1 : 0, concerning.size), reasons }
}

/** Whether a message is in a thread that somebody follows and has not read so far. */
function isUnreadInThread({ follows }: Everything, { id }: TestPerson, message: MessageTable): boolean {
  const follow = follows.find((one) => one.user_id === id && one.root_id === message.root_id)
  return message.author_id !== id && follow?.is_following === 1 && message.seq > follow.read_seq
}

function whySlowly(
  all: Everything,
  person: TestPerson,
  room: RoomTable,
  message: MessageTable,
  { level, keywords }: { level: Level; keywords: readonly string[] },
): Reason[] {
  const words = message.body
    .toLowerCase()
    .split(' ')
    .map((word) => word.replace(/[.,]$/, ''))
  const byGuest = message.author_id === guestId
  const isNamed = words.includes(`@${person.name}`) && wasMember(all, room.id, person.id, message.version)
  const isCalled = !byGuest && (words.includes('@room') || words.includes('@here'))
  const quoted = all.messages.find(({ id }) => id === message.reply_to)
  const text = words.join(' ')
  const reasons: [Reason, boolean][] = [
    ['mention', isCalled || (isNamed && person.id !== guestId)],
    ['reply', quoted?.author_id === person.id],
    ['keyword', message.in_room === 1 && keywords.some((keyword) => text.includes(keyword.toLowerCase()))],
    [room.kind === 'direct' ? 'direct' : 'everything', message.in_room === 1 && level === 'everything'],
  ]
  return reasons.filter(([, is]) => is).map(([reason]) => reason)
}

let guestId = ''

/** Whether somebody was in a room when something was said or edited there. */
function wasMember({ events }: Everything, roomId: string, userId: string, seq: number): boolean {
  const moves = events.filter((one) => one.log_id === roomId && one.subject_id === userId && one.seq <= seq)
  return moves.findLast(({ type }) => type === 'member.joined' || type === 'member.left')?.type === 'member.joined'
}

async function stateOf(person: TestPerson): Promise<UserState> {
  const list = await person.reads('room.list', {})
  return userFrom(list, (await person.reads('session.show', {})).me)
}

function afterAll(state: UserState, { world }: Stage, from: number): UserState {
  return world.published.slice(from).reduce((known, { logId, events }) => {
    const isOwn = logId === known.me.id
    return events.reduce(
      (next, { event }) =>
        isOwn ? applyUserEvent(next, event as UserEvent) : applyRoomEvent(next, logId, event as RoomEvent),
      known,
    )
  }, state)
}

/** A client asks whether one follows the threads of which it hears and knows nothing. */
async function asked(person: TestPerson, state: UserState, { said }: Stage): Promise<UserState> {
  const rootIds = said.map(({ id }) => id).filter((id) => !state.threads[id])
  if (rootIds.length === 0) return state
  const { threads } = await person.reads('thread.list', { rootIds })
  return threads.reduce(withThread, state)
}

function unreadIn(state: UserState) {
  const rooms = Object.values(state.rooms).filter(({ membership }) => membership)
  return Object.fromEntries(rooms.map(({ room, unread, reasons }) => [room.id, { unread, reasons }]))
}

test('unread and its reasons are what a slow count says, and what a client derives from events', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aDeed, { minLength: 10, maxLength: 60 }), async (deeds) => {
      const stage = await aStage()
      guestId = stage.people[3]!.id
      const from = stage.world.published.length
      const starts = await Promise.all(stage.people.map(stateOf))
      let waiting: Promise<void>[] = []
      for (const deed of deeds) {
        waiting.push(take(stage, deed))
        if (deed.isTogether && waiting.length < 4) continue
        await Promise.all(waiting)
        waiting = []
      }
      await Promise.all(waiting)
      const all = await everything(stage)
      for (const [index, person] of stage.people.entries()) {
        const fresh = await stateOf(person)
        const inRooms = all.memberships.filter(({ user_id }) => user_id === person.id)
        const counted = inRooms.map(({ room_id }) => {
          const room = all.rooms.find(({ id }) => id === room_id)!
          return [room_id, slowly(all, person, room, fresh.me.keywords)] as const
        })
        expect(unreadIn(fresh)).toEqual(Object.fromEntries(counted))
        const followed = await asked(person, afterAll(starts[index]!, stage, from), stage)
        expect(unreadIn(followed)).toEqual(unreadIn(fresh))
      }
    }),
    { numRuns: 25 },
  )
}, 120_000)
