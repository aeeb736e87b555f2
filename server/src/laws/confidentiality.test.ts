import { beforeAll, expect, test } from 'bun:test'
import { QUERIES, type QueryInput, type QueryName } from '@parley/protocol/queries.ts'
import type { CommandName } from '@parley/protocol/commands.ts'
import { inAnHour } from '../testing/later.ts'
import { aParley, type TestParley } from '../testing/parley.ts'
import { aPerson, type TestPerson } from '../testing/people.ts'
import { dump } from '../testing/dump.ts'
import { aScene, newName, type RoomKind, type Scene, send } from '../testing/scene.ts'

/** Everything that somebody could have heard of or guessed. */
type Known = { ids: string[]; names: string[]; texts: string[]; tokens: string[] }

/** Every question that can be asked with it. A query that is missing here does not compile. */
const QUESTIONS: { [N in QueryName]: (known: Known) => QueryInput<N>[] } = {
  'community.show': () => [{}],
  'session.show': () => [{}],
  'session.list': () => [{}],
  'room.list': () => [{}],
  'room.show': ({ ids, names }) => [...ids.map((roomId) => ({ roomId })), ...names.map((name) => ({ name }))],
  'room.history': ({ ids }) =>
    ids.flatMap((roomId) => [
      { roomId, limit: 100 },
      { roomId, around: 4 },
    ]),
  'message.show': ({ ids }) => [
    ...ids.map((messageId) => ({ messageId })),
    ...ids.map((roomId) => ({ roomId, seq: 4 })),
  ],
  'thread.list': ({ ids }) => [{}, { rootIds: ids.slice(0, 50) }],
  'thread.history': ({ ids }) => ids.map((rootId) => ({ rootId, limit: 100 })),
  'message.search': ({ ids, names, texts }) =>
    [
      ...texts,
      ...texts.map((text) => `"${text}"`),
      ...texts.map((text) => text.slice(0, 9)),
      ...texts.map((text) => `x${text.slice(1)}`),
      ...[...names, ...ids].flatMap((value) => [`in:${value}`, `in:"${value}" canary`, `from:${value}`]),
      'canary*',
      'kanary',
      'nary',
      '-nothing',
      'after:1999',
      'has:link',
    ].map((text) => ({ text, limit: 50 })),
  'room.find-time': ({ ids }) => ids.map((roomId) => ({ roomId, at: '2026-01-01T00:00:00.000Z' })),
  'message.readers': ({ ids }) => ids.map((messageId) => ({ messageId })),
  'inbox.list': ({ ids }) => [{}, { after: `9 ${ids[0]}` }],
  'room.members': ({ ids }) => ids.map((roomId) => ({ roomId })),
  'message.versions': ({ ids }) => ids.map((messageId) => ({ messageId })),
  'pin.list': ({ ids }) => ids.map((roomId) => ({ roomId })),
  'saved.list': () => [{}],
  'reaction.list': ({ ids }) => ids.map((messageId) => ({ messageId, emoji: '👍' })),
  'room.browse': ({ texts }) => [{}, ...texts.map((search) => ({ search })), { after: '0' }],
  'room.list-named': ({ names }) => names.filter((name) => [...name].length <= 64).map((name) => ({ names: [name] })),
  'room.list-open': () => [{}],
  'room.list-all': () => [{}],
  'user.list': ({ texts, ids }) => [{}, ...texts.map((search) => ({ search })), { after: `${ids[0]} a` }],
  'user.show': ({ ids, names }) => [...ids.map((userId) => ({ userId })), ...names.map((userName) => ({ userName }))],
  'user.list-all': () => [{}],
  'guest.list': () => [{}],
  'invite.list': () => [{}],
  'invite.show': ({ tokens }) => tokens.map((token) => ({ token })),
  'draft.list': () => [{}],
  'scheduled.list': () => [{}],
  'reminder.list': () => [{}],
  'log.read': ({ ids }) => [0, 3, 7].map((at) => ({ cursors: Object.fromEntries(ids.map((id) => [id, at])) })),
}

