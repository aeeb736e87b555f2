import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { MemberStart, Tally } from './crowd-member.ts'
import type { CrowdOrder } from './crowd-process.ts'

const PROGRAM = fileURLToPath(new URL('crowd-process.ts', import.meta.url))
const HOSTS = ['127.0.0.1', '127.0.0.2', '127.0.0.3', '127.0.0.4']
/** Descriptors that a process needs for itself. */
const SPARE = 200

export type Crowd = {
  tally: () => Tally
  order: (order: CrowdOrder) => void
  /** Resolves with the ms that passed when so many have caught up; throws after `timeoutMs`. */
  whenCaughtUp: (count: number, timeoutMs: number) => Promise<number>
  cursors: () => Promise<Readonly<Record<string, number>>[]>
  /** CPU time of the processes, microseconds. */
  cpuUs: () => number
  stop: () => Promise<void>
}

/** Starts people who connect from processes of their own, over several loopback addresses. */
export async function aCrowd(url: string, starts: readonly MemberStart[]): Promise<Crowd> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-crowd-'))
  const parts = split(starts, descriptors() - SPARE)
  const processes = await Promise.all(parts.map((part, n) => aProcess(url, join(folder, `${n}.json`), part)))
  const tally = () => sum(processes.map((one) => one.said.tally))
  return {
    tally,
    order: (order) => {
      for (const { child } of processes) child.send(order)
    },
    whenCaughtUp: (count, timeoutMs) => until(() => tally().caughtUp >= count, timeoutMs, tally),
    cursors: async () => {
      for (const { child, said } of processes) {
        said.cursors = null
        child.send('cursors')
      }
      await until(() => processes.every(({ said }) => said.cursors !== null), 30_000, tally)
      return processes.flatMap(({ said }) => said.cursors ?? [])
    },
    cpuUs: () => processes.reduce((all, { child }) => all + Number(child.resourceUsage()?.cpuTime.total ?? 0), 0),
    stop: async () => {
      for (const { child } of processes) child.kill()
      await Promise.all(processes.map(({ child }) => child.exited))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** How many descriptors a process may have; it cannot raise that by itself. */
export function descriptors(): number {
  return Number(Bun.spawnSync(['sh', '-c', 'ulimit -Hn']).stdout.toString()) || 1_000_000
}

type Said = { isReady: boolean; tally: Tally; cursors: Readonly<Record<string, number>>[] | null }

async function aProcess(url: string, file: string, starts: readonly MemberStart[]) {
  writeFileSync(file, JSON.stringify(starts))
  const none: Tally = { caughtUp: 0, connects: 0, refusals: 0, events: 0, holes: 0 }
  const said: Said = { isReady: false, tally: none, cursors: null }
  const child = Bun.spawn([process.execPath, PROGRAM, file, HOSTS.join(','), new URL(url).port], {
    stdio: ['ignore', 'inherit', 'inherit'],
    ipc: (message: Partial<Said>) => void Object.assign(said, message),
  })
  await until(
    () => said.isReady,
    30_000,
    () => said,
  )
  return { child, said }
}

function split<T>(all: readonly T[], most: number): T[][] {
  const parts = Math.max(1, Math.ceil(all.length / most))
  return Array.from({ length: parts }, (_, n) => all.filter((__, index) => index % parts === n))
}

function sum(tallies: readonly Tally[]): Tally {
  const total = { caughtUp: 0, connects: 0, refusals: 0, events: 0, holes: 0 }
  for (const one of tallies) {
    total.caughtUp += one.caughtUp
    total.connects += one.connects
    total.refusals += one.refusals
    total.events += one.events
    total.holes += one.holes
  }
  return total
}

async function until(isDone: () => boolean, timeoutMs: number, tell: () => unknown): Promise<number> {
  const from = performance.now()
  while (!isDone()) {
    if (performance.now() - from > timeoutMs) throw new Error(`not in ${timeoutMs} ms: ${JSON.stringify(tell())}`)
    await Bun.sleep(10)
  }
  return performance.now() - from
}
