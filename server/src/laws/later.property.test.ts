import { expect, test } from 'bun:test'
import { applyToLater, type Later, laterFrom } from '@parley/sdk/state/later.ts'
import fc from 'fast-check'
import type { Published } from '../live/published.ts'
import { aHistory, aStage, type Deed, inBatches, perform } from '../testing/history.ts'
import { passTime } from '../testing/later.ts'
import type { TestPerson } from '../testing/people.ts'

type Snapshot = { person: TestPerson; later: Later; from: number }

/** The lists as a device reads them, one after the other: other things may happen in between. */
async function read(person: TestPerson): Promise<Later | null> {
  const drafts = await person.asks('draft.list', {})
  const scheduled = await person.asks('scheduled.list', {})
  const reminders = await person.asks('reminder.list', {})
  if (!drafts.output || !scheduled.output || !reminders.output) return null
  for (const { messageId } of reminders.output.reminders) {
    expect(reminders.output.messages.map(({ id, deletedAt }) => [id, deletedAt])).toContainEqual([messageId, null])
  }
  return laterFrom(drafts.output, scheduled.output, reminders.output)
}

/** The lists after what somebody heard: his own log, and the rooms in which he is. */
function after({ person, later, from }: Snapshot, published: readonly Published[]): Later {
  let state = later
  for (const { logId, logKind, events } of published.slice(from)) {
    if (logKind === 'user' && logId !== person.id) continue
    for (const { event } of events) state = applyToLater(state, event)
  }
  return state
}

const contents = ({ drafts, scheduled, reminders }: Later) => [drafts.byId, scheduled.byId, reminders.byId]

const OWN: Deed['what'][] = [
  'draft.set',
  'message.schedule',
  'scheduled.edit',
  'scheduled.send',
  'scheduled.cancel',
  'reminder.set',
  'reminder.remove',
  'reminder.see',
  'message.delete',
  'room.leave',
  'room.join',
]

const aDeed = fc.record({
  what: fc.constantFrom(...OWN, ...OWN, 'message.post' as const, 'room.close' as const, 'room.remove-member' as const),
  who: fc.nat(3),
  pick: fc.nat(6),
  other: fc.nat(20),
  isTogether: fc.boolean(),
})

test('what one keeps for later: lists read at any moment and later events are the lists read fresh', async () => {
  const histories = fc.oneof(aHistory(20), fc.array(aDeed, { minLength: 10, maxLength: 50 }))
  await fc.assert(
    fc.asyncProperty(histories, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), async (history, moments) => {
      const stage = await aStage()
      const { published } = stage.world
      const snapshots: Snapshot[] = []
      const batches = inBatches(history)
      for (const [index, batch] of batches.entries()) {
        const isMoment = moments.some((moment) => moment % batches.length === index)
        const during = isMoment
          ? stage.people.map(async (person) => ({ person, from: published.length, later: await read(person) }))
          : []
        const done = batch.map((deed) => perform(stage, deed))
        for (const { later, ...one } of await Promise.all(during)) if (later) snapshots.push({ ...one, later })
        await Promise.all(done)
        if (index % 7 === 6) await passTime(stage.world)
      }
      for (const snapshot of snapshots) {
        const fresh = await read(snapshot.person)
        if (fresh) expect(contents(after(snapshot, published))).toEqual(contents(fresh))
      }
    }),
    { numRuns: 20 },
  )
}, 60_000)
