import { clearStatuses } from '../accounts/clear-statuses.ts'
import { closeGuestRooms } from '../guests/close-guest-rooms.ts'
import { forgetGuests } from '../guests/forget-guests.ts'
import { fireReminders, hasDueReminders } from '../reminders/fire-reminders.ts'
import { hasDueScheduled, sendDue } from '../scheduled/send-due.ts'
import { expireSessions } from '../sessions/expire-sessions.ts'
import { touchSessions } from '../sessions/touch-sessions.ts'
import type { Parley } from '../parley.ts'
import type { Job } from './schedule.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000

type Ports = Pick<Parley, 'visits' | 'lifetimes' | 'changedRooms' | 'store' | 'clock'>

/** Everything that Parley does by itself, and how often. Visits come first: who was just here is not forgotten. */
export function listJobs({ visits, lifetimes, changedRooms, store, clock }: Ports): readonly Job[] {
  return [
    {
      name: 'sessions.touch',
      everyMs: 5 * MINUTE_MS,
      run: async (tx) => {
        await touchSessions(tx, visits.take())
        return false
      },
    },
    {
      name: 'search.index',
      everyMs: SECOND_MS,
      isNeeded: async () => changedRooms.hasWork(),
      run: (tx) => changedRooms.index(tx),
    },
    { name: 'statuses.clear', everyMs: MINUTE_MS / 2, run: clearStatuses },
    {
      name: 'scheduled.send',
      everyMs: SECOND_MS,
      isNeeded: () => store.read((reader) => hasDueScheduled(reader, clock())),
      run: sendDue,
    },
    {
      name: 'reminders.fire',
      everyMs: SECOND_MS,
      isNeeded: () => store.read((reader) => hasDueReminders(reader, clock())),
      run: fireReminders,
    },
    { name: 'sessions.expire', everyMs: 10 * MINUTE_MS, run: (tx) => expireSessions(tx, lifetimes) },
    { name: 'guests.forget', everyMs: 60 * MINUTE_MS, run: (tx) => forgetGuests(tx, lifetimes) },
    { name: 'guests.close-rooms', everyMs: 60 * MINUTE_MS, run: (tx) => closeGuestRooms(tx, lifetimes) },
  ]
}
