import { beforeAll, expect, test } from 'bun:test'
import { append } from '../events/append.ts'
import { aCommunity, aPerson, type TestPerson } from '../testing/people.ts'
import { aParley, type TestParley } from '../testing/parley.ts'

/** Does what the job does, until nothing is left to do. */
async function indexAll({ parley }: TestParley): Promise<void> {
  let hasMore = true
  while (hasMore) {
    await parley.lane.chore('index', async (tx) => {
      hasMore = await parley.changedRooms.index(tx)
      return null
    })
  }
}

async function found(who: TestPerson, text: string): Promise<string[]> {
  return (await who.reads('message.search', { text })).hits.map(({ message }) => message.body)
}

/** Each test finds the same whether the index has come to the messages or not. */
const WHEN = [
  ['before the index comes to it', async () => {}],
  ['when the index has it', indexAll],
] as const

let world: TestParley

beforeAll(async () => {
  world = await aParley()
})

test.each(WHEN)('words are found by their beginnings, newest first, with their places, %s', async (_when, index) => {
  const { ann, bob, roomId } = await aCommunity((world = await aParley()))
  for (const body of ['The tide turns', 'low TIDES tomorrow', 'a ferry'])
    await ann.did('message.post', { roomId, body })
  await index(world)
  const { hits, rooms, people, next } = await bob.reads('message.search', { text: 'tide' })
  expect(hits.map(({ message, ranges }) => [message.body, ranges])).toEqual([
    ['low TIDES tomorrow', [[4, 8]]],
    ['The tide turns', [[4, 8]]],
  ])
  expect([rooms.map(({ id }) => id), people.map(({ id }) => id), next]).toEqual([[roomId], [ann.id], null])
  expect(await found(bob, 'tid tom')).toEqual(['low TIDES tomorrow'])
  expect(await found(bob, '"tide"')).toEqual(['The tide turns'])
  expect(await found(bob, '"tide turns"')).toEqual(['The tide turns'])
  expect(await found(bob, '"turns tide"')).toEqual([])
  expect(await found(bob, 'tide -turns')).toEqual(['low TIDES tomorrow'])
  expect(await found(bob, '-tide')).toEqual(['a ferry'])
})

test.each(WHEN)('every script is found, by parts where words have no spaces between them, %s', async (_when, index) => {
  const { ann, roomId } = await aCommunity((world = await aParley()))
  const bodies = [
    '東京都の天気は晴れです',
    '中文搜索应该可以工作',
    '오늘은 바다가 잔잔합니다',
    'พรุ่งนี้น้ำลงตอนหกโมง',
    'Η Παλίρροια έρχεται',
    'Прилив начнётся ёлкой',
    'مَدِينَةٌ جميلة',
    'שָׁלוֹם לכולם',
    'Ärger über Straße, Łódź und Ørsted',
    'déjà vu 👍 naïve',
    'ＦＵＬＬ width',
  ]
  for (const body of bodies) await ann.did('message.post', { roomId, body })
  await index(world)
  for (const [text, index] of [
    ['京都', 0],
    ['天気', 0],
    ['東', 0],
    ['す', 0],
    ['東京都の天気', 0],
    ['搜索', 1],
    ['工', 1],
    ['바다', 2],
    ['잔합', 2],
    ['น้ำลง', 3],
    ['παλιρ', 4],
    ['ΠΑΛΊΡΡΟΙΑ', 4],
    ['прил', 5],
    ['елкой', 5],
    ['مدينه', 6],
    ['שלום', 7],
    ['arger', 8],
    ['STRASSE', 8],
    ['lodz', 8],
    ['orsted', 8],
    ['deja', 9],
    ['👍', 9],
    ['naive', 9],
    ['full', 10],
  ] as const)
    // prettier-ignore
    expect([text, await found(ann, text)]).toEqual([text, [bodies[index] ?? '']])
  // Both pairs are there, but not beside one another.
  expect(await found(ann, '京都晴')).toEqual([])
})

test.each(WHEN)('one finds by author, room, day and what a message has, %s', async (_when, index) => {
  const { ann, bob, eve, roomId } = await aCommunity((world = await aParley()))
  const { subjectId: directId } = await ann.did('room.open-direct', { userIds: [bob.id] })
  await ann.did('message.post', { roomId, body: 'see https://example.org/tide' })
  await bob.did('message.post', { roomId, body: 'run `tide --now`' })
  world.clock.now += 1_000
  await ann.did('message.post', { roomId: directId, body: 'tide between us' })
  world.clock.now += 3 * 86_400_000
  await bob.did('message.post', { roomId, body: 'tide days later' })
  await index(world)
  for (const [text, expected] of [
    ['from:bob tide', ['tide days later', 'run `tide --now`']],
    ['from:bob', ['tide days later', 'run `tide --now`']],
    ['tide from:me', ['tide between us', 'see https://example.org/tide']],
    ['tide -from:bob in:tides', ['see https://example.org/tide']],
    ['tide from:nobody-here', []],
    ['in:@bob', ['tide between us']],
    ['in:nowhere tide', []],
    ['-in:tides', ['tide between us']],
    ['has:link', ['see https://example.org/tide']],
    ['has:code tide', ['run `tide --now`']],
    ['after:2026-01-05', ['tide days later']],
    ['on:today', ['tide days later']],
    ['before:2026-01-06 from:bob', ['run `tide --now`']],
    ['before:2026', []],
  ] as const)
    expect([text, await found(ann, text)]).toEqual([text, [...expected]])
  expect(await found(eve, 'tide')).toEqual([])
})

