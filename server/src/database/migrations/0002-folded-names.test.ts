import { expect, test } from 'bun:test'
import { sql } from 'kysely'
import { anEmptyStore } from '../../testing/store.ts'
import { aPerson } from '../../testing/people.ts'
import { aParley } from '../../testing/parley.ts'
import { migrate } from '../migrate.ts'

test('a database of the first version gets the names that it has in the form in which they are searched', async () => {
  const world = await aParley()
  const ann = await aPerson(world, 'ann')
  await ann.did('profile.edit', { displayName: 'ÄRGER' })
  await ann.did('room.create', { name: 'straße', kind: 'public' })
  const { store } = world.parley
  await store.writer.group(async ({ db }) => {
    for (const [table, column] of COLUMNS) await sql.raw(`alter table ${table} drop column ${column}`).execute(db)
    await sql`delete from migrations where name = '0002-folded-names'`.execute(db)
    await migrate(db, 1)
  })
  const { people } = await ann.reads('user.list', { search: 'ärger' })
  expect(people.map(({ userName }) => userName)).toEqual(['ann'])
  expect((await ann.reads('room.browse', { search: 'STRASSE' })).rooms).toHaveLength(1)
})

test('it is applied once', async () => {
  const store = await anEmptyStore()
  await store.writer.group(({ db }) => migrate(db, 2))
  const applied = await store.read(({ db }) => sql<{ name: string }>`select name from migrations`.execute(db))
  expect(applied.rows.map(({ name }) => name).toSorted()).toEqual(['0001-spine', '0002-folded-names'])
})

const COLUMNS = [
  ['users', 'user_name_folded'],
  ['users', 'display_name_folded'],
  ['rooms', 'name_folded'],
] as const
