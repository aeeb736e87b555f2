import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { playChapter, type Told } from './chapter.ts'
import { now } from './clock.ts'
import { FAULTS, type FaultKind } from './faults.ts'
import { Feelings } from './inflict.ts'
import { startLine } from './line.ts'
import { startLoad } from './load-process.ts'
import { startNode } from './node.ts'
import { countedPlan, endlessPlan } from './plan.ts'
import { makePlayers } from './players.ts'
import { Random } from './random.ts'

/** What a run is asked to do. */
export type RunOptions = {
  /** Ends after the chapter that is playing then; a run that has no time does each fault so many times. */
  minutes: number | null
  times: number
  seed: string
  faults: readonly FaultKind[]
  /** A server that is broken on purpose; empty for the real one. */
  broken: string
  isShort: boolean
  /** Sends a second at most, and acks between two faults of the server. */
  perS: number
  work: number
  tell: (line: string) => void
}

/** What a run gave. */
export type Report = {
  seed: string
  sends: number
  acks: number
  /** Acks that were sent and not heard, so that the same was sent again. */
  lostAcks: number
  faults: Record<string, number>
  /** Done, and felt by nobody: these do not count. */
  unfelt: Record<string, number>
  violations: number
  recoveryMs: Record<string, { p50: number; max: number }>
  findings: { rule: string; says: string; history: string }[]
}

const LOADS = 2
const CHAPTER_MS = 45_000

/** Starts a server and its clients, hurts them, and tells what came of it. */
export async function run(options: RunOptions): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-chaos-history-'))
  const feelings = new Feelings()
  const node = await startNode({ broken: options.broken })
  const line = await startLine(node.port)
  const loads = Array.from({ length: LOADS }, () => startLoad(feelings.hear))
  const chapters: Told[] = []
  try {
    const random = new Random(options.seed)
    const { seed, isShort, perS, work } = options
    const rig = {
      node,
      line,
      random,
      isShort,
      seed,
      loads,
      feelings,
      perS,
      work,
      folder,
      players: await makePlayers(node),
    }
    const plan = options.minutes === null ? countedPlan(options.faults, options.times) : endlessPlan(options.faults)
    const begunAt = now()
    const isDone = () => (options.minutes === null ? chapters.length > 0 : now() - begunAt > options.minutes * 60_000)
    while (!isDone()) {
      const chapterAt = now()
      const isOver = () => options.minutes !== null && (now() - chapterAt > CHAPTER_MS || isDone())
      chapters.push(await playChapter({ ...rig, plan }, chapters.length, isOver))
      tellChapter(chapters, options.tell)
    }
  } finally {
    await Promise.all(loads.map((load) => load.stop()))
    await line.stop()
    await node.stop()
    if (chapters.every(({ history }) => history === null)) rmSync(folder, { recursive: true, force: true })
  }
  return reportOf(options.seed, chapters)
}

function tellChapter(chapters: readonly Told[], tell: (line: string) => void): void {
  const last = chapters.at(-1)
  if (!last) return
  const felt = last.faults.filter(({ entry }) => entry.witness !== null).length
  tell(
    `chapter ${chapters.length}: ${last.sends} sends, ${felt} of ${last.faults.length} faults felt, ${last.violations.length} violations`,
  )
  for (const { rule, says } of last.violations) tell(`${rule}: ${says} (${last.history})`)
}

function reportOf(seed: string, chapters: readonly Told[]): Report {
  const all = chapters.flatMap(({ faults }) => faults)
  const kinds = (Object.keys(FAULTS) as FaultKind[]).filter((kind) => all.some((one) => one.kind === kind))
  const count = (kind: FaultKind, isFelt: boolean) =>
    all.filter((one) => one.kind === kind && (one.entry.witness !== null) === isFelt).length
  const recovery = (kind: FaultKind) => {
    const times = all.flatMap((one) => (one.kind === kind ? [one.recoveryMs] : []))
    times.sort((a, b) => a - b)
    return { p50: Math.round(times[Math.floor(times.length / 2)] ?? 0), max: Math.round(times.at(-1) ?? 0) }
  }
  const total = (of: (told: Told) => number) => chapters.reduce((sum, told) => sum + of(told), 0)
  return {
    seed,
    sends: total(({ sends }) => sends),
    acks: total(({ acks }) => acks),
    lostAcks: total(({ lostAcks }) => lostAcks),
    faults: Object.fromEntries(kinds.map((kind) => [kind, count(kind, true)])),
    unfelt: Object.fromEntries(kinds.flatMap((kind) => (count(kind, false) > 0 ? [[kind, count(kind, false)]] : []))),
    violations: total(({ violations }) => violations.length),
    recoveryMs: Object.fromEntries(kinds.map((kind) => [kind, recovery(kind)])),
    findings: chapters.flatMap(({ violations, history }) =>
      violations.map(({ rule, says }) => ({ rule, says, history: history ?? '' })),
    ),
  }
}
