import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { type Account, aRoomOf, found } from '../support/accounts.ts'
import { endAll } from '../support/ends.ts'
import { until, untilEqual } from '../support/until.ts'
import { POINTS, type Point } from './control.ts'
import { type Node, startNode } from './node.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

const HOUR_MS = 3_600_000
const DAY_S = 86_400
/** More than are sent in one transaction. */
const MESSAGES = 23
const REMINDERS = 4

let node: Node
let ann: Account
let roomId: string
let shiftS = 0

beforeAll(async () => {
  node = await startNode()
  ann = await found(node, 'ann')
  roomId = await aRoomOf('tea', ann)
})

/** Has messages and reminders come due at once, in a server that dies at a point, and waits until it is back. */
async function dieWhenDue(point: Point, passes: number): Promise<void> {
  const deaths = node.control.get('deaths')
  node.control.set('passes', passes)
  node.control.set('point', POINTS.indexOf(point))
  shiftS += DAY_S
  node.control.set('clockShiftS', shiftS)
  await until(() => node.control.get('deaths') > deaths, `it dies ${point}`)
  await until(() => node.isUp(), 'the server is back')
}

/** Everything of some types that one's own log tells after a seq, by what it is about. */
async function toldAfter(cursor: number, types: readonly string[]): Promise<string[]> {
  const told: string[] = []
  for (let after = cursor; ;) {
    const { logs } = await ann.reads('log.read', { cursors: { [ann.id]: after } })
    const events = logs.flatMap((log) => log.events)
    const last = events.at(-1)
    if (!last) return told
    after = last.seq
    told.push(...events.filter(({ type }) => types.includes(type)).map(({ type, subjectId }) => `${type} ${subjectId}`))
  }
}

test.each([
  ['after-claim', 9],
  ['before-claimed-commit', 0],
  ['after-claimed-commit', 0],
] as const)('what comes due is said and told once, although the server dies %s (%i)', async (point, passes) => {
  const at = new Date(Date.now() + shiftS * 1_000 + HOUR_MS).toISOString()
  const scheduled: string[] = []
  const reminded: string[] = []
  for (let n = 0; n < REMINDERS; n += 1) {
    const { subjectId: messageId } = await ann.did('message.post', { roomId, body: `remember ${point} ${n}` })
    await ann.did('reminder.set', { messageId, at })
    reminded.push(messageId)
  }
  const { head } = await ann.reads('room.list', {})
  for (let n = 0; n < MESSAGES; n += 1)
    scheduled.push((await ann.did('message.schedule', { roomId, body: `later ${point} ${n}`, at })).subjectId)
  await dieWhenDue(point, passes)
  await untilEqual(async () => (await ann.reads('scheduled.list', {})).scheduled.length, 0)
  const expected = [...scheduled.map((id) => `scheduled.sent ${id}`), ...reminded.map((id) => `reminder.fired ${id}`)]
  const types = ['scheduled.sent', 'reminder.fired', 'scheduled.failed']
  await untilEqual(async () => (await toldAfter(head, types)).toSorted(), expected.toSorted())
  const { messages } = await ann.reads('room.history', { roomId, limit: 100 })
  expect(
    messages
      .filter(({ id }) => scheduled.includes(id))
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(scheduled.toSorted())
  expect(messages.filter(({ body }) => body.startsWith(`later ${point} `))).toHaveLength(MESSAGES)
})
