import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endsWith } from '../support/ends.ts'
import { freePort } from '../support/ports.ts'
import { type Running, runParley } from '../support/program.ts'
import { answers, workerOf } from '../support/server.ts'
import { until } from '../support/until.ts'
import { type Control, makeControl } from './control.ts'
import { compileLibrary } from './library.ts'

/** A server in processes of its own, as people start it, that the rig can hurt. */
export type Node = {
  readonly url: string
  readonly port: number
  readonly folder: string
  readonly setUpCode: string
  readonly control: Control
  /** The process that serves; null while there is none. */
  worker: () => number | null
  /** kill -9 of the supervisor and of the worker. */
  killAll: () => Promise<void>
  killWorker: () => void
  signal: (signal: 'SIGSTOP' | 'SIGCONT') => void
  /** SIGTERM to the supervisor; answers its exit code. */
  terminate: () => Promise<number | null>
  start: () => Promise<void>
  isUp: () => Promise<boolean>
  stop: () => Promise<void>
}

/** Raised by settings, never bypassed; what waits unsent is lowered, so that slow readers reach its limits. */
const LIMITS = {
  PARLEY_LIMIT_UNSENT_SOFT_BYTES: '16384',
  PARLEY_LIMIT_UNSENT_HARD_BYTES: '131072',
  PARLEY_LIMIT_FRAMES_PER_S: '1000000',
  PARLEY_LIMIT_FRAMES_BURST: '1000000',
  PARLEY_LIMIT_MESSAGES_PER_S: '1000000',
  PARLEY_LIMIT_MESSAGES_BURST: '1000000',
  PARLEY_LIMIT_PASSWORD_QUEUE: '1000',
  PARLEY_LIMIT_CONNECTIONS_PER_USER: '1000',
}

export type NodeOptions = { folder?: string; broken?: string; env?: Record<string, string> }

/** Starts a server on an empty folder. */
export async function startNode({ broken = '', env = {} }: NodeOptions = {}): Promise<Node> {
  const home = mkdtempSync(join(tmpdir(), 'parley-chaos-'))
  const folder = join(home, 'data')
  const port = await freePort()
  const controlPath = join(home, 'control')
  const control = makeControl(controlPath)
  const settings = {
    ...LIMITS,
    PARLEY_LOG: process.env['CHAOS_LOG'] ?? 'error',
    PARLEY_DATA: folder,
    PARLEY_PORT: String(port),
    BUN_OPTIONS: `--preload ${join(import.meta.dir, 'preload.ts')}`,
    LD_PRELOAD: compileLibrary(),
    CHAOS_CONTROL: controlPath,
    CHAOS_BROKEN: broken,
    ...env,
  }
  let running: Running | null = runParley(['serve'], settings)
  const worker = () => (running === null ? null : livingWorker(folder))
  const killAll = async () => {
    kill(running?.pid ?? null, 'SIGKILL')
    kill(worker(), 'SIGKILL')
    await running?.ended
    running = null
  }
  const stop = endsWith({
    gently: async () => {
      await killAll()
      rmSync(home, { recursive: true, force: true })
    },
    atOnce: () => {
      kill(running?.pid ?? null, 'SIGKILL')
      kill(worker(), 'SIGKILL')
      rmSync(home, { recursive: true, force: true })
    },
  })
  const url = await running.url
  const isUp = () => answers(url)
  return {
    ...{ url, port, folder, control, worker, killAll, isUp, stop },
    setUpCode: await running.setUpCode,
    killWorker: () => kill(worker(), 'SIGKILL'),
    signal: (signal) => kill(worker(), signal),
    terminate: async () => {
      const ending = running
      running = null
      ending?.signal('SIGTERM')
      return (await ending?.ended)?.code ?? null
    },
    start: async () => {
      running = runParley(['serve'], settings)
      await running.url
      await until(isUp, 'the server is back')
    },
  }
}

/** The process that holds the folder, if it lives: the file stays when it is killed. */
function livingWorker(folder: string): number | null {
  const pid = workerOf(folder)
  if (pid === null || !(pid > 1)) return null
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('parley-server') ? pid : null
  } catch {
    return null
  }
}

function kill(pid: number | null, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
  if (pid === null) return
  try {
    process.kill(pid, signal)
  } catch {
    // It is gone already.
  }
}
