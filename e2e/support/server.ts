import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { endsWith } from './ends.ts'
import { type Ended, type Running, runParley } from './program.ts'
import { freePort } from './ports.ts'
import { until } from './until.ts'

/** A Parley of its own, with a data folder of its own, as people start it. */
export type TestServer = {
  readonly url: string
  readonly port: number
  readonly folder: string
  /** What the first visitor becomes the owner with. */
  readonly setUpCode: string
  /** kill -9 of the supervisor and of the worker. */
  kill: () => Promise<void>
  /** kill -9 of the worker alone, which the supervisor replaces. */
  killWorker: () => Promise<void>
  /** SIGTERM to the supervisor, which passes it on. */
  terminate: () => Promise<Ended | null>
  /** Starts it again on the same folder and port. */
  restart: () => Promise<void>
  /** Ends it and removes its folder. */
  stop: () => Promise<void>
}

type Started = Pick<TestServer, 'port' | 'url' | 'setUpCode'>

export type ServerOptions = { env?: Record<string, string> }

/** High enough that hands driven by a program are not told to go slower. */
const FAST_HANDS = {
  PARLEY_LIMIT_FRAMES_PER_S: '10000',
  PARLEY_LIMIT_FRAMES_BURST: '10000',
  PARLEY_LIMIT_MESSAGES_PER_S: '10000',
  PARLEY_LIMIT_MESSAGES_BURST: '10000',
  PARLEY_LIMIT_GUEST_MESSAGES_PER_S: '10000',
  PARLEY_LIMIT_GUEST_MESSAGES_BURST: '10000',
  PARLEY_LIMIT_GUESTS_PER_HOUR: '10000',
  PARLEY_LIMIT_ACCOUNTS_PER_HOUR: '10000',
  PARLEY_LIMIT_GUEST_ROOMS_PER_HOUR: '10000',
  PARLEY_LIMIT_PASSWORD_QUEUE: '1000',
  PARLEY_LIMIT_HANDSHAKES_PER_USER_PER_S: '10000',
  PARLEY_LIMIT_HANDSHAKES_PER_USER_BURST: '10000',
  PARLEY_LIMIT_HELLO_S: '300',
  PARLEY_LIMIT_STREAMS_PER_SESSION: '1000',
}

/** Starts a Parley on an empty folder. */
export async function startParley({ env = {} }: ServerOptions = {}): Promise<TestServer> {
  const folder = join(mkdtempSync(join(tmpdir(), 'parley-story-')), 'data')
  const common = { ...FAST_HANDS, PARLEY_LOG: 'off', PARLEY_DATA: folder, ...env }
  const removeFolder = () => rmSync(dirname(folder), { recursive: true, force: true })
  let running: Running | null = null
  const kill = async () => {
    const workerId = running === null ? null : workerOf(folder)
    killNow(running?.pid ?? null)
    killNow(workerId)
    await running?.ended
    running = null
  }
  const end = endsWith({
    gently: async () => {
      await kill()
      removeFolder()
    },
    atOnce: () => {
      killNow(running?.pid ?? null)
      if (running !== null) killNow(workerOf(folder))
      removeFolder()
    },
  })
  const start = (port: number) => (running = runParley(['serve'], { ...common, PARLEY_PORT: String(port) }))
  const { port, url, setUpCode } = await onSomePort(start)
  return {
    url,
    setUpCode,
    port,
    folder,
    kill,
    killWorker: () => killWorker(folder, url),
    terminate: async () => {
      running?.signal('SIGTERM')
      return (await running?.ended) ?? null
    },
    restart: async () => {
      await start(port).url
    },
    stop: end,
  }
}

/** Port 0 would give each worker another one; and one that was free may be taken when the program comes to it. */
async function onSomePort(start: (port: number) => Running, tries = 1): Promise<Started> {
  const port = await freePort()
  const { url, setUpCode } = start(port)
  try {
    return { port, url: await url, setUpCode: await setUpCode }
  } catch (error) {
    if (tries < 3 && String(error).includes('is in use')) return onSomePort(start, tries + 1)
    throw error
  }
}

async function killWorker(folder: string, url: string): Promise<void> {
  const before = workerOf(folder)
  killNow(before)
  await until(() => workerOf(folder) !== before, 'another worker')
  await until(() => answers(url), 'the worker is ready')
}

/** Whether the server answers that it takes requests. */
export async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false
  }
}

/** The process that holds a data folder. */
export function workerOf(folder: string): number | null {
  try {
    return Number(readFileSync(join(folder, 'parley.pid'), 'utf8'))
  } catch {
    return null
  }
}

function killNow(pid: number | null): void {
  if (pid === null || !(pid > 1)) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}
