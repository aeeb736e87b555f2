import { expect, test } from 'bun:test'
import { aFounder } from '../sessions/testing/visitor.ts'
import { aParley } from '../testing/parley.ts'
import { listJobs } from './jobs.ts'
import { createSchedule } from './schedule.ts'

const SECOND_MS = 1_000

test('a second in which nothing happened writes nothing, and one in which somebody wrote fills the index', async () => {
  const world = await aParley()
  const owner = await aFounder(world)
  const room = await owner.did('room.create', { name: 'tea', kind: 'public' })
  const written: string[] = []
  const schedule = createSchedule(listJobs(world.parley), {
    lane: {
      chore: (name, chore) => {
        written.push(name)
        return world.parley.lane.chore(name, chore)
      },
    },
    clock: () => world.clock.now,
    report: (cause) => {
      throw cause
    },
  })
  const writtenInASecond = async () => {
    written.length = 0
    world.clock.now += SECOND_MS
    await schedule.runDue()
    return [...written]
  }
  await schedule.runDue()
  expect(await writtenInASecond()).toEqual([])
  await owner.did('message.post', { roomId: room.subjectId, body: 'kettle' })
  expect(await writtenInASecond()).toEqual(['search.index'])
  expect(await writtenInASecond()).toEqual([])
})
