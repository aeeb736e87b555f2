import type { UserTable } from '../database/schema.ts'

const DAY_MS = 24 * 60 * 60_000

/** Without a visit for so long, a session ends. Source: the delivery rules of the project. */
export const IDLE_MS = 14 * DAY_MS
export const GUEST_IDLE_MS = 30 * DAY_MS
/** A member's session ends at this age, visited or not; a guest has no password to come back with. */
export const MAX_AGE_MS = 90 * DAY_MS

type Lived = { role: UserTable['role']; created_at: number; last_seen_at: number; ended_at: number | null }

/** Tells whether a session still lets its bearer in. */
export function isLive(session: Lived, now: number): boolean {
  if (session.ended_at !== null) return false
  const idleMs = now - session.last_seen_at
  if (session.role === 'guest') return idleMs <= GUEST_IDLE_MS
  return idleMs <= IDLE_MS && now - session.created_at <= MAX_AGE_MS
}
