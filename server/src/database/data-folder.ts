import { Database, SQLiteError } from 'bun:sqlite'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { StartError } from './start-error.ts'

/** The folder of everything that Parley keeps, held by this process until it lets go or dies. */
export type DataFolder = { path: string; databasePath: string; socketPath: string; release: () => void }

/**
 * Makes the folder if need be and takes it for this process alone. The kernel holds the lock, so it ends with the process,
 * however that ends, and of two that start at once one gets it. Throws `StartError`; a folder of another is not touched.
 */
export function holdDataFolder(path: string): DataFolder {
  makeFolder(path)
  const lock = takeLock(path)
  writePid(path)
  return { path, databasePath: join(path, 'parley.db'), socketPath: socketPathOf(path), release: () => lock.close() }
}

/** The path of the socket through which a running Parley takes commands from the command line. */
export function socketPathOf(path: string): string {
  const absolute = join(path, 'parley.sock')
  // The kernel takes about a hundred bytes; from the working folder it may be fewer.
  const near = relative(process.cwd(), absolute)
  return near.length < absolute.length ? near : absolute
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    if (!statSync(path).isDirectory()) throw new StartError(`Set PARLEY_DATA to a folder; ${path} is a file.`)
  } catch (error) {
    throw unusable(path, error)
  }
}

function takeLock(path: string): Database {
  let lock: Database | undefined
  try {
    lock = new Database(join(path, 'parley.lock'), { create: true, strict: true })
    // Nothing is ever written to it, so it needs no journal, which a killed process would leave behind.
    lock.run('PRAGMA journal_mode = OFF')
    lock.run('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock?.close()
    if (error instanceof SQLiteError && error.code === 'SQLITE_BUSY') throw heldByAnother(path)
    throw unusable(path, error)
  }
}

function heldByAnother(path: string): StartError {
  const pid = readPid(path)
  const who = pid === null ? 'Another Parley' : `Another Parley (process ${pid})`
  return new StartError(`${who} uses ${path}; stop it, or set PARLEY_DATA to another folder.`)
}

function unusable(path: string, error: unknown): StartError {
  if (error instanceof StartError) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const full = code === 'ENOSPC' || code === 'SQLITE_FULL'
  return new StartError(
    full
      ? `There is no room left for ${path}; free some, or set PARLEY_DATA to a folder elsewhere.`
      : `Parley cannot write to ${path}; make it writable for this user, or set PARLEY_DATA to a folder that is.`,
    { cause: error },
  )
}

/** Who holds the lock is only told, never relied on. */
function writePid(path: string): void {
  try {
    writeFileSync(join(path, 'parley.pid'), `${process.pid}\n`, { mode: 0o600 })
  } catch (error) {
    throw unusable(path, error)
  }
}

function readPid(path: string): number | null {
  try {
    const pid = Number(readFileSync(join(path, 'parley.pid'), 'utf8'))
    return Number.isSafeInteger(pid) && pid > 0 && isAlive(pid) ? pid : null
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
