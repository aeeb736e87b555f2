import type { CommandInput } from '@parley/protocol/commands.ts'
import { fireReminders } from '../reminders/fire-reminders.ts'
import { sendDue } from '../scheduled/send-due.ts'
import type { Deed, Stage } from './history.ts'
import type { TestParley } from './parley.ts'
import type { TestPerson } from './people.ts'

const HOUR_MS = 3_600_000

/** What one keeps for later, in a history: the latest message or scheduled message first. */
export const LATER_DEEDS = {
  'draft.set': ({ rooms }: Stage, { pick, other }: Deed) => ({
    roomId: rooms[pick % rooms.length]!,
    body: other % 3 === 0 ? '' : `typed ${other}`,
  }),
  'message.schedule': ({ rooms, world }: Stage, { pick, other }: Deed) => ({
    roomId: rooms[pick % rooms.length]!,
    body: `said later ${other}`,
    at: inAnHour(world),
  }),
  'scheduled.edit': (stage: Stage, { pick, other }: Deed, who: TestPerson) =>
    aboutOwn(stage, pick, who, { body: `said better ${other}` }),
  'scheduled.cancel': (stage: Stage, { pick }: Deed, who: TestPerson) => aboutOwn(stage, pick, who, {}),
  'scheduled.send': (stage: Stage, { pick }: Deed, who: TestPerson) => aboutOwn(stage, pick, who, {}),
  'reminder.set': ({ messages, world }: Stage, { pick }: Deed) =>
    messages.length === 0 ? null : { messageId: fromEnd(messages, pick).id, at: inAnHour(world) },
  'reminder.remove': ({ messages }: Stage, { pick }: Deed) =>
    messages.length === 0 ? null : { messageId: fromEnd(messages, pick).id },
  'reminder.see': ({ messages }: Stage, { pick }: Deed) =>
    messages.length === 0 ? null : { messageId: fromEnd(messages, pick).id },
} as const

function aboutOwn<T extends Partial<CommandInput<'scheduled.edit'>>>(
  { scheduled }: Stage,
  pick: number,
  who: TestPerson,
  more: T,
) {
  const own = scheduled.filter(({ authorId }) => authorId === who.id)
  return own.length === 0 ? null : { scheduledId: fromEnd(own, pick).id, ...more }
}

function fromEnd<T>(list: readonly T[], pick: number): T {
  return list[list.length - 1 - (pick % list.length)]!
}

/** A time ahead, as it crosses the wire. */
export function inAnHour(world: TestParley): string {
  return new Date(world.clock.now + HOUR_MS).toISOString()
}

/** Lets time pass, and what was to happen in it happen. */
export async function passTime({ parley, clock }: TestParley, ms = 2 * HOUR_MS): Promise<void> {
  clock.now += ms
  for (const job of [sendDue, fireReminders]) {
    let hasMore = true
    while (hasMore) {
      await parley.lane.chore('later', async (tx) => {
        hasMore = await job(tx)
        return null
      })
    }
  }
}
