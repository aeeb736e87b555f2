import { beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { MessageTable } from '../database/schema.ts'
import { aParley, type TestParley } from '../testing/parley.ts'
import { aPerson, type TestPerson } from '../testing/people.ts'
import { newName } from '../testing/scene.ts'
import { indexRoom } from './index-room.ts'
import { termsOf } from './terms.ts'
import { readNames } from './names.ts'
import { matchMessage, planOf } from './plan.ts'

/** Words that are near to one another, of several scripts, so that searches find some of them and not others. */
const WORDS = [
  'tide',
  'tides',
  'Tídal',
  'TIDE',
  'fog',
  'foggy',
  'ferry',
  'a',
  '東京',
  '京都府',
  '東京都',
  'приливы',
  '12',
  '123',
  '👍',
]
const aBody = fc
  .array(fc.constantFrom(...WORDS, 'https://example.org', '`code`', '—', '**bold**'), { minLength: 1, maxLength: 6 })
  .map((words) => words.join(' '))

const aPart = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS, 'ti', 'fo', '京', 'ferr', 'прил') },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...WORDS)).map((two) => `"${two.join(' ')}"`) },
  { weight: 2, arbitrary: fc.constantFrom(...WORDS).map((word) => `-${word}`) },
  { weight: 2, arbitrary: fc.constantFrom('from:ann', 'from:bob', '-from:ann', 'from:me', 'has:link', 'has:code', 'has:reaction', 'is:edited', '-is:edited') },
  { weight: 1, arbitrary: fc.constantFrom('after:2026-01-05', 'before:2026-01-07', 'on:2026-01-06') },
) // prettier-ignore
const aText = fc.array(aPart, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '))

const place = { who: fc.nat(2), room: fc.nat(2) }
const aDeed = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('post' as const), ...place, body: aBody }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('edit' as const), which: fc.nat(50), body: aBody }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), which: fc.nat(50) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('react' as const), which: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('join' as const), ...place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), ...place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), ...place }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('index' as const), events: fc.constantFrom(2, 1_000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const) }) },
) // prettier-ignore
type Deed = typeof aDeed extends fc.Arbitrary<infer D> ? D : never

let world: TestParley
let people: TestPerson[]

beforeAll(async () => {
  world = await aParley()
  people = [await aPerson(world, 'ann', 'owner'), await aPerson(world, 'bob'), await aPerson(world, 'eve')]
})

/** Three rooms in which all three people are, and what happened there. */
async function live(deeds: readonly Deed[]): Promise<string[]> {
  const [ann, bob, eve] = people
  const rooms: string[] = []
  for (let n = 0; n < 3; n += 1) {
    const { subjectId } = await ann!.did('room.create', { name: newName('cove'), kind: 'public' })
    rooms.push(subjectId)
    await bob!.did('room.join', { roomId: subjectId })
    await eve!.did('room.join', { roomId: subjectId })
  }
  const said: { messageId: string; by: TestPerson }[] = []
  for (const deed of deeds) await carryOut(deed, rooms, said)
  return rooms
}

type Said = { messageId: string; by: TestPerson }

async function carryOut(deed: Deed, rooms: string[], said: Said[]): Promise<void> {
  if (deed.kind === 'index') return index(rooms, deed.events)
  if (deed.kind === 'wait') {
    world.clock.now += 7 * 3_600_000
    return
  }
  if ('which' in deed) {
    const one = said[deed.which % Math.max(1, said.length)]
    if (deed.kind === 'react') await one?.by.does('reaction.add', { messageId: one.messageId, emoji: '🌊' })
    else if (deed.kind === 'delete') await one?.by.does('message.delete', { messageId: one.messageId })
    else await one?.by.does('message.edit', { messageId: one.messageId, body: deed.body })
    return
  }
  const roomId = rooms[deed.room]!
  const by = people[deed.who]!
  if (deed.kind === 'remove') await people[0]!.does('room.remove-member', { roomId, userId: by.id })
  else if (deed.kind === 'join') await by.does('room.join', { roomId })
  else if (deed.kind === 'leave') await by.does('room.leave', { roomId })
  else {
    const { outcome } = await by.does('message.post', { roomId, body: deed.body })
    if (outcome) said.push({ messageId: outcome.subjectId, by })
  }
}

