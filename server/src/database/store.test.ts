import { Database } from 'bun:sqlite'
import { afterAll, describe, expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { anEmptyStore } from '../testing/store.ts'
import { epochOf } from '../events/heads.ts'
import { openSqlite } from './sqlite.ts'
import { StartError } from './start-error.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function refusal(file: string): Promise<string> {
  try {
    await (await openSqlite(file, 0)).close()
    return 'opened'
  } catch (error) {
    return error instanceof StartError ? error.message : `no sentence: ${String(error)}`
  }
}

describe('whichever database it is', () => {
  test('what a savepoint wrote is undone when it fails, and the rest of the group stays', async () => {
    const store = await anEmptyStore()
    const add = (id: string) => ({ id, kind: 'room' as const, head: 0, tail: 0, last_at: 0 })
    await store.writer.group(async (reader) => {
      await reader.db.insertInto('logs').values(add('one')).execute()
      const failed = store.writer.savepoint(reader, async () => {
        await reader.db.insertInto('logs').values(add('two')).execute()
        await reader.db.insertInto('logs').values(add('one')).execute()
      })
      await expect(failed).rejects.toThrow()
      await store.writer.savepoint(reader, () => reader.db.insertInto('logs').values(add('three')).execute())
    })
    const rows = await store.read(({ db }) => db.selectFrom('logs').select('id').orderBy('id').execute())
    expect(rows.map(({ id }) => id)).toEqual(['one', 'three'])
  })

  test('a group that throws leaves nothing behind', async () => {
    const store = await anEmptyStore()
    const failed = store.writer.group(async ({ db }) => {
      await db.insertInto('logs').values({ id: 'one', kind: 'room', head: 0, tail: 0, last_at: 0 }).execute()
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await store.read(({ db }) => db.selectFrom('logs').selectAll().execute())).toEqual([])
  })

  test('a read is one moment, whatever is written meanwhile, and sees the next moment afterwards', async () => {
    const store = await anEmptyStore()
    const ids = () => store.read(({ db }) => db.selectFrom('logs').select('id').execute())
    await store.read(async ({ db }) => {
      expect(await db.selectFrom('logs').select('id').execute()).toEqual([])
      await store.writer.group((reader) =>
        reader.db.insertInto('logs').values({ id: 'one', kind: 'room', head: 0, tail: 0, last_at: 0 }).execute(),
      )
      expect(await db.selectFrom('logs').select('id').execute()).toEqual([])
    })
    expect(await ids()).toEqual([{ id: 'one' }])
  })

  test('numbers up to 2⁵³ come back as numbers, and text as it was', async () => {
    const store = await anEmptyStore()
    const head = Number.MAX_SAFE_INTEGER
    const name = '😀 ﷺ \u202e e\u0301 \uffff'
    await store.writer.group(async ({ db }) => {
      await db.insertInto('logs').values({ id: name, kind: 'room', head, tail: 0, last_at: 0 }).execute()
    })
    const row = await store.read(({ db }) => db.selectFrom('logs').select(['id', 'head']).executeTakeFirst())
    expect(row).toEqual({ id: name, head })
  })

  test('who reads cannot write', async () => {
    const store = await anEmptyStore()
    await expect(store.read(({ db }) => sql`delete from facts`.execute(db))).rejects.toThrow()
    expect(await store.read(({ db }) => db.selectFrom('facts').select('name').execute())).not.toEqual([])
  })
})

describe('SQLite', () => {
  test('a database keeps its epoch and its secret when it is opened again', async () => {
    const file = join(folder, 'again.db')
    const facts = async () => {
      const store = await openSqlite(file, 0)
      const rows = await store.read(({ db }) => db.selectFrom('facts').selectAll().orderBy('name').execute())
      await store.close()
      return rows
    }
    const first = await facts()
    expect(first.map(({ name }) => name)).toEqual(['epoch', 'secret'])
    expect(await facts()).toEqual(first)
  })

  test('a commit is on the disk: the journal is WAL and synchronous is FULL', async () => {
    const store = await openSqlite(join(folder, 'safe.db'), 0)
    await store.writer.group(async ({ all }) => {
      expect(await all<object>('pragma synchronous', [])).toEqual([{ synchronous: 2 }])
      expect(await all<object>('pragma journal_mode', [])).toEqual([{ journal_mode: 'wal' }])
      expect(await all<object>('pragma secure_delete', [])).toEqual([{ secure_delete: 1 }])
      expect(await all<object>('pragma foreign_keys', [])).toEqual([{ foreign_keys: 1 }])
    })
    await store.close()
  })

  test('a database of a newer Parley is refused, and stays as it is', async () => {
    const file = join(folder, 'newer.db')
    await (await openSqlite(file, 0)).close()
    const handle = new Database(file)
    handle.run(`insert into migrations values ('9999-future', 0)`)
    const applied = handle.query('select name from migrations').all()
    handle.close()
    expect(await refusal(file)).toContain('written by a newer Parley')
    const again = new Database(file, { readonly: true })
    expect(again.query('select name from migrations').all()).toEqual(applied)
    again.close()
  })

  test.each([
    ['no database at all', 'These are the notes of ann.\n'.repeat(500)],
    ['the beginning of one', 'SQLite format 3\0' + 'x'.repeat(5_000)],
  ])('a file that is %s is called damaged, and stays as it is', async (_, content) => {
    const file = join(folder, `${crypto.randomUUID()}.db`)
    writeFileSync(file, content)
    expect(await refusal(file)).toContain('damaged')
    expect(readFileSync(file, 'utf8')).toBe(content)
  })

  test('a database whose pages were overwritten is called damaged', async () => {
    const file = join(folder, 'overwritten.db')
    await (await openSqlite(file, 0)).close()
    const bytes = readFileSync(file)
    bytes.fill(0x5a, 100, 4_096 * 3)
    writeFileSync(file, bytes)
    expect(await refusal(file)).toContain('damaged')
  })

  test('an SQLite file of another program is refused, and not a byte of it changes', async () => {
    const file = join(folder, 'foreign.db')
    const handle = new Database(file)
    handle.run('create table bookmarks (url text)')
    handle.close()
    const before = readFileSync(file)
    expect(await refusal(file)).toContain('is not a Parley database')
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('a copy of the living database opens by itself and has everything that was committed', async () => {
    const store = await openSqlite(join(folder, 'living.db'), 0)
    await store.writer.group((reader) =>
      reader.db.insertInto('logs').values({ id: 'one', kind: 'room', head: 3, tail: 0, last_at: 0 }).execute(),
    )
    const epoch = await store.read(epochOf)
    const target = join(folder, 'copy.db')
    const add = { kind: 'room', head: 0, tail: 0, last_at: 0 } as const
    // One goes on writing while the copy is made.
    await Promise.all([
      store.backup(target),
      store.writer.group((reader) =>
        reader.db
          .insertInto('logs')
          .values({ id: 'two', ...add })
          .execute(),
      ),
    ])
    await expect(store.backup(target)).rejects.toThrow('already exists')
    await store.close()
    const copy = await openSqlite(target, 0)
    expect(
      await copy.read(({ db }) => db.selectFrom('logs').select(['id', 'head']).where('id', '=', 'one').execute()),
    ).toEqual([{ id: 'one', head: 3 }])
    // Where it is put back, history goes on from here: clients have to tell it from the one they saw.
    expect(await copy.read(epochOf)).not.toBe(epoch)
    await copy.close()
  })
})
