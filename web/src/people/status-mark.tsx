import type { Person } from '@parley/protocol/users.ts'
import { useClock } from '../parts/clock.tsx'
import { statusOf } from './status.ts'

/** The emoji of somebody's status, beside his name; the words are told to those who point at it or hear it. */
export function StatusMark({ person }: { readonly person: Person | undefined }) {
  const status = statusOf(person, useClock().now)
  if (status === null || status.emoji === '') return null
  const words = status.text === '' ? status.emoji : status.text
  return (
    <span class="status-mark" role="img" aria-label={words} title={words}>
      {status.emoji}
    </span>
  )
}
