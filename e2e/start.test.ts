import { afterAll, expect, setDefaultTimeout, test } from 'bun:test'
import { Database } from 'bun:sqlite'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { found, PASSWORD } from './support/accounts.ts'
import { endAll } from './support/ends.ts'
import { aFolder, contentOf } from './support/folders.ts'
import { freePort } from './support/ports.ts'
import { type Ended, parley, ROOT, runParley } from './support/program.ts'
import { answers, startParley, workerOf } from './support/server.ts'
import { until } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

const NOBODY = 65_534

/** One sentence for whoever typed the command, no stack, exit code 1. */
function expectOneSentence(ended: Ended, sentence: RegExp): void {
  expect(ended.complaints).toMatch(sentence)
  expect(ended.complaints.trimEnd().split('\n')).toHaveLength(1)
  expect(ended.out).toBe('')
  expect(ended.code).toBe(1)
}

/** A data folder as a Parley leaves it that was stopped. */
async function aUsedFolder(): Promise<string> {
  const folder = join(aFolder(), 'data')
  const run = runParley(['serve'], { PARLEY_DATA: folder, PARLEY_PORT: '0', PARLEY_LOG: 'off' })
  await run.url
  run.signal('SIGTERM')
  expect(await run.ended).toMatchObject({ code: 0 })
  return folder
}

function serve(folder: string, more: Record<string, string> = {}, uid?: number): Promise<Ended> {
  const settings = { PARLEY_DATA: folder, PARLEY_PORT: '0', PARLEY_LOG: 'off', ...more }
  return parley(['serve'], settings, uid === undefined ? {} : { uid })
}

test('a port in use: one sentence, and the data is as it was', async () => {
  const folder = await aUsedFolder()
  const before = contentOf(folder)
  const port = await freePort()
  const other = createServer().listen(port, 'localhost')
  await once(other, 'listening')
  const nowhere = join(aFolder(), 'data')
  try {
    expectOneSentence(await serve(nowhere, { PARLEY_PORT: String(port) }), /^Port \d+ is in use; .*PARLEY_PORT/)
    expect(existsSync(nowhere)).toBe(false)
    expectOneSentence(await serve(folder, { PARLEY_PORT: String(port) }), /^Port \d+ is in use; .*PARLEY_PORT/)
  } finally {
    other.close()
  }
  expect(withoutLock(contentOf(folder))).toEqual(withoutLock(before))
})

test('a folder that cannot be written: one sentence, and nothing is made', async () => {
  const folder = aFolder()
  chmodSync(folder, 0o555)
  const uid = process.getuid?.() === 0 ? NOBODY : undefined
  expectOneSentence(await serve(join(folder, 'data'), {}, uid), /^Parley cannot write to .*PARLEY_DATA/)
  chmodSync(folder, 0o755)
  expect(contentOf(folder)).toEqual({})
})

test('a data folder that is a file: one sentence, and the file stays', async () => {
  const file = join(aFolder(), 'letters')
  writeFileSync(file, 'dear ann')
  expectOneSentence(await serve(file), /letters.*PARLEY_DATA|PARLEY_DATA.*letters/)
  expect(await Bun.file(file).text()).toBe('dear ann')
})

test('a folder that another Parley holds: one sentence, and the other goes on', async () => {
  const first = await startParley()
  const holder = workerOf(first.folder)
  const ended = await serve(first.folder)
  expectOneSentence(ended, /^Another Parley \(process \d+\) uses .*stop it, or set PARLEY_DATA/)
  expect(ended.complaints).toContain(String(holder))
  expect(workerOf(first.folder)).toBe(holder)
  expect(await answers(first.url)).toBe(true)
  await first.stop()
})

test('a damaged database: one sentence, and the file is as it was', async () => {
  const folder = await aUsedFolder()
  const path = join(folder, 'parley.db')
  const bytes = new Uint8Array(await Bun.file(path).arrayBuffer())
  bytes.fill(0x5a, 0, 4_096)
  writeFileSync(path, bytes)
  const before = contentOf(folder)
  expectOneSentence(await serve(folder), /parley\.db/)
  expect(withoutLock(contentOf(folder))).toEqual(withoutLock(before))
})

test('the database of something else: one sentence, and the file is as it was', async () => {
  const folder = aFolder()
  const other = new Database(join(folder, 'parley.db'), { create: true })
  other.run('create table recipes (name text)')
  other.close()
  const before = contentOf(folder)
  expectOneSentence(await serve(folder), /not a Parley database; set PARLEY_DATA/)
  expect(contentOf(folder)[join(folder, 'parley.db')]).toEqual(before[join(folder, 'parley.db')])
})

test('a newer database: one sentence, and the file is as it was', async () => {
  const folder = await aUsedFolder()
  const path = join(folder, 'parley.db')
  const database = new Database(path)
  database.run("insert into migrations (name, applied_at) values ('9999-later', 0)")
  database.run('pragma wal_checkpoint(truncate)')
  database.close()
  const before = contentOf(folder)[path]
  expectOneSentence(await serve(folder), /written by a newer Parley/)
  expect(contentOf(folder)[path]).toBe(before)
})

