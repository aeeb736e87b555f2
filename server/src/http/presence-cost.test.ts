import { afterEach, expect, test } from 'bun:test'
import { dump } from '../testing/dump.ts'
import { aListeningSite } from './testing/listening-site.ts'
import type { RawLine } from './testing/raw-line.ts'

let stop: (() => Promise<void>) | null = null
afterEach(async () => {
  await stop?.()
  stop = null
})

/** Waits until all that a line has said so far was taken: a question is answered after it. */
async function isTaken(line: RawLine): Promise<void> {
  const before = line.kinds().filter((kind) => kind === 'answer').length
  line.says({ t: 'query', ref: before + 1, name: 'session.show', input: {} })
  await line.until(() => line.kinds().filter((kind) => kind === 'answer').length > before)
}

/** What a line was told of others being here. */
const told = (line: RawLine) => line.frames.filter(({ t }) => t === 'presence').map(({ states }) => states)

test('that somebody is here costs no row and no event, and is told to those alone who show him', async () => {
  const site = await aListeningSite(['--limit-frames-per-s=10000', '--limit-frames-burst=10000'])
  stop = site.stop
  const { ann, bob, eve, roomId } = site.people
  const cursors = { [roomId]: 0 }
  const [anns, bobs, eves] = [
    await site.socket(ann, cursors),
    await site.socket(bob, cursors),
    await site.socket(eve, {}),
  ]
  site.site.live.round()
  anns.says({ t: 'presence', state: 'online', watch: [bob.id] })
  eves.says({ t: 'presence', state: 'online', watch: [ann.id] })
  await anns.until(() => JSON.stringify(told(anns)).includes('online'))
  await eves.until(() => JSON.stringify(told(eves)).includes('online'))
  const [before, published] = [await dump(site.world), site.world.published.length]
  const [seen, of] = [told(anns).length, eves.frames.length]

  for (let beat = 0; beat < 200; beat += 1) bobs.says({ t: 'presence', state: 'online' })
  bobs.says({ t: 'presence', state: 'away' })
  await isTaken(bobs)
  site.site.live.round()
  await anns.until(() => JSON.stringify(told(anns).at(-1)).includes('away'))
  // Whatever was told to them came before what they are answered.
  for (const line of [anns, bobs, eves]) await isTaken(line)
  // What he said two hundred times was known; only what changed goes out, once.
  expect(told(anns).slice(seen)).toEqual([{ [bob.id]: 'away' }])
  expect(eves.frames.slice(of).filter(({ t }) => t === 'presence')).toEqual([])
  expect(bobs.kinds()).not.toContain('presence')
  expect(await dump(site.world)).toEqual(before)
  expect(site.world.published.length).toBe(published)
})