/** Every attempt on a room or a message that changes nothing for who may not see it. */
const ATTEMPTS: { [N in CommandName]?: (known: Known) => object[] } = {
  'message.post': ({ ids }) => ids.map((roomId) => ({ roomId, body: 'hello?' })),
  'thread.follow': ({ ids }) => ids.map((rootId) => ({ rootId })),
  'thread.advance': ({ ids }) => ids.map((rootId) => ({ rootId, seq: 1 })),
  'message.edit': ({ ids }) => ids.map((messageId) => ({ messageId, body: 'hello?' })),
  'message.pin': ({ ids }) => ids.map((messageId) => ({ messageId })),
  'message.unpin': ({ ids }) => ids.map((messageId) => ({ messageId })),
  'message.save': ({ ids }) => ids.map((messageId) => ({ messageId })),
  'message.unsave': ({ ids }) => ids.map((messageId) => ({ messageId })),
  'reaction.add': ({ ids }) => ids.map((messageId) => ({ messageId, emoji: '👍' })),
  'reaction.remove': ({ ids }) => ids.map((messageId) => ({ messageId, emoji: '👍' })),
  'room.edit': ({ ids }) => ids.map((roomId) => ({ roomId, description: 'hello?' })),
  'room.set-topic': ({ ids }) => ids.map((roomId) => ({ roomId, topic: 'hello?' })),
  'room.convert': ({ ids }) => ids.map((roomId) => ({ roomId, kind: 'public' })),
  'room.set-role': ({ ids }) => ids.map((roomId) => ({ roomId, userId: ids[0], role: 'owner' })),
  'section.place': ({ ids }) => ids.map((roomId) => ({ roomId, sectionId: 'favourites' })),
  'room.leave': ({ ids }) => ids.map((roomId) => ({ roomId })),
  'membership.mark-unread': ({ ids }) => ids.map((roomId) => ({ roomId, seq: 1 })),
  'membership.set-level': ({ ids }) => ids.map((roomId) => ({ roomId, level: 'nothing' })),
  'draft.set': ({ ids }) => ids.map((roomId) => ({ roomId, rootId: ids[0], body: 'hello?' })),
  'message.schedule': ({ ids }) => ids.map((roomId) => ({ roomId, body: 'hello?', at: inAnHour(world) })),
  'reminder.set': ({ ids }) => ids.map((messageId) => ({ messageId, at: inAnHour(world) })),
  'cursor.advance': ({ ids }) => ids.map((roomId) => ({ roomId, seq: 1 })),
  'room.add-member': ({ ids }) => ids.map((roomId) => ({ roomId, userId: ids[0] })),
}

/** A room with a secret in all that is said and written of it. */
type Hidden = { scene: Scene; bodies: string[]; name: string | null; late: string }

let world: TestParley
let olga: TestPerson
const hidden: Partial<Record<RoomKind, Hidden>> = {}
let readers: Record<string, TestPerson | null>
let known: Known

function canary(): string {
  return `canary${crypto.randomUUID().replaceAll('-', '')}`
}

beforeAll(async () => {
  world = await aParley()
  olga = await aPerson(world, 'olga', 'owner')
  const scenes: Scene[] = []
  for (const kind of ['private', 'direct', 'public'] as const) scenes.push(await hide(kind))
  await indexAll()
  const standings = ['guest elsewhere', 'deactivated', 'ended session'] as const
  const others = await Promise.all(standings.map((standing) => aScene(world, standing)))
  readers = {
    'the owner, who is in none of the rooms': olga,
    'a stranger': await aPerson(world, newName('eve')),
    'a former member of two rooms': scenes[0]!.outside,
    'a guest of another room': others[0]!.actor,
    'someone deactivated': others[1]!.actor,
    'an ended session': others[2]!.actor,
    nobody: null,
  }
  known = knownFrom(await dump(world, ['events', 'logs', 'sessions', 'invites', 'memberships', 'room_names']), scenes)
})

/** The search knows of all that was said. */
async function indexAll(): Promise<void> {
  await world.parley.lane.chore('index', async (tx) => {
    while (await world.parley.changedRooms.index(tx));
    return null
  })
}

/** Makes a room in which everything said is a canary, and from which somebody was removed before the last. */
async function hide(kind: RoomKind): Promise<Scene> {
  const first = hidden.private?.scene
  const scene = await aScene(world, 'maker', kind, first)
  const { maker, outside, roomId } = scene
  const [early, edited, late] = [canary(), canary(), canary()]
  const name = kind === 'private' ? canary() : null
  if (name !== null) await maker.did('room.edit', { roomId, name, description: canary() })
  if (kind !== 'direct') await maker.did('room.add-member', { roomId, userId: outside.id })
  await maker.did('message.post', { roomId, body: early })
  const { subjectId: messageId } = await maker.did('message.post', { roomId, body: 'soon better' })
  if (kind !== 'direct') await maker.did('room.remove-member', { roomId, userId: outside.id })
  await maker.did('message.edit', { messageId, body: edited })
  await maker.did('message.post', { roomId, body: late })
  hidden[kind] = { scene, bodies: [early, edited, late], name, late }
  return scene
}

function knownFrom(all: Record<string, string[]>, scenes: readonly Scene[]): Known {
  const text = JSON.stringify(all)
  const ids = [...new Set(text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))]
  const secrets = Object.values(hidden).flatMap((one) => [...one.bodies, ...(one.name ? [one.name] : [])])
  const names = [...scenes.map((scene) => scene.roomName), ...secrets]
  return { ids, names, texts: [...secrets, 'canary', '%', '_'], tokens: scenes.map((scene) => scene.inviteToken) }
}

