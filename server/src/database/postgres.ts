import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { migrate } from './migrate.ts'
import type { Schema } from './schema.ts'
import { StartError } from './start-error.ts'
import type { Store, WriteFailure, Writer } from './store.ts'
import type { Parameter, Reader } from './transaction.ts'

const OLDEST_VERSION = 150_000
/** "Parl": the key of the advisory lock that makes this process the only one. */
const LOCK_KEY = 0x5061726c
const INT8 = 20

type PostgresOptions = { acceptUndurable: boolean }

/** Opens a PostgreSQL database (≥ 15), takes it for this process alone, and migrates it. */
export async function openPostgres(url: string, now: number, options: PostgresOptions): Promise<Store> {
  const owner = new pg.Client(connection(url))
  owner.on('error', () => {})
  await connectAsOwner(owner)
  try {
    await refuseUnfit(owner, options)
  } catch (error) {
    await owner.end()
    throw error
  }
  const writing = poolOf(url, 1)
  const reading = poolOf(url, 8)
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: writing }) })
  const readDb = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: reading }) })
  const writer = writerOver(db)
  await writer.group((reader) => migrate(reader.db, now))
  await renewEpochAfterFailOver(db)
  return {
    kind: 'postgres',
    read: (work) =>
      readDb
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((tx) => work(readerOver(tx))),
    writer,
    backup: async () => {
      throw new StartError('A PostgreSQL database is backed up with pg_dump; see docs/operate.md.')
    },
    close: async () => {
      await readDb.destroy()
      await db.destroy()
      await owner.end()
    },
  }
}

function connection(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    options: '-c synchronous_commit=on -c timezone=UTC',
    application_name: 'parley',
    types: typeParsers(),
  }
}

/** int8 comes as text; our numbers stay below 2⁵³. */
function typeParsers(): pg.TypeOverrides {
  const types = new pg.TypeOverrides()
  types.setTypeParser(INT8, Number)
  return types
}

function poolOf(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ ...connection(url), max })
  pool.on('error', () => {})
  return pool
}

async function connectAsOwner(owner: pg.Client): Promise<void> {
  try {
    await owner.connect()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(`PostgreSQL cannot be reached (${reason}); check PARLEY_DATABASE.`, { cause: error })
  }
  const lock = await owner.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [LOCK_KEY])
  if (lock.rows[0]?.held) return
  await owner.end()
  throw new StartError(
    'Another Parley uses this PostgreSQL database; stop it first, or give this one a database of its own.',
  )
}

async function refuseUnfit(owner: pg.Client, options: PostgresOptions): Promise<void> {
  const settings = await owner.query<{
    version: string
    fsync: string
    pages: string
    encoding: string
    locale: string
  }>(
    `select current_setting('server_version_num') as version, current_setting('fsync') as fsync,
      current_setting('full_page_writes') as pages, pg_encoding_to_char(encoding) as encoding, datctype as locale
     from pg_database where datname = current_database()`,
  )
  const row = settings.rows[0]
  if (!row || Number(row.version) < OLDEST_VERSION) throw new StartError('Parley needs PostgreSQL 15 or newer.')
  if (row.encoding !== 'UTF8') throw new StartError('The PostgreSQL database must be made with the encoding UTF8.')
  if (row.locale === 'C' || row.locale === 'POSIX') {
    throw new StartError('The PostgreSQL database must be made with the locale C.UTF-8 or an ICU locale, not C.')
  }
  if (options.acceptUndurable || (row.fsync === 'on' && row.pages === 'on')) return
  throw new StartError('PostgreSQL runs with fsync or full_page_writes off and would lose data; turn both on.')
}

/** A fail-over may have lost commits that clients saw: a new timeline or system means a new epoch. */
async function renewEpochAfterFailOver(db: Kysely<Schema>): Promise<void> {
  const result = await sql<{ storage: string }>`
    select system_identifier || '/' || (select timeline_id from pg_control_checkpoint()) as storage
    from pg_control_system()`.execute(db)
  const storage = result.rows[0]?.storage ?? ''
  const known = await db.selectFrom('facts').select('value').where('name', '=', 'storage').executeTakeFirst()
  if (known?.value === storage) return
  if (known) await db.updateTable('facts').set({ value: crypto.randomUUID() }).where('name', '=', 'epoch').execute()
  await db
    .insertInto('facts')
    .values({ name: 'storage', value: storage })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: storage }))
    .execute()
}

function readerOver(db: Kysely<Schema>): Reader {
  return {
    kind: 'postgres',
    db,
    all: async <R>(text: string, parameters: readonly Parameter[]) =>
      (await db.executeQuery<R>(CompiledQuery.raw(text, [...parameters]))).rows,
  }
}

function writerOver(db: Kysely<Schema>): Writer {
  return {
    groupSize: 60,
    group: (work) =>
      db
        .transaction()
        .setIsolationLevel('read committed')
        .execute((tx) => work(readerOver(tx))),
    savepoint: async ({ db: tx }, work) => {
      await sql`savepoint entry`.execute(tx)
      try {
        const result = await work()
        await sql`release savepoint entry`.execute(tx)
        return result
      } catch (error) {
        await sql`rollback to savepoint entry`.execute(tx)
        throw error
      }
    },
    failure: classify,
  }
}

function classify(error: unknown): WriteFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === '40P01' || code === '40001') return 'replay'
  if (code === '53100') return 'full'
  return 'other'
}
