import type { Limits } from '../config.ts'
import type { UserTable } from '../database/schema.ts'

const DAY_MS = 24 * 60 * 60_000

/** How long things live without a visit, and a member's session at most, in milliseconds. */
export type Lifetimes = {
  sessionIdleMs: number
  sessionMs: number
  guestIdleMs: number
  guestRoomIdleMs: number
}

type InDays = Pick<Limits, 'sessionIdleDays' | 'sessionDays' | 'guestIdleDays' | 'guestRoomIdleDays'>

/** The lifetimes that the settings give. */
export function lifetimesOf(limits: InDays): Lifetimes {
  return {
    sessionIdleMs: limits.sessionIdleDays * DAY_MS,
    sessionMs: limits.sessionDays * DAY_MS,
    guestIdleMs: limits.guestIdleDays * DAY_MS,
    guestRoomIdleMs: limits.guestRoomIdleDays * DAY_MS,
  }
}

/** When something is asked, and how long sessions live. */
export type Moment = { now: number; lifetimes: Lifetimes }

type Lived = { role: UserTable['role']; created_at: number; last_seen_at: number; ended_at: number | null }

/** Tells whether a session still lets its bearer in. A guest's has no end, for he has no password to come back with. */
export function isLive(session: Lived, { now, lifetimes }: Moment): boolean {
  if (session.ended_at !== null) return false
  const idleMs = now - session.last_seen_at
  if (session.role === 'guest') return idleMs <= lifetimes.guestIdleMs
  return idleMs <= lifetimes.sessionIdleMs && now - session.created_at <= lifetimes.sessionMs
}
