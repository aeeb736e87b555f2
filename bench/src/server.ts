import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildProgram } from '../../scripts/setup.mjs'
import { cpuUs } from './cpu.ts'

const PROGRAM = await buildProgram(process.execPath)

/** A real server in a process of its own, as `npm start` runs it. */
export type BenchServer = {
  url: string
  setUpCode: string | null
  /** CPU time of the process that serves, microseconds. */
  cpuUs: () => number
  /** The supervisor, and the process that serves at this moment. */
  pids: () => readonly [number, number]
  stop: () => Promise<void>
}

/** A folder for a server's data, removed at the end. */
export function aFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Starts a server on a free port and waits until it says where it is; `program` is another one than the one of `npm start`. */
export async function aServer(
  folder: string,
  settings: Record<string, string> = {},
  program: readonly string[] = [process.execPath, '--no-env-file', PROGRAM],
): Promise<BenchServer> {
  const isNew = !existsSync(join(folder, 'parley.db'))
  const child = Bun.spawn([...program, 'serve'], {
    env: { ...process.env, PARLEY_PORT: '0', PARLEY_DATA: folder, PARLEY_LOG: 'error', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = await readStart(child.stdout, isNew)
  return {
    ...said,
    cpuUs: () => cpuUs([workerOf(child.pid)]),
    pids: () => [child.pid, workerOf(child.pid)],
    stop: async () => {
      child.kill('SIGTERM')
      await child.exited
    },
  }
}

/** Reads where the server is and, as the folder tells, the set-up code on the next line. */
async function readStart(
  output: ReadableStream<Uint8Array>,
  isNew: boolean,
): Promise<{ url: string; setUpCode: string | null }> {
  let text = ''
  const reader = output.getReader()
  const decoder = new TextDecoder()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) throw new Error(`the server did not start: ${text}`)
    text += decoder.decode(value, { stream: true })
    const url = /at (http\S+)[^]*\n/.exec(text)?.[1]
    const setUpCode = /code is (\S+?):/.exec(text)?.[1] ?? null
    if (url === undefined || (isNew && setUpCode === null)) continue
    reader.releaseLock()
    void output.pipeTo(new WritableStream())
    return { url, setUpCode }
  }
}

/** The process that serves is the only child of the one that supervises it. */
function workerOf(supervisor: number): number {
  const children = readFileSync(`/proc/${supervisor}/task/${supervisor}/children`, 'utf8').trim().split(' ')
  return Number(children[0])
}
