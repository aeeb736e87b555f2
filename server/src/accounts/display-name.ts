import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import { fold } from '../search/fold.ts'
import { displaySkeleton } from './skeleton.ts'

/**
 * Checks a name as people see it and gives it in the form in which it is kept: NFC, 1 to 64 code points, single spaces,
 * nothing that turns text around and something to see. Throws `bad_input` for `field`.
 */
export function normalizeDisplayName(typed: string, field = 'displayName'): string {
  const refuse = (problem: string): never => {
    throw new ParleyError('bad_input', { field, problem })
  }
  if (!typed.isWellFormed()) refuse('This name has characters that cannot be stored.')
  const name = typed.normalize('NFC').replace(SPACES, ' ').trim()
  if (NOT_ALLOWED.test(name)) refuse('This name has control characters or characters that turn text around.')
  if (name.replace(INVISIBLE, '') === '') refuse('A name needs something to see.')
  if ([...name].length > LIMITS.displayNameLength) refuse(`A name has at most ${LIMITS.displayNameLength} characters.`)
  if (/\p{M}{5}/u.test(name.normalize('NFD'))) refuse('A name cannot have so many marks on one letter.')
  return name
}

/** What is stored beside a display name, to compare and to search it. */
export function derivedFrom(displayName: string): { display_skeleton: string; display_name_folded: string } {
  return { display_skeleton: displaySkeleton(displayName), display_name_folded: fold(displayName) }
}

const SPACES = /[\t\n\r\p{Zs}]+/gu
const NOT_ALLOWED =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Co}\p{Noncharacter_Code_Point}\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb]/u
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Z}\p{M}\u2800]/gu
