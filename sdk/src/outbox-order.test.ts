import { expect, test } from 'bun:test'
import { portsOf } from '../test/clock-ports.ts'
import { ANN, idOf, ROOM } from '../test/samples.ts'
import { VirtualClock } from '../test/virtual-clock.ts'
import { Outbox } from './outbox.ts'
import { createMemoryOutbox, type OutboxStore } from './outbox-store.ts'

function anOutbox(store: OutboxStore, clock = new VirtualClock()) {
  return new Outbox(ANN, {
    ports: portsOf(clock),
    store,
    nextId: () => idOf(0x9000),
    run: async () => [],
    withLeadership: (work) => work(),
    cursorOf: () => 0,
    changed: () => {},
  })
}

const post = (n: number, body: string) =>
  ({ name: 'message.post', input: { id: idOf(n), roomId: ROOM, body } }) as const
const bodies = (outbox: Outbox) => outbox.entries.map(({ command }) => 'body' in command.input && command.input.body)

test('what is written after the clock was set back comes after what waits, also in another life of the device', async () => {
  const store = createMemoryOutbox()
  const before = anOutbox(store)
  await before.add(ROOM, post(0x5002, 'first'))
  await before.add(ROOM, post(0x5001, 'second'))
  before.close()
  const after = anOutbox(store)
  await Promise.all([after.add(ROOM, post(0x1001, 'third')), after.add(ROOM, post(0x1002, 'fourth'))])
  await after.add(ROOM, post(0x6000, 'fifth'))
  expect(bodies(after)).toEqual(['first', 'second', 'third', 'fourth', 'fifth'])
  expect(after.entries.map(({ command }) => command.input.id)).toEqual(
    [0x5002, 0x5001, 0x1001, 0x1002, 0x6000].map(idOf),
  )
})

test('what is added while the store is read is not lost from sight', async () => {
  const shared = createMemoryOutbox()
  let answer = () => {}
  const list = async (userId: string) => {
    const found = await shared.list(userId)
    await new Promise<void>((resolve) => (answer = resolve))
    return found
  }
  const clock = new VirtualClock()
  const outbox = anOutbox({ ...shared, list }, clock)
  await clock.settle()
  answer()
  await clock.settle()
  void outbox.load()
  await outbox.add(ROOM, post(0x5001, 'm'))
  for (let read = 0; read < 3; read += 1) {
    answer()
    await clock.settle()
  }
  expect(bodies(outbox)).toEqual(['m'])
})
