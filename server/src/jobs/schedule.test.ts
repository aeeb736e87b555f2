import { expect, test } from 'bun:test'
import type { Chore } from '../database/lane.ts'
import type { Transaction } from '../database/transaction.ts'
import { createSchedule, type Job } from './schedule.ts'

function aSchedule(jobs: readonly Job[]) {
  const clock = { now: 0 }
  const reported: string[] = []
  const schedule = createSchedule(jobs, {
    lane: { chore: (_name: string, chore: Chore) => chore({} as Transaction) },
    clock: () => clock.now,
    report: (_cause, job) => reported.push(job),
  })
  return { clock, reported, schedule }
}

test('a job runs at once and then when its time has come', async () => {
  const runs: number[] = []
  const { clock, schedule } = aSchedule([
    {
      name: 'count',
      everyMs: 1_000,
      run: async () => {
        runs.push(clock.now)
        return false
      },
    },
  ])
  for (const now of [0, 500, 999, 1_000, 1_500, 2_500]) {
    clock.now = now
    await schedule.runDue()
  }
  expect(runs).toEqual([0, 1_000, 2_500])
})

test('a job that has more to do runs again at once', async () => {
  let left = 3
  const { schedule } = aSchedule([{ name: 'pieces', everyMs: 1_000, run: async () => (left -= 1) > 0 }])
  await schedule.runDue()
  expect(left).toBe(0)
})

test('a job that fails is reported, keeps no other from running, and comes again', async () => {
  let tries = 0
  let others = 0
  const { clock, reported, schedule } = aSchedule([
    {
      name: 'fails',
      everyMs: 1_000,
      run: async () => {
        tries += 1
        throw new Error('broken')
      },
    },
    {
      name: 'works',
      everyMs: 1_000,
      run: async () => {
        others += 1
        return false
      },
    },
  ])
  await schedule.runDue()
  clock.now = 1_000
  await schedule.runDue()
  expect({ tries, others, reported }).toEqual({ tries: 2, others: 2, reported: ['fails', 'fails'] })
})

test('two who ask at once share one run', async () => {
  let runs = 0
  const { schedule } = aSchedule([
    {
      name: 'once',
      everyMs: 0,
      run: async () => {
        runs += 1
        return false
      },
    },
  ])
  await Promise.all([schedule.runDue(), schedule.runDue()])
  expect(runs).toBe(1)
})

test('after a stop no job begins and none goes on, and the piece that runs is waited for', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const did: string[] = []
  const { schedule } = aSchedule([
    {
      name: 'long',
      everyMs: 1_000,
      run: async () => {
        await promise
        did.push('a piece')
        return true
      },
    },
    { name: 'other', everyMs: 1_000, run: async () => did.push('other') > 9 },
  ])
  void schedule.runDue()
  const stopped = schedule.stop().then(() => did.push('stopped'))
  resolve()
  await stopped
  await schedule.runDue()
  expect(did).toEqual(['a piece', 'stopped'])
})