/** Asks everything and tries everything; answers all the text that came back, what was asked left out. */
async function everything(who: TestPerson | null): Promise<string> {
  const texts: string[] = []
  for (const name of Object.keys(QUERIES) as QueryName[]) {
    for (const input of QUESTIONS[name](known)) texts.push((await send(world, who, 'query', name, input)).text)
  }
  return texts.join('\n')
}

test('the questions name every query', () => {
  expect(Object.keys(QUESTIONS).sort()).toEqual(Object.keys(QUERIES).sort())
})

test('who is in a room is told what is said there by the same questions', async () => {
  for (const { scene, bodies } of Object.values(hidden)) {
    const heard = await everything(scene.maker)
    for (const body of bodies) expect(heard).toContain(body)
  }
}, 60_000)

test.each([
  'the owner, who is in none of the rooms',
  'a stranger',
  'a former member of two rooms',
  'a guest of another room',
  'someone deactivated',
  'an ended session',
  'nobody',
])(
  '%s is told nothing that is said in a room, whatever is asked and tried',
  async (who) => {
    const reader = readers[who] ?? null
    const heard = await everything(reader)
    for (const { bodies, name } of Object.values(hidden)) {
      for (const body of bodies) expect(heard).not.toContain(body)
      // The owner's page lists private rooms by name.
      if (name !== null && reader !== olga) expect(heard).not.toContain(name)
    }
    const before = await dump(world, ['sessions'])
    const rooms = Object.values(hidden).map(({ scene }) => scene.roomId)
    const tried = { ...known, ids: [...rooms, ...known.ids.filter((id) => isMessage(id, before))] }
    for (const [name, attempts] of Object.entries(ATTEMPTS)) {
      for (const input of attempts(tried)) {
        const answer = await send(world, reader, 'command', name as CommandName, { ...input, id: crypto.randomUUID() })
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.text).not.toContain('canary')
      }
    }
    expect(await dump(world, ['sessions'])).toEqual(before)
  },
  30_000,
)

function isMessage(id: string, all: Record<string, string[]>): boolean {
  return all.messages?.some((row) => row.startsWith(`{"id":"${id}"`) && row.includes('canary')) ?? false
}

test('the log of a room ends for who was removed: nothing after it is read, and live events end there', async () => {
  const { scene } = hidden.private!
  const { outside, roomId } = scene
  const read = await outside.reads('log.read', { cursors: { [roomId]: 0, [outside.id]: 0 } })
  expect(read.gone).toEqual([roomId])
  expect(read.logs.map(({ log }) => log)).toEqual([outside.id])
  const joined = read.logs[0]!.events.filter(({ subjectId }) => subjectId === roomId)
  expect(joined.map((event) => [event.type, 'entry' in event ? event.entry : null])).toEqual([
    ['room.joined', null],
    ['room.left', null],
  ])
  const live = world.published.filter(({ logId }) => logId === roomId).flatMap(({ events }) => events)
  const left = live.find(({ event }) => event.type === 'member.left')
  expect(left?.ends.people).toEqual([outside.id])
  // His twin, who is still there, reads on.
  const inside = await scene.inside.reads('log.read', { cursors: { [roomId]: left?.event.seq ?? 0 } })
  expect(JSON.stringify(inside)).toContain(hidden.private!.late)
})

test('what was deleted is in no answer to anybody and nowhere in the tables', async () => {
  const scene = await aScene(world, 'maker', 'private')
  const { maker, inside, roomId } = scene
  const [secret, second, kept] = [canary(), canary(), canary()]
  const { subjectId: messageId } = await maker.did('message.post', { roomId, body: secret })
  await maker.did('message.edit', { messageId, body: second })
  await maker.did('message.post', { roomId, body: kept })
  await indexAll()
  await maker.did('message.delete', { messageId })
  const heard = (await everything(maker)) + JSON.stringify(await inside.reads('room.history', { roomId }))
  expect(heard + JSON.stringify(await inside.reads('log.read', { cursors: { [roomId]: 0 } }))).toContain(kept)
  for (const gone of [secret, second]) {
    expect(heard).not.toContain(gone)
    expect(JSON.stringify(await inside.reads('log.read', { cursors: { [roomId]: 0 } }))).not.toContain(gone)
    expect(JSON.stringify(await dump(world))).not.toContain(gone)
  }
})

test('no line of the request log has a message or a token', () => {
  expect(world.lines.length).toBeGreaterThan(0)
  for (const { bodies, scene } of Object.values(hidden)) {
    for (const secret of [...bodies, scene.maker.token]) expect(world.lines.join('\n')).not.toContain(secret)
  }
})
