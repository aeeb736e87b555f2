import { expect, test } from 'bun:test'
import type { CommandName } from '@parley/protocol/commands.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { NOBODY } from '../actor.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { anEmptyStore } from '../testing/store.ts'
import { createLane, type LaneEntry, type LanePorts } from './lane.ts'
import type { Store, WriteFailure } from './store.ts'
import type { AppendedEvent } from './transaction.ts'

const ANN = { id: crypto.randomUUID(), role: 'member', sessionId: crypto.randomUUID() } as const

/** A lane over an empty database with one log, ann's, in which each entry writes an event; `bad` entries throw. */
async function aLane(change: Partial<LanePorts> = {}) {
  const store = await anEmptyStore()
  await store.writer.group(async ({ db }) => {
    await db.insertInto('logs').values({ id: ANN.id, kind: 'user', head: 0, tail: 0, last_at: 0 }).execute()
  })
  const groups: AppendedEvent[][] = []
  const reports: unknown[] = []
  const lane = createLane({
    store,
    secret: 'secret',
    clock: () => 1_000,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    run: async (tx, { prepared }) => {
      const event = await append(tx, ANN.id, { type: 'profile.edited', subjectId: ANN.id })
      if (prepared === 'refused') throw new ParleyError('forbidden')
      if (prepared === 'broken') throw new Error('a bug')
      if (prepared === 'sql') await tx.db.insertInto('facts').values({ name: 'epoch', value: 'twice' }).execute()
      return outcomeOf(event)
    },
    refresh: async (_reader, actor) => actor,
    carry: async (_reader, events) => () => {
      groups.push([...events])
    },
    giveUp: (cause) => reports.push(cause),
    report: (cause) => reports.push(cause),
    ...change,
  })
  return { store, lane, groups, reports }
}

function anEntry(prepared: string, input: { id: string; bio?: string } = { id: crypto.randomUUID() }): LaneEntry {
  return { command: 'profile.edit' as CommandName, actor: ANN, input, prepared }
}

async function seqsIn(store: Store): Promise<number[]> {
  const rows = await store.read(({ db }) => db.selectFrom('events').select('seq').orderBy('seq').execute())
  return rows.map(({ seq }) => seq)
}

