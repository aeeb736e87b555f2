import { expect, test } from 'bun:test'
import { ParleyError } from '@parley/protocol/errors.ts'
import { portsOf } from '../test/clock-ports.ts'
import { ANN, idOf, ROOM } from '../test/samples.ts'
import { VirtualClock } from '../test/virtual-clock.ts'
import { Outbox } from './outbox.ts'
import { createMemoryOutbox, type OutboxCommand } from './outbox-store.ts'

const post = (n: number, body: string, rootId?: string): OutboxCommand => ({
  name: 'message.post',
  input: { id: idOf(n), roomId: ROOM, body, ...(rootId === undefined ? {} : { rootId }) },
})
const edit = (n: number, body: string, messageId: string): OutboxCommand => ({
  name: 'message.edit',
  input: { id: idOf(n), messageId, body },
})
const textOf = ({ input }: OutboxCommand) => ('body' in input ? input.body : '')
const ok = { outcome: { logId: ROOM, seq: 1, at: '', subjectId: '' } }
const gone = { error: new ParleyError('message_gone').toWire() }

/** What became of commands of which the server refuses those whose text says so. */
async function afterwards(commands: readonly OutboxCommand[]): Promise<string[]> {
  const clock = new VirtualClock()
  const outbox = new Outbox(ANN, {
    ports: portsOf(clock),
    store: createMemoryOutbox(),
    nextId: () => idOf(0x9000),
    run: async (batch) => {
      const at = batch.findIndex((command) => textOf(command).includes('gone'))
      return at === -1 ? batch.map(() => ok) : [...batch.slice(0, at).map(() => ok), gone]
    },
    withLeadership: (work) => work(),
    cursorOf: () => 0,
    changed: () => {},
  })
  for (const command of commands) await outbox.add(ROOM, command)
  outbox.setConnected(true)
  await clock.advance(60_000)
  return outbox.entries.map((entry) => `${textOf(entry.command)}: ${entry.state}`)
}

test('a change that fails for good holds up what is done to the same message, and nothing that is said', async () => {
  const [first, second, root] = [idOf(0x6001), idOf(0x6002), idOf(0x6003)]
  const after = await afterwards([
    edit(0x5001, 'of what is gone', first),
    post(0x5002, 'said'),
    edit(0x5003, 'of it once more', first),
    edit(0x5004, 'of another', second),
    post(0x5005, 'a reply', root),
  ])
  expect(after).toEqual([
    'of what is gone: failed',
    'said: sent',
    'of it once more: waiting',
    'of another: sent',
    'a reply: sent',
  ])
})

test('a reply that fails for good holds up its thread alone, and a word of the room the room alone', async () => {
  const [root, other] = [idOf(0x6001), idOf(0x6002)]
  const replies = [post(0x5001, 'gone', root), post(0x5002, 'later', root), post(0x5003, 'elsewhere', other)]
  expect(await afterwards([...replies, post(0x5004, 'said')])).toEqual([
    'gone: failed',
    'later: waiting',
    'elsewhere: sent',
    'said: sent',
  ])
  expect(await afterwards([post(0x5001, 'gone'), post(0x5002, 'later'), post(0x5003, 'a reply', root)])).toEqual([
    'gone: failed',
    'later: waiting',
    'a reply: sent',
  ])
})
