import { afterAll, expect, setDefaultTimeout, test } from 'bun:test'
import { found } from '../support/accounts.ts'
import { endAll } from '../support/ends.ts'
import { until } from '../support/until.ts'
import { startNode } from './node.ts'

setDefaultTimeout(120_000)
afterAll(endAll)

/** A server with one room, in which its owner says things under ids of his choice. */
async function aRoom() {
  const node = await startNode({ env: { PARLEY_LOG: 'off' } })
  node.control.set('hold', 1)
  const ann = await found(node, 'ann')
  const { subjectId: roomId } = await ann.did('room.create', { name: 'harbour', kind: 'public' })
  const post = (id: string) =>
    ann.did('message.post', { id, roomId, body: `said under ${id}` }).then(
      ({ seq }) => seq,
      (error: unknown) => String(error),
    )
  const read = async () => (await ann.reads('room.history', { roomId })).messages.map(({ id, seq }) => [id, seq])
  return { node, post, read }
}

test('a sync that fails: who waited is told to try again, the process is replaced, and the same id is carried out once', async () => {
  const { node, post, read } = await aRoom()
  const [first, second] = [Bun.randomUUIDv7(), Bun.randomUUIDv7()]
  const seq = Number(await post(first))
  const worker = node.worker()
  node.control.set('failSyncs', 1)
  expect(await post(second)).toContain('"internal"')
  expect(node.control.get('failedSyncs')).toBe(1)
  await until(() => ![worker, null].includes(node.worker()), 'another worker')
  await until(node.isUp, 'it is ready')
  expect(await post(second)).toBe(seq + 1)
  expect(await post(second)).toBe(seq + 1)
  expect(await read()).toEqual([
    [first, seq],
    [second, seq + 1],
  ])
  await node.stop()
})

test('a full disk: nothing can be said, all can be read, and when there is space again it goes on by itself', async () => {
  const { node, post, read } = await aRoom()
  const [first, second] = [Bun.randomUUIDv7(), Bun.randomUUIDv7()]
  const seq = Number(await post(first))
  const worker = node.worker()
  node.control.set('full', 1)
  for (const _ of [1, 2, 3]) expect(await post(second)).toContain('"read_only"')
  expect(await read()).toEqual([[first, seq]])
  node.control.set('full', 0)
  expect(await post(second)).toBe(seq + 1)
  expect(node.worker()).toBe(worker)
  await node.stop()
})
