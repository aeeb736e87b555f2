import { expect, test } from 'bun:test'
import { type Turn, Turns } from './turns.ts'

/** Work that is done when one says so; notes what begins and what ends. */
function aDesk(turns: Turns) {
  const noted: string[] = []
  const ends = new Map<string, () => void>()
  const add = (name: string, say: (turn: Turn) => unknown = () => {}) =>
    turns.add(async (turn) => {
      await say(turn)
      noted.push(`${name} begins`)
      await new Promise<void>((resolve) => ends.set(name, resolve))
      noted.push(`${name} ends`)
    })
  return { noted, add, end: (name: string) => ends.get(name)?.() }
}

const letsNext = ({ next }: Turn) => next()
const waitsForAll = ({ alone }: Turn) => alone()
const loopTurns = () => new Promise((resolve) => setImmediate(resolve))

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

test('the next begins when the one before is done, or says that it may', async () => {
  const turns = new Turns(() => {})
  const { noted, add, end } = aDesk(turns)
  add('slow')
  add('quick', letsNext)
  add('last')
  await loopTurns()
  expect(noted).toEqual(['slow begins'])
  end('slow')
  await loopTurns()
  await loopTurns()
  expect(noted).toEqual(['slow begins', 'slow ends', 'quick begins', 'last begins'])
})

test('what has to be alone waits for all that began before, and what comes later waits for it', async () => {
  const turns = new Turns(() => {})
  const { noted, add, end } = aDesk(turns)
  add('one', letsNext)
  add('two', letsNext)
  add('question', waitsForAll)
  add('three', letsNext)
  await loopTurns()
  expect(noted).toEqual(['one begins', 'two begins'])
  end('two')
  await loopTurns()
  expect(noted).toEqual(['one begins', 'two begins', 'two ends'])
  end('one')
  await loopTurns()
  expect(noted.slice(3)).toEqual(['one ends', 'question begins'])
  end('question')
  await loopTurns()
  await loopTurns()
  expect(noted.slice(5)).toEqual(['question ends', 'three begins'])
})

test('only so much is under way at once, and bytes count until it is done', async () => {
  const turns = new Turns(() => {})
  const ends: (() => void)[] = []
  for (let n = 0; n < 40; n += 1) {
    turns.add(({ next }) => {
      next()
      return new Promise((resolve) => ends.push(resolve))
    }, 10)
  }
  for (let turn = 0; turn < 40; turn += 1) await loopTurns()
  expect(ends.length).toBe(16)
  expect(turns.bytes).toBe(400)
  let isIdle = false
  void turns.idle().then(() => (isIdle = true))
  for (let n = 0; n < 39; n += 1) {
    await loopTurns()
    ends[n]?.()
  }
  for (let turn = 0; turn < 3; turn += 1) await loopTurns()
  expect([ends.length, turns.bytes, isIdle]).toEqual([40, 10, false])
  ends[39]?.()
  await turns.idle()
  expect([turns.bytes, isIdle]).toEqual([0, true])
})

test('who is not waited for any more is forgotten, with its bytes', async () => {
  const turns = new Turns(() => {})
  const { noted, add, end } = aDesk(turns)
  add('first')
  turns.add(async () => void noted.push('never'), 100)
  turns.clear()
  expect(turns.bytes).toBe(0)
  await loopTurns()
  end('first')
  await turns.idle()
  expect(noted).toEqual(['first begins', 'first ends'])
})