test.each([
  ['a setting of the wrong kind', { PARLEY_PORT: 'tea' }, /PARLEY_PORT/],
  ['a limit out of range', { PARLEY_LIMIT_GUESTS_PER_HOUR: '-1' }, /PARLEY_LIMIT_GUESTS_PER_HOUR/],
  ['an address that is none', { PARLEY_URL: 'chat.example.org' }, /PARLEY_URL/],
] as const)('%s: one sentence, and no folder is made', async (_, wrong, sentence) => {
  const folder = join(aFolder(), 'data')
  expectOneSentence(await serve(folder, wrong), sentence)
  expect(existsSync(folder)).toBe(false)
})

test('an unknown flag and a stray word: one sentence each', async () => {
  const folder = join(aFolder(), 'data')
  const settings = { PARLEY_DATA: folder, PARLEY_PORT: '0' }
  expectOneSentence(await parley(['serve', '--colour=blue'], settings), /--colour/)
  expectOneSentence(await parley(['serve', 'tea'], settings), /tea/)
  expectOneSentence(await parley(['brew'], settings), /brew/)
  expect(existsSync(folder)).toBe(false)
})

test.each(['SIGTERM', 'SIGINT'] as const)('%s stops it cleanly with code 0', async (signal) => {
  const folder = join(aFolder(), 'data')
  const run = runParley(['serve'], { PARLEY_DATA: folder, PARLEY_PORT: '0', PARLEY_LOG: 'off' })
  const url = await run.url
  const open = await fetch(`${url}/healthz`)
  expect(open.ok).toBe(true)
  run.signal(signal)
  const ended = await run.ended
  expect(ended.code).toBe(0)
  expect(ended.complaints).toBe('')
  expect(await answers(url)).toBe(false)
  // What a killed process leaves behind is not there.
  expect(Object.keys(contentOf(folder)).filter((file) => /-(?:wal|shm|journal)$/.test(file))).toEqual([])
})

test('a stop answers every request that was made before it, and ends with code 0', async () => {
  const server = await startParley({ env: { PARLEY_DRAIN_S: '60' } })
  await found(server, 'ann')
  const asks = Array.from({ length: 4 }, (_, n) => registers(server.url, `person-${n}`))
  await Promise.race(asks)
  const ended = server.terminate()
  // What came too late is refused with a reason; nothing is cut off.
  for (const status of await Promise.all(asks)) expect([200, 503]).toContain(status)
  expect(await ended).toMatchObject({ code: 0, complaints: '' })
  await server.stop()
})

test('a worker that is killed is back by itself', async () => {
  const server = await startParley()
  const before = workerOf(server.folder)
  await server.killWorker()
  expect(workerOf(server.folder)).not.toBe(before)
  expect(await answers(server.url)).toBe(true)
  await server.stop()
})

test('whoever reads what it says may go, and it goes on', async () => {
  const [folder, port] = [join(aFolder(), 'data'), await freePort()]
  const url = `http://localhost:${port}`
  const program = `"${process.execPath}" "${join(ROOT, 'cli/src/main.ts')}" serve --data "${folder}" --port ${port} | head -1`
  const child = Bun.spawn(['sh', '-c', program], { stdio: ['ignore', 'pipe', 'ignore'], detached: true })
  try {
    // `head` ends with the first line, and the pipe with it.
    const { value } = await child.stdout.getReader().read()
    expect(new TextDecoder().decode(value)).toContain(url)
    const worker = workerOf(folder)
    // Each is told in the log.
    for (let n = 0; n < 5; n += 1) expect((await fetch(`${url}/log-in`)).status).toBe(200)
    expect(await answers(url)).toBe(true)
    expect(workerOf(folder)).toBe(worker)
  } finally {
    process.kill(-child.pid, 'SIGTERM')
  }
  await until(async () => !(await answers(url)), 'it is gone')
})

test('after kill -9 of everything it starts again on the same data, with the same code', async () => {
  const server = await startParley()
  await server.kill()
  await until(async () => !(await answers(server.url)), 'it is gone')
  await server.restart()
  expect(await answers(server.url)).toBe(true)
  await server.stop()
})

test('an empty folder in the place of the data is used', async () => {
  const folder = join(aFolder(), 'data')
  mkdirSync(folder)
  const run = runParley(['serve'], { PARLEY_DATA: folder, PARLEY_PORT: '0', PARLEY_LOG: 'off' })
  expect(await run.setUpCode).toMatch(/^[0-9A-Z]{4}(?:-[0-9A-Z]{4})+$/)
  run.signal('SIGTERM')
  await run.ended
})

/** Asks for an account, which takes the server a while; answers the status. */
async function registers(url: string, userName: string): Promise<number> {
  const body = JSON.stringify({ id: Bun.randomUUIDv7(), userName, password: PASSWORD })
  const headers = { 'content-type': 'application/json' }
  return (await fetch(`${url}/api/account.register`, { method: 'POST', headers, body })).status
}

/** Who holds the folder, and who held it last, is no data. */
function withoutLock(content: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(content).filter(([file]) => !/parley\.(?:pid|lock)$/.test(file)))
}
