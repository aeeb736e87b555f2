import { ParleyError } from '@parley/protocol/errors.ts'
import { normalizeLine } from '../accounts/profile-text.ts'

/** A section's name in the form in which it is kept: one line that is not empty. */
export function normalizeSectionName(typed: string): string {
  const name = normalizeLine(typed, 'name')
  if (name === '') throw new ParleyError('bad_input', { field: 'name', problem: 'A section needs a name.' })
  return name
}
