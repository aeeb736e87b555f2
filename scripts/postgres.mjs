import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, realpathSync, statfsSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { runMain, SetupError } from './setup.mjs'

const oldestVersion = 15

/**
 * Ends PostgreSQL and removes its folder as soon as its standard input closes, which happens however its parent ends.
 * In plain C, lower() knows no letters but the English ones, and not every system has C.UTF-8.
 */
const guardScript = `
  bin=$0 folder=$1 port=$2
  create() {
    "$bin/initdb" -D "$folder/cluster" -U parley -A trust -E UTF8 --no-sync "$@" >>"$folder/log" 2>&1
  }
  if create --locale=C.UTF-8 || create --locale-provider=icu --icu-locale=und --locale=C; then
    "$bin/postgres" -D "$folder/cluster" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
      -c max_connections=200 </dev/null &
    server=$!
  else
    echo FATAL: >&2; cat "$folder/log" >&2
  fi
  while read -r _; do :; done
  [ -z "$server" ] || { kill -QUIT $server 2>/dev/null; wait $server; }
  cd /; rm -rf "$folder"
`

/**
 * Starts a PostgreSQL of its own in a temporary folder on a free port; it ends with this process at the latest.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startPostgres() {
  const bin = findPostgres()
  const account = unprivilegedAccount()
  const port = await freePort()
  const folder = mkdtempSync(join(temporaryFolder(), 'parley-postgres-'))
  if (account) chownSync(folder, account.uid, account.gid)
  const guard = spawn('sh', ['-c', guardScript, bin, folder, String(port)], {
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
    ...account,
  })
  const ended = new Promise((resolve) => guard.on('close', resolve))
  const stop = async () => {
    guard.stdin.end()
    await ended
  }
  try {
    await isReady(guard)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `postgres://parley@127.0.0.1:${port}/postgres`, stop }
}

/** The folder of the newest installed PostgreSQL's programs, or undefined. */
export function postgresFolder() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).map(Number).filter(Number.isInteger) : []
  const newest = Math.max(0, ...versions.filter((version) => existsSync(`${debian}/${version}/bin/initdb`)))
  if (newest >= oldestVersion) return `${debian}/${newest}/bin`
  const config = spawnSync('pg_config', ['--bindir', '--version'], { encoding: 'utf8' })
  const [folder, version] = config.status === 0 ? config.stdout.split('\n') : []
  const major = Number(/\d+/.exec(version ?? '')?.[0] ?? 0)
  return folder && major >= oldestVersion && existsSync(join(folder, 'initdb')) ? folder : undefined
}

function findPostgres() {
  const folder = postgresFolder()
  if (folder) return folder
  throw new SetupError(
    `PostgreSQL ${oldestVersion} or newer is missing: install it (Debian: apt-get install postgresql).`,
  )
}

/** initdb refuses to run as root, so root lends it to a user without rights. */
function unprivilegedAccount() {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim())
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new SetupError('PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it.')
}

/** Memory where there is enough of it: the settings stay those of a real disk, but the tests do not wait for one. */
function temporaryFolder() {
  const memory = '/dev/shm'
  const enoughBytes = 2 ** 30
  if (existsSync(memory)) {
    const { bavail, bsize } = statfsSync(memory)
    if (bavail * bsize >= enoughBytes) return memory
  }
  return realpathSync(tmpdir())
}

/**
 * @param {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, null, import('node:stream').Readable>} guard
 * @returns {Promise<void>}
 */
function isReady(guard) {
  return new Promise((resolve, reject) => {
    let log = ''
    guard.stderr.on('data', (chunk) => {
      log += log.length < 10_000 ? chunk : ''
      if (log.includes('ready to accept connections')) resolve()
      // The guard lives on after a server that could not start, until its input closes.
      if (log.includes('FATAL:')) reject(new SetupError(`PostgreSQL did not start:\n${log.trim()}`))
    })
    guard.on('error', reject)
    guard.on('close', () => reject(new SetupError(`PostgreSQL did not start:\n${log.trim()}`)))
  })
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = address !== null && typeof address === 'object' ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

/** As a program: runs a command with PARLEY_TEST_DATABASE set, or prints the address and waits for Ctrl C. */
async function main() {
  const [program, ...args] = process.argv.slice(2)
  const { url, stop } = await startPostgres()
  try {
    if (program) return await runWith(program, args, url)
    console.log(url)
    await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve))
    return 0
  } finally {
    await stop()
  }
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} url
 * @returns {Promise<number>}
 */
function runWith(program, args, url) {
  const env = { ...process.env, PARLEY_TEST_DATABASE: url }
  const child = spawn(program, args, { stdio: 'inherit', env })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runMain(main)
