import type { Chore, Lane } from '../database/lane.ts'
import type { Transaction } from '../database/transaction.ts'

/** Work at a time. It goes through the lane like every write, in pieces: true asks for the next piece at once. */
export type Job = {
  name: string
  everyMs: number
  run: (tx: Transaction) => Promise<boolean>
  /** Reads whether there is anything to do, so that a job that looks often does not write each time. */
  isNeeded?: () => Promise<boolean>
}

export type SchedulePorts = {
  lane: Pick<Lane, 'chore'>
  /** Milliseconds since some moment, never going backwards. */
  clock: () => number
  report: (cause: unknown, job: string) => void
}

export type Schedule = {
  /** Runs what is due, one job after the other; at the first call everything is. Never rejects. */
  runDue: () => Promise<void>
  /** Begins nothing more; resolves when what runs has done its piece. */
  stop: () => Promise<void>
}

/** Makes the schedule of a table of jobs. Who calls `runDue`, and how often, is the caller's. */
export function createSchedule(jobs: readonly Job[], ports: SchedulePorts): Schedule {
  const dueAt = new Map<string, number>()
  let running: Promise<void> | null = null
  const state = { isStopping: false }

  const runAll = async () => {
    for (const job of jobs) {
      if (state.isStopping || (dueAt.get(job.name) ?? 0) > ports.clock()) continue
      dueAt.set(job.name, ports.clock() + job.everyMs)
      await runJob(job, ports, state)
    }
  }
  return {
    runDue: () => {
      running ??= runAll().finally(() => {
        running = null
      })
      return running
    },
    stop: async () => {
      state.isStopping = true
      await running
    },
  }
}

/** A piece that fails is reported; the job comes again at its time. */
async function runJob(job: Job, ports: SchedulePorts, state: { isStopping: boolean }): Promise<void> {
  try {
    if (job.isNeeded && !(await job.isNeeded())) return
    let hasMore = true
    const piece: Chore = async (tx) => {
      hasMore = await job.run(tx)
      return null
    }
    while (hasMore && !state.isStopping) await ports.lane.chore(job.name, piece)
  } catch (error) {
    ports.report(error, job.name)
  }
}
