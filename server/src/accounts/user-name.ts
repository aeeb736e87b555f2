import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'

// What comes after an @ and means more than one person.
const RESERVED = new Set(['all', 'channel', 'everyone', 'guest', 'guests', 'here', 'room'])

/**
 * Checks a user name and gives it in the form in which it is kept: NFC, 2 to 32 letters or digits of any script and
 * `. _ -`, with a letter or digit first and no dot last, since a dot there ends a sentence. Throws `bad_input`.
 */
export function normalizeUserName(typed: string): string {
  const name = typed.trim().normalize('NFC')
  const length = [...name].length
  if (length < LIMITS.userNameMin || length > LIMITS.userNameMax) {
    refuse(`A user name has ${LIMITS.userNameMin} to ${LIMITS.userNameMax} characters.`)
  }
  if (!/^[\p{L}\p{M}\p{Nd}._-]+$/u.test(name)) refuse('A user name has letters, digits and . _ - only.')
  if (!/^[\p{L}\p{Nd}]/u.test(name)) refuse('A user name begins with a letter or a digit.')
  if (name.endsWith('.')) refuse('A user name cannot end with a dot.')
  if (/\p{M}{3}/u.test(name.normalize('NFD'))) refuse('A user name cannot have so many marks on one letter.')
  if (RESERVED.has(name.toLowerCase())) refuse('This user name means more than one person. Choose another.')
  return name
}

function refuse(problem: string): never {
  throw new ParleyError('bad_input', { field: 'userName', problem })
}
