import { Database, SQLiteError } from 'bun:sqlite'
import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { Kysely, SqliteDialect } from 'kysely'
import { migrate } from './migrate.ts'
import type { Schema } from './schema.ts'
import { StartError } from './start-error.ts'
import type { Store, WriteFailure, Writer } from './store.ts'
import type { Parameter, Reader } from './transaction.ts'

/** "PRLY": tells a Parley database from any other SQLite file. */
const APPLICATION_ID = 0x50524c59
const READERS = 4
/**
 * Bun forgets what it prepared beyond 20 texts for a connection, those used longest ago first. There are more in use than
 * that, so that each would be prepared anew nearly every time, which costs several times what running it does.
 */
const KEPT_STATEMENTS = 500

/** Opens the embedded database of a data folder, which must be locked by this process, and migrates it. */
export async function openSqlite(file: string, now: number): Promise<Store> {
  Database.MAX_QUERY_CACHE_SIZE = KEPT_STATEMENTS
  const handle = openWriter(file)
  const writer = writerOver(handle, readerOver(handle))
  try {
    await writer.group((reader) => migrate(reader.db, now))
  } catch (error) {
    handle.close()
    throw error
  }
  const readers = Array.from({ length: READERS }, () => openReader(file))
  return {
    kind: 'sqlite',
    read: readWith(readers),
    writer,
    backup: (target) => backUp(file, target),
    close: async () => {
      for (const reader of readers) reader.handle.close()
      handle.run('pragma optimize')
      handle.close()
    },
  }
}

function openWriter(file: string): Database {
  const isNew = !existsSync(file)
  try {
    const handle = new Database(file, { create: true })
    refuseForeign(handle, isNew, file)
    configure(handle)
    // Setting it again would change the file, also one that is refused afterwards.
    if (pragma(handle, 'application_id') !== APPLICATION_ID) handle.run(`pragma application_id = ${APPLICATION_ID}`)
    return handle
  } catch (error) {
    if (error instanceof SQLiteError) throw unreadable(file, error)
    throw error
  }
}

function unreadable(file: string, error: SQLiteError): StartError {
  const isDamaged = error.code === 'SQLITE_NOTADB' || (error.code ?? '').startsWith('SQLITE_CORRUPT')
  const sentence = isDamaged
    ? `The database ${file} is damaged; put a backup in its place.`
    : `The database ${file} cannot be opened (${error.code}); check that this user may read and write it.`
  return new StartError(sentence, { cause: error })
}

/** Reads before anything is written, so that a file that is not ours stays as it is. */
function refuseForeign(handle: Database, isNew: boolean, file: string): void {
  if (isNew) return
  const id = pragma(handle, 'application_id')
  const tables = handle.query<{ n: number }, []>('select count(*) as n from sqlite_schema').get()
  if (id === APPLICATION_ID || tables?.n === 0) return
  handle.close()
  throw new StartError(`The file ${file} is not a Parley database; set PARLEY_DATA to another folder.`)
}

/** FULL: in a simulated loss of power, commits with NORMAL were gone and none with FULL. */
function configure(handle: Database): void {
  handle.run('pragma journal_mode = wal')
  handle.run('pragma synchronous = full')
  handle.run('pragma fullfsync = on')
  handle.run('pragma checkpoint_fullfsync = on')
  handle.run('pragma foreign_keys = on')
  handle.run('pragma secure_delete = on')
  handle.run('pragma busy_timeout = 5000')
  // A page that many commits write goes to the database once in 16 MB of them; it is still copied within some milliseconds.
  handle.run('pragma wal_autocheckpoint = 4000')
  handle.run('pragma cache_size = -65536')
  handle.run('pragma temp_store = memory')
  if (pragma(handle, 'synchronous') !== 2)
    throw new StartError('SQLite refuses synchronous=FULL; data would not be safe.')
  if (pragma(handle, 'journal_mode') !== 'wal')
    throw new StartError('SQLite refuses WAL here; put PARLEY_DATA on a local disk.')
}