async function index(rooms: readonly string[], events: number): Promise<void> {
  await world.parley.lane.chore('index', async (tx) => {
    for (const roomId of rooms) await indexRoom(tx, roomId, events)
    return null
  })
}

/** What somebody may read that has what was asked for, newest first: every message is looked at, and no index. */
async function slowly(who: TestPerson, text: string): Promise<string[]> {
  return world.parley.store.read(async (reader) => {
    const rows = await reader.db
      .selectFrom('messages')
      .innerJoin('memberships', 'memberships.room_id', 'messages.room_id')
      .innerJoin('rooms', 'rooms.id', 'messages.room_id')
      .selectAll('messages')
      .where('memberships.user_id', '=', who.id)
      .where('rooms.closed_at', 'is', null)
      .where('messages.deleted_at', 'is', null)
      .orderBy('messages.at', 'desc')
      .orderBy('messages.room_id', 'desc')
      .orderBy('messages.seq', 'desc')
      .execute()
    const actor = { id: who.id, role: 'member', sessionId: who.sessionId } as const
    const plan = planOf(text, await readNames(reader, actor, { text, rooms: [], now: world.clock.now }))
    return plan ? rows.filter((row) => matchMessage(plan, row) !== null).map(({ id }) => id) : []
  })
}

/** The same by the query, page by page. */
async function found(who: TestPerson, text: string, limit: number): Promise<string[]> {
  const ids: string[] = []
  let before: string | undefined
  for (let pages = 0; pages < 100; pages += 1) {
    const page = await who.reads('message.search', { text, limit, ...(before ? { before } : {}) })
    // Little was found: then there is more than what has exactly this.
    if (page.similar.length > 0) return slowly(who, text)
    ids.push(...page.hits.map(({ message }) => message.id))
    if (page.next === null) return ids
    before = page.next
  }
  throw new Error('the pages do not end')
}

test('a search finds exactly what one may read and has what was asked for, newest first, whatever happened before', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(aDeed, { minLength: 5, maxLength: 40 }),
      fc.array(aText, { minLength: 3, maxLength: 6 }),
      fc.integer({ min: 2, max: 7 }),
      async (deeds, texts, limit) => {
        await live(deeds)
        for (const who of people) {
          for (const text of texts) {
            expect({ who: who.name, text, ids: await found(who, text, limit) }).toEqual({
              who: who.name,
              text,
              ids: await slowly(who, text),
            })
          }
        }
      },
    ),
    { numRuns: 10 },
  )
}, 120_000)

test('when all is indexed, the index has the words of the messages as they are, and no others', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aDeed, { minLength: 5, maxLength: 40 }), async (deeds) => {
      const rooms = await live(deeds)
      await index(rooms, 1_000)
      const [terms, messages] = await world.parley.store.read(async ({ db }) => [
        await sql<{ term: string }>`select distinct term from search_terms join search_blocks on id = block_id
          where room_id in (${sql.join(rooms)})`.execute(db),
        await db.selectFrom('messages').selectAll().where('room_id', 'in', rooms).execute(),
      ])
      const expected = new Set(messages.flatMap((message: MessageTable) => [...termsOf(message)]))
      expect(new Set(terms.rows.map(({ term }) => term))).toEqual(expected)
    }),
    { numRuns: 8 },
  )
  const { rows } = await world.parley.store.read(({ db }) =>
    sql<{ word: string; blocks: number; found: number }>`
      select word, blocks, (select count(*) from search_terms where term = word) as found from search_words`.execute(
      db,
    ),
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { word, blocks, found: inBlocks } of rows) expect([word, blocks]).toEqual([word, inBlocks])
}, 120_000)
