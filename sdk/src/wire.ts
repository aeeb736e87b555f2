import type { CommandInput, CommandName } from '@parley/protocol/commands.ts'
import { ParleyError, RETRYABLE, type WireError } from '@parley/protocol/errors.ts'

/** A command with its input, its id included. */
export type Command<N extends CommandName = CommandName> = { [K in N]: { name: K; input: CommandInput<K> } }[N]

/** An error of the wire as it is thrown. A code that this version does not know is final and keeps its sentence, too. */
export function errorFrom({ code, message, ...hints }: WireError): ParleyError {
  return new ParleyError(code, hints, message)
}

/** Tells whether the same request may succeed later. */
export function isRetryable(error: ParleyError): boolean {
  return RETRYABLE.has(error.code)
}

/** Tells whether an error means that one is no longer logged in. */
export function isSessionOver(error: unknown): boolean {
  return error instanceof ParleyError && (error.code === 'not_logged_in' || error.code === 'session_ended')
}
