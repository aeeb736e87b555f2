import { expect, test } from 'bun:test'
import type { Reader } from '../database/transaction.ts'
import { aCommunity } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'
import type { Block } from './blocks.ts'
import { cutOff } from './cut-off.ts'

const SAID = 40

/** Blocks of rooms in which somebody said something every second, one room after the other. */
async function someBlocks(count: number) {
  const world = await aParley()
  const { ann } = await aCommunity(world)
  const listed: { block: Block; seqs: number[]; times: number[] }[] = []
  for (let id = 1; id <= count; id += 1) {
    const { subjectId: roomId } = await ann.did('room.create', { name: `bay-${id}`, kind: 'public' })
    const seqs: number[] = []
    const times: number[] = []
    for (let n = 0; n < SAID; n += 1) {
      world.clock.now += 1_000
      const { seq, at } = await ann.did('message.post', { roomId, body: `no. ${n}` })
      seqs.push(seq)
      times.push(Date.parse(at))
    }
    listed.push({ block: { id, roomId, part: 0, firstAt: times[0]!, lastAt: times.at(-1)! }, seqs, times })
  }
  return { world, listed }
}

test('of every block what is old enough is left, and the database is asked no oftener for many than for one', async () => {
  const { world, listed } = await someBlocks(4)
  const [second] = listed.slice(1)
  const moments = [0, second!.times[0]! - 1, second!.times[17]!, second!.times.at(-1)!, Number.MAX_SAFE_INTEGER]
  for (const latest of moments) {
    let asked = 0
    const kept = await world.parley.store.read((reader) => {
      const counting: Reader = {
        ...reader,
        all: (text, parameters) => {
          asked += 1
          return reader.all(text, parameters)
        },
      }
      return cutOff(counting, latest, listed)
    })
    expect(kept).toEqual(listed.map(({ seqs, times }) => seqs.filter((_, at) => (times[at] ?? 0) <= latest)))
    expect(asked).toBeLessThanOrEqual(Math.ceil(Math.log2(SAID + 1)))
  }
})
