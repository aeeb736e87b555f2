import type { Person } from '@parley/protocol/users.ts'

/** What somebody is up to, as long as it lasts; null where he says nothing. */
export function statusOf(person: Person | undefined, now: number): { emoji: string; text: string } | null {
  if (person === undefined || (person.statusEmoji === '' && person.statusText === '')) return null
  if (person.statusUntil !== null && Date.parse(person.statusUntil) <= now) return null
  return { emoji: person.statusEmoji, text: person.statusText }
}
