import { expect, test } from 'bun:test'
import { Turns } from './turns.ts'

test('whoever has much to do lets others in between', async () => {
  const done: string[] = []
  const busy = new Turns(() => {})
  for (const name of ['first', 'second', 'third']) busy.add(async () => void done.push(name))
  setImmediate(() => done.push('somebody else'))
  await busy.idle()
  expect(done).toEqual(['first', 'somebody else', 'second', 'third'])
})

test('what fails is told, and the next has its turn', async () => {
  const told: unknown[] = []
  const turns = new Turns((error) => told.push(error))
  turns.add(() => Promise.reject(new Error('the first')))
  let isDone = false
  turns.add(async () => void (isDone = true))
  await turns.idle()
  expect(told).toEqual([new Error('the first')])
  expect(isDone).toBe(true)
})