function pragma(handle: Database, name: string): unknown {
  const row = handle.query<Record<string, unknown>, []>(`pragma ${name}`).get()
  return row === null ? null : Object.values(row)[0]
}

function readerOver(handle: Database): Reader {
  return {
    kind: 'sqlite',
    db: kyselyOver(handle),
    all: async <R>(text: string, parameters: readonly Parameter[]) =>
      handle.query<R, Parameter[]>(text).all(...parameters),
  }
}

/** Kysely prepares anew each time; Bun's `query` keeps what it prepared for the same text. */
function kyselyOver(handle: Database): Kysely<Schema> {
  const database = {
    close: () => {},
    prepare: (text: string) => {
      const statement = handle.query(text)
      return {
        reader: statement.columnNames.length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...bindable(parameters)),
        run: (parameters: readonly unknown[]) => statement.run(...bindable(parameters)),
        iterate: (parameters: readonly unknown[]) => statement.iterate(...bindable(parameters)),
      }
    },
  }
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database }) })
}

function bindable(parameters: readonly unknown[]) {
  return parameters.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'number') return value
    throw new TypeError(`SQLite cannot hold a ${typeof value} here`)
  })
}

/** Statements that hold groups and entries together are kept prepared: every write runs four of them. */
function writerOver(handle: Database, reader: Reader): Writer {
  const statement = (text: string) => {
    const prepared = handle.query(text)
    return () => void prepared.run()
  }
  const begin = statement('begin immediate')
  const commit = statement('commit')
  const savepoint = statement('savepoint entry')
  const release = statement('release entry')
  const undo = statement('rollback to entry')
  return {
    groupSize: 256,
    group: async (work) => {
      begin()
      try {
        const result = await work(reader)
        commit()
        return result
      } catch (error) {
        if (handle.inTransaction) handle.run('rollback')
        throw error
      }
    },
    savepoint: async (_reader, work) => {
      savepoint()
      try {
        const result = await work()
        release()
        return result
      } catch (error) {
        undo()
        release()
        throw error
      }
    },
    failure: classify,
  }
}

function classify(error: unknown): WriteFailure {
  if (!(error instanceof SQLiteError)) return 'other'
  const code = error.code ?? ''
  if (code === 'SQLITE_FULL') return 'full'
  if (/^SQLITE_(IOERR|CORRUPT|NOTADB|READONLY|CANTOPEN)/.test(code)) return 'broken'
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return 'replay'
  return 'other'
}

type ReaderConnection = { handle: Database; reader: Reader }

function openReader(file: string): ReaderConnection {
  const handle = new Database(file, { readonly: true })
  handle.run('pragma busy_timeout = 5000')
  handle.run('pragma query_only = on')
  return { handle, reader: readerOver(handle) }
}

/** Each read has a connection to itself, for its transaction is what makes it one moment. */
function readWith(readers: ReaderConnection[]): Store['read'] {
  const free = [...readers]
  const waiting: ((connection: ReaderConnection) => void)[] = []
  const take = async () => free.pop() ?? new Promise<ReaderConnection>((resolve) => waiting.push(resolve))
  const give = (connection: ReaderConnection) => {
    const next = waiting.shift()
    if (next) next(connection)
    else free.push(connection)
  }
  return async (work) => {
    const connection = await take()
    try {
      connection.handle.run('begin')
      return await work(connection.reader)
    } finally {
      if (connection.handle.inTransaction) connection.handle.run('commit')
      give(connection)
    }
  }
}

/** In a thread of its own: copying a large database takes minutes, in which people go on writing. */
function backUp(file: string, target: string): Promise<void> {
  const thread = new Worker(new URL('./backup-thread.ts', import.meta.url), { argv: [file, target] })
  return new Promise((resolve, reject) => {
    thread.once('error', reject)
    thread.once('exit', () => resolve())
  })
}