test('a word that is nearly there is found where little is exactly so, and the answer says which', async () => {
  const { ann, roomId } = await aCommunity((world = await aParley()))
  for (const body of ['the harbour is closed', 'a keyboard on board', 'winter storms'])
    await ann.did('message.post', { roomId, body })
  await indexAll(world)
  for (const [text, body, word] of [
    ['harbuor', 'the harbour is closed', 'harbour'],
    ['harbor', 'the harbour is closed', 'harbour'],
    ['habour', 'the harbour is closed', 'harbour'],
    ['stroms', 'winter storms', 'storms'],
    ['wimter', 'winter storms', 'winter'],
    ['eyboar', 'a keyboard on board', 'keyboard'],
  ] as const) {
    const { hits, similar } = await ann.reads('message.search', { text })
    expect([text, hits.map(({ message }) => message.body), similar]).toEqual([text, [body], [word]])
  }
  expect((await ann.reads('message.search', { text: 'harbour' })).similar).toEqual([])
  expect(await found(ann, '"harbuor"')).toEqual([])
})

test('similar words of rooms that one may not read are not told', async () => {
  const { ann, eve, roomId } = await aCommunity((world = await aParley()))
  await ann.did('message.post', { roomId, body: 'secretword' })
  await indexAll(world)
  expect(await eve.reads('message.search', { text: 'secretwrod' })).toMatchObject({ hits: [], similar: [] })
  expect((await ann.reads('message.search', { text: 'secretwrod' })).similar).toEqual(['secretword'])
})

test('pages follow one another without a gap or a repeat, also where all was said at the same moment', async () => {
  const { ann, roomId } = await aCommunity((world = await aParley()))
  const { subjectId: other } = await ann.did('room.create', { name: 'other', kind: 'private' })
  const posted: string[] = []
  for (let n = 0; n < 23; n += 1) {
    const body = `wave ${n}`
    await ann.did('message.post', { roomId: n % 3 === 0 ? other : roomId, body })
    posted.push(body)
    if (n === 11) await indexAll(world)
  }
  const seen: string[] = []
  let before: string | undefined
  for (let pages = 0; pages < 20; pages += 1) {
    const page = await ann.reads('message.search', { text: 'wave', limit: 4, ...(before ? { before } : {}) })
    seen.push(...page.hits.map(({ message }) => message.body))
    if (page.next === null) break
    before = page.next
  }
  expect(seen.toSorted()).toEqual(posted.toSorted())
})

test('what was edited is found by what it says now, and what was deleted is not found and not in the index', async () => {
  const { ann, bob, roomId } = await aCommunity((world = await aParley()))
  const { subjectId: messageId } = await ann.did('message.post', { roomId, body: 'before' })
  const { subjectId: goneId } = await ann.did('message.post', { roomId, body: 'regretted before' })
  await indexAll(world)
  await ann.did('message.edit', { messageId, body: 'afterwards' })
  await ann.did('message.delete', { messageId: goneId })
  const everything = async () => {
    const rows = await world.parley.store.read(({ db }) => db.selectFrom('search_terms').select('term').execute())
    const words = await world.parley.store.read(({ db }) => db.selectFrom('search_words').select('word').execute())
    const ends = await world.parley.store.read(({ db }) => db.selectFrom('search_word_ends').selectAll().execute())
    return JSON.stringify([rows, words, ends])
  }
  // At once, before any job has run.
  expect(await everything()).not.toMatch(/before|regretted|gretted/)
  expect(await found(bob, 'before')).toEqual([])
  expect(await found(bob, 'afterwards')).toEqual(['afterwards'])
  await indexAll(world)
  expect(await everything()).toContain('afterwards')
  expect(await everything()).not.toMatch(/before|regretted|gretted/)
  expect(await found(bob, 'after')).toEqual(['afterwards'])
  expect(await found(bob, 'is:edited')).toEqual(['afterwards'])
})