test('entries that come together are one group, in order, and go out after it was committed', async () => {
  const { store, lane, groups } = await aLane()
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => lane.run(anEntry('good'))))
  expect(outcomes.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(groups).toHaveLength(1)
  expect(await seqsIn(store)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

test('more entries than a group holds are several groups, without a hole', async () => {
  const { store, lane, groups } = await aLane()
  const many = store.writer.groupSize + 5
  await Promise.all(Array.from({ length: many }, () => lane.run(anEntry('good'))))
  expect(groups.map((group) => group.length)).toEqual([store.writer.groupSize, 5])
  expect(await seqsIn(store)).toEqual(Array.from({ length: many }, (_, n) => n + 1))
})

test('an entry that fails is undone alone, and leaves no hole', async () => {
  const { store, lane, groups, reports } = await aLane()
  const kinds = ['good', 'refused', 'good', 'broken', 'good', 'sql', 'good']
  const settled = await Promise.allSettled(kinds.map((kind) => lane.run(anEntry(kind))))
  const codes = settled.map((one) => (one.status === 'fulfilled' ? one.value.seq : (one.reason as ParleyError).code))
  expect(codes).toEqual([1, 'forbidden', 2, 'internal', 3, 'internal', 4])
  expect(groups).toHaveLength(1)
  expect(reports).toHaveLength(2)
  expect(await seqsIn(store)).toEqual([1, 2, 3, 4])
})

function codeOf(error: unknown): string {
  return error instanceof ParleyError ? error.code : String(error)
}

/** A store whose commits fail so many times, with an error of some kind. */
function failing(store: Store, times: number, kind: WriteFailure): Store {
  let left = times
  const lost = new Error('the disk')
  return {
    ...store,
    writer: {
      ...store.writer,
      group: (work) =>
        store.writer.group(async (reader) => {
          const result = await work(reader)
          left -= 1
          if (left >= 0) throw lost
          return result
        }),
      failure: (error) => (error === lost ? kind : store.writer.failure(error)),
    },
  }
}

test('a commit that fails fails all of its group, with an error that may be tried again, and nothing is told', async () => {
  const cases = { full: 'read_only', broken: 'internal', other: 'internal' } as const
  for (const [kind, code] of Object.entries(cases)) {
    const given: unknown[] = []
    const store = failing(await anEmptyStore(), 1, kind as WriteFailure)
    const { lane, groups } = await aLane({ store, giveUp: (cause) => given.push(cause) })
    const settled = await Promise.allSettled([lane.run(anEntry('good')), lane.run(anEntry('good'))])
    expect(settled.map((one) => one.status === 'rejected' && (one.reason as ParleyError).code)).toEqual([code, code])
    expect(groups).toEqual([])
    expect(await seqsIn(store)).toEqual([])
    expect(given).toHaveLength(kind === 'broken' ? 1 : 0)
    // The next one finds everything as it was, but where the storage is not to be trusted it is never used again.
    const next = await lane.run(anEntry('good')).then(({ seq }) => seq, codeOf)
    expect(next).toBe(kind === 'broken' ? 'internal' : 1)
    expect(await seqsIn(store)).toEqual(kind === 'broken' ? [] : [1])
    expect(given).toHaveLength(kind === 'broken' ? 1 : 0)
  }
})

test('a group that lost a race is tried again, and done once', async () => {
  const store = failing(await anEmptyStore(), 2, 'replay')
  const { lane, groups } = await aLane({ store })
  expect((await lane.run(anEntry('good'))).seq).toBe(1)
  expect(groups).toHaveLength(1)
  expect(await seqsIn(store)).toEqual([1])
})

test('a repeat has the first outcome, in the same group and later; another content is refused', async () => {
  const { store, lane } = await aLane()
  const entry = anEntry('good', { id: crypto.randomUUID(), bio: 'Sails' })
  const [first, second] = await Promise.all([lane.run(entry), lane.run(entry)])
  expect(second).toEqual(first!)
  expect(await lane.run(entry)).toEqual(first!)
  const other = { ...entry, input: { ...entry.input, bio: 'Rows' } }
  await expect(lane.run(other)).rejects.toMatchObject({ code: 'id_reused' })
  expect(await seqsIn(store)).toEqual([1])
})

test('a repeat is answered although the session has ended; anything new is not', async () => {
  let hasEnded = false
  const { lane } = await aLane({
    refresh: async (_reader, actor) => {
      if (hasEnded) throw new ParleyError('session_ended')
      return actor
    },
  })
  const entry = anEntry('good')
  const first = await lane.run(entry)
  hasEnded = true
  expect(await lane.run(entry)).toEqual(first)
  await expect(lane.run(anEntry('good'))).rejects.toMatchObject({ code: 'session_ended' })
})

test('posts remember what posts before them read, until anything else is written or a group is undone', async () => {
  const memories: (object | undefined)[] = []
  const aPost = () => ({ ...anEntry('good'), command: 'message.post' as CommandName })
  const { lane } = await aLane({
    store: failing(await anEmptyStore(), 1, 'replay'),
    run: async (tx, { prepared }) => {
      memories.push(tx.memory)
      if (prepared === 'refused') throw new ParleyError('forbidden')
      return { logId: ANN.id, seq: 0, at: new Date(0).toISOString(), subjectId: ANN.id }
    },
  })
  const taken = () => memories.splice(0)
  await lane.run(aPost())
  const [undone, replayed] = taken()
  expect(undone).toBeObject()
  expect(replayed).not.toBe(undone!)

  await Promise.all([lane.run(aPost()), lane.run(aPost())])
  await lane.run(aPost())
  const [first, second, third] = taken()
  expect(first).toBe(replayed!)
  expect(second).toBe(first!)
  expect(third).toBe(first!)

  await Promise.all([lane.run(aPost()), lane.run(anEntry('refused')).catch(() => {}), lane.run(aPost())])
  const [before, between, after] = taken()
  expect(before).toBe(first!)
  expect(between).toBeUndefined()
  expect(after).not.toBe(first!)

  await lane.chore('tidy', async () => null)
  await lane.run(aPost())
  expect(taken()[0]).not.toBe(after!)
})

test('the role is read anew for each entry', async () => {
  const { lane } = await aLane({ refresh: async () => NOBODY })
  await expect(lane.run(anEntry('good'))).rejects.toMatchObject({ code: 'not_logged_in' })
})

test('a chore writes in the same order, and draining waits for everything that was queued', async () => {
  const { store, lane } = await aLane()
  const chore = lane.chore('tidy', async (tx) =>
    outcomeOf(await append(tx, ANN.id, { type: 'session.ended', subjectId: 'x' })),
  )
  const entry = lane.run(anEntry('good'))
  await lane.drain()
  expect(await seqsIn(store)).toEqual([1, 2])
  expect([(await chore)?.seq, (await entry).seq]).toEqual([1, 2])
})
