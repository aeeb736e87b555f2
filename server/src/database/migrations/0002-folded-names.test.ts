import { expect, test } from 'bun:test'
import { sql } from 'kysely'
import { anEmptyStore } from '../../testing/store.ts'
import { aPerson } from '../../testing/people.ts'
import { aParley } from '../../testing/parley.ts'
import { migrate } from '../migrate.ts'
import type { Store } from '../store.ts'

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
  const before = await appliedTo(store)
  await store.writer.group(({ db }) => migrate(db, 2))
  expect(await appliedTo(store)).toEqual(before)
  expect(before.filter(({ name }) => name === '0002-folded-names')).toHaveLength(1)
})

function appliedTo(store: Store): Promise<{ name: string; applied_at: number }[]> {
  return store.read(async ({ db }) => {
    const { rows } = await sql<{ name: string; applied_at: number }>`select * from migrations order by name`.execute(db)
    return rows
  })
}

const COLUMNS = [
  ['users', 'user_name_folded'],
  ['users', 'display_name_folded'],
  ['rooms', 'name_folded'],
] as const
