import { beforeAll, expect, test } from 'bun:test'
import type { Message } from '@parley/protocol/messages.ts'
import type { QueryInput } from '@parley/protocol/queries.ts'
import fc from 'fast-check'
import { aParley, type TestParley } from '../testing/parley.ts'
import { aPerson, type TestPerson } from '../testing/people.ts'
import { newName } from '../testing/scene.ts'

/** What happens in a room: most is said, and between that things happen that are no messages. */
const anEvent = fc.oneof(
  { weight: 5, arbitrary: fc.constant('post' as const) },
  { weight: 1, arbitrary: fc.constantFrom('edit' as const, 'delete' as const, 'rename' as const) },
)

const aLimit = fc.integer({ min: 1, max: 7 })

let world: TestParley
let ann: TestPerson

beforeAll(async () => {
  world = await aParley()
  ann = await aPerson(world, 'ann', 'owner')
})

/** Makes a room with this history; answers its messages in the order in which they were said. */
async function aRoomWith(history: readonly ('post' | 'edit' | 'delete' | 'rename')[]) {
  const { subjectId: roomId } = await ann.did('room.create', { name: newName('cove'), kind: 'private' })
  const said: string[] = []
  const erased = new Set<string>()
  for (const what of history) {
    const messageId = said[said.length >> 1]
    if (what === 'post') said.push((await ann.did('message.post', { roomId, body: `no. ${said.length}` })).subjectId)
    else if (what === 'rename') await ann.did('room.edit', { roomId, name: newName('bay') })
    else if (messageId && what === 'edit' && !erased.has(messageId)) {
      await ann.did('message.edit', { messageId, body: 'edited' })
    } else if (messageId && what === 'delete') {
      await ann.did('message.delete', { messageId })
      erased.add(messageId)
    }
  }
  return { roomId, said, erased }
}

function idsOf(messages: readonly Message[]): string[] {
  return messages.map((message) => message.id)
}

/** Turns pages until there are no more; `way` picks the next one. */
async function turn(first: QueryInput<'room.history'>, way: 'before' | 'after'): Promise<string[]> {
  let input = first
  let all: string[] = []
  for (let pages = 0; pages < 200; pages += 1) {
    const page = await ann.reads('room.history', input)
    const ids = idsOf(page.messages)
    expect(ids.length).toBeLessThanOrEqual(input.limit ?? 50)
    all = way === 'before' ? [...ids, ...all] : [...all, ...ids]
    if (!(way === 'before' ? page.hasOlder : page.hasNewer)) return all
    const edge = way === 'before' ? page.messages[0] : page.messages.at(-1)
    // A page that says that there is more is never empty, else one would ask for ever.
    if (!edge) throw new Error('a page is empty, and there is said to be more')
    input = { roomId: input.roomId, limit: input.limit, [way]: edge.seq }
  }
  throw new Error('the pages do not end')
}

test('pages back, forward and around any place have every message once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anEvent, { maxLength: 25 }), aLimit, fc.nat(40), async (history, limit, place) => {
      const { roomId, said, erased } = await aRoomWith(history)
      expect(await turn({ roomId, limit }, 'before')).toEqual(said)
      expect(await turn({ roomId, limit, after: 0 }, 'after')).toEqual(said)

      const around = await ann.reads('room.history', { roomId, limit, around: place })
      const [first, last] = [around.messages[0], around.messages.at(-1)]
      const older = first && around.hasOlder ? await turn({ roomId, limit, before: first.seq }, 'before') : []
      const newer = last && around.hasNewer ? await turn({ roomId, limit, after: last.seq }, 'after') : []
      if (limit > 1 || around.messages.length > 0) expect([...older, ...idsOf(around.messages), ...newer]).toEqual(said)

      const all = await ann.reads('room.history', { roomId, limit: 100 })
      expect(all.messages.filter(({ deletedAt }) => deletedAt !== null).map(({ id }) => id)).toEqual(
        said.filter((id) => erased.has(id)),
      )
      for (const { body, deletedAt } of all.messages) expect(body === '').toBe(deletedAt !== null)
    }),
    { numRuns: 8 },
  )
}, 60_000)

test('what is said, edited and deleted while somebody pages back makes nothing come twice or go missing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anEvent, { minLength: 5, maxLength: 20 }), aLimit, async (history, limit) => {
      const { roomId, said } = await aRoomWith(history)
      const seen: string[] = []
      let before: number | undefined
      for (;;) {
        const page = await ann.reads('room.history', { roomId, limit, ...(before === undefined ? {} : { before }) })
        seen.unshift(...idsOf(page.messages))
        before = page.messages[0]?.seq
        await ann.did('message.post', { roomId, body: 'meanwhile' })
        if (said[0]) await ann.does('message.delete', { messageId: said[seen.length % said.length]! })
        if (!page.hasOlder || before === undefined) break
      }
      expect(seen).toEqual(said)
    }),
    { numRuns: 6 },
  )
}, 60_000)

test('a page tells whether there is more on either side', async () => {
  const { roomId } = await aRoomWith(['post', 'post', 'post', 'post', 'post'])
  const all = (await ann.reads('room.history', { roomId })).messages.map(({ seq }) => seq)
  const sides = async (input: Omit<QueryInput<'room.history'>, 'roomId'>) => {
    const { hasOlder, hasNewer, messages } = await ann.reads('room.history', { roomId, ...input })
    return [hasOlder, hasNewer, messages.length]
  }
  expect(await sides({})).toEqual([false, false, 5])
  expect(await sides({ limit: 2 })).toEqual([true, false, 2])
  expect(await sides({ limit: 2, before: all[3] })).toEqual([true, true, 2])
  expect(await sides({ limit: 5, before: all[2] })).toEqual([false, true, 2])
  expect(await sides({ limit: 2, after: all[0] })).toEqual([true, true, 2])
  expect(await sides({ limit: 5, after: 0 })).toEqual([false, false, 5])
  expect(await sides({ limit: 3, around: all[2] })).toEqual([true, true, 3])
  expect(await sides({ limit: 100, around: all[2] })).toEqual([false, false, 5])
})