test('who leaves a room finds nothing of it, and who joins finds all of it', async () => {
  const { ann, bob, eve, roomId } = await aCommunity((world = await aParley()))
  await ann.did('message.post', { roomId, body: 'anchor' })
  await indexAll(world)
  expect(await found(eve, 'anchor')).toEqual([])
  await eve.did('room.join', { roomId })
  expect(await found(eve, 'anchor')).toEqual(['anchor'])
  await ann.did('room.remove-member', { roomId, userId: bob.id })
  expect(await found(bob, 'anchor')).toEqual([])
  await ann.did('room.close', { roomId })
  expect(await found(ann, 'anchor')).toEqual([])
})

test('one finds what is pinned, what has reactions, and among what one keeps for oneself; each his own', async () => {
  const { ann, bob, roomId } = await aCommunity((world = await aParley()))
  const post = async (body: string) => (await ann.did('message.post', { roomId, body })).subjectId
  const pinned = await post('pinned shell')
  const liked = await post('liked shell')
  const kept = await post('kept shell')
  await post('plain shell')
  await indexAll(world)
  await ann.did('message.pin', { messageId: pinned })
  await bob.did('reaction.add', { messageId: liked, emoji: '🐚' })
  await bob.did('message.save', { messageId: kept })
  for (const index of [async () => {}, indexAll]) {
    await index(world)
    expect(await found(ann, 'is:pinned shell')).toEqual(['pinned shell'])
    expect(await found(ann, 'has:reaction')).toEqual(['liked shell'])
    expect(await found(bob, 'is:saved')).toEqual(['kept shell'])
    expect(await found(bob, 'is:saved plain')).toEqual([])
    expect(await found(ann, 'is:saved')).toEqual([])
  }
  await bob.did('reaction.remove', { messageId: liked, emoji: '🐚' })
  expect(await found(ann, 'has:reaction')).toEqual([])
  await ann.did('room.remove-member', { roomId, userId: bob.id })
  expect(await found(bob, 'is:saved')).toEqual([])
})

test('a process that ends loses nothing: the next one goes on where the index stands', async () => {
  const { ann, roomId } = await aCommunity((world = await aParley()))
  await ann.did('message.post', { roomId, body: 'first' })
  await indexAll(world)
  await ann.did('message.post', { roomId, body: 'second' })
  const { ChangedRooms } = await import('./changed-rooms.ts')
  const next = new ChangedRooms()
  await world.parley.lane.chore('index', async (tx) => {
    while (await next.index(tx));
    return null
  })
  const rows = await world.parley.store.read(({ db }) => db.selectFrom('search_terms').select('term').execute())
  expect(rows.map(({ term }) => term)).toContain('second')
  expect(await found(ann, 'second')).toEqual(['second'])
})

test('while people write, the index takes its turn and no more', async () => {
  const { ann, roomId } = await aCommunity((world = await aParley()))
  const { changedRooms, lane } = world.parley
  await lane.chore('many events', async (tx) => {
    for (let n = 0; n < 4_000; n += 1) await append(tx, roomId, { type: 'room.edited', subjectId: roomId })
    return null
  })
  const pieces = async (isBusy: boolean) => {
    let count = 0
    for (let hasMore = true; hasMore && count < 100; count += 1) {
      if (isBusy) changedRooms.note(roomId)
      await lane.chore('index', async (tx) => {
        hasMore = await changedRooms.index(tx)
        return null
      })
    }
    return count
  }
  changedRooms.note(roomId)
  expect(await pieces(false)).toBe(20)
  expect(await pieces(true)).toBe(20)
  expect(await pieces(false)).toBeGreaterThan(30)
  await ann.did('message.post', { roomId, body: 'spray' })
  expect(await found(ann, 'spray')).toEqual(['spray'])
})

test.each([
  '', ' ', '"', '""', '-', '--', '-"', 'from:', 'in: from: has:', 'has:nothing', 'is:', 'before:yesterdayish', 'on:9999-99-99',
  '*', '%', '_', "' or 1=1 --", '\u0001from x', '\u0001', 'a\u200db', '\u202eabc', '((((', 'NEAR(a b)', 'a AND b OR NOT c',
  '{col}:x', 'from:"', 'x'.repeat(10_000), 'ab '.repeat(3_000), '"'.repeat(10_000), '- '.repeat(5_000), '京'.repeat(3_000),
  '𝒳'.repeat(5_000), '👍'.repeat(3_000), 'e\u0301'.repeat(4_000),
])('odd text %# is a search like any other', async (text) => {
  const ann = await aPerson(world, `ann-${crypto.randomUUID().slice(0, 8)}`)
  expect(await ann.reads('message.search', { text })).toMatchObject({ next: null })
}) // prettier-ignore

test('a cursor that is none is the beginning', async () => {
  const { ann, roomId } = await aCommunity((world = await aParley()))
  await ann.did('message.post', { roomId, body: 'pebble' })
  for (const before of ['', 'x', 'e.1.2', 'e.99999999999999999.1.x', `${'9'.repeat(200)}`]) {
    expect((await ann.reads('message.search', { text: 'pebble', before })).hits).toHaveLength(1)
  }
})
