import { Database } from 'bun:sqlite'
import { expect, test } from 'bun:test'
import { anEmptyStore } from '../testing/store.ts'
import { hot } from './hot.ts'
import type { Parameter, Reader } from './transaction.ts'

const findEdits = hot<{ subjectId: string; userId: string }, { seq: number }>((db, argument) =>
  db
    .selectFrom('events')
    .innerJoin('memberships', 'memberships.room_id', 'events.log_id')
    .select('events.seq')
    .where('events.subject_id', '=', argument('subjectId'))
    .where('events.type', '=', 'message.edited')
    .where('memberships.user_id', '=', argument('userId')),
)

test('on SQLite nothing that is bound may change the plan, and what is always the same stands in the text', async () => {
  const store = await anEmptyStore()
  const asked: [string, readonly Parameter[]][] = []
  const kind = await store.read(async (reader) => {
    const all: Reader['all'] = async (text, parameters) => {
      asked.push([text, parameters])
      return reader.all(text, parameters)
    }
    expect(await findEdits({ ...reader, all }, { subjectId: "it's", userId: 'bob' })).toEqual([])
    return reader.kind
  })
  const [text, parameters] = asked[0] ?? []
  if (kind === 'postgres') expect(parameters).toEqual(["it's", 'message.edited', 'bob'])
  else {
    expect(text).toContain(`"events"."type" = 'message.edited'`)
    expect(text).not.toMatch(/[^+]\?/)
    expect(parameters).toEqual(["it's", 'bob'])
  }
})

test('a text with a quotation mark is one text', async () => {
  const store = await anEmptyStore()
  const findNamed = hot<{ id: string }, { id: string }>((db, argument) =>
    db.selectFrom('users').select('id').where('id', '=', argument('id')).where('display_name', '=', "it's"),
  )
  expect(await store.read((reader) => findNamed(reader, { id: 'x' }))).toEqual([])
})

test('what was prepared once is kept, though there are more statements than Bun keeps by itself', async () => {
  await anEmptyStore()
  const handle = new Database(':memory:')
  const first = handle.query('select 0')
  for (let n = 1; n < 300; n += 1) handle.query(`select ${n}`).get()
  if (process.env.PARLEY_TEST_DATABASE === undefined) expect(handle.query('select 0')).toBe(first)
})
