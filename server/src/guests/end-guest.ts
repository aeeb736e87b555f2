import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf } from '../events/outcome.ts'
import { accessGuest } from './access.ts'
import { recordGuestEnded } from './record-guest-ended.ts'

/** Ends a guest's stay at once; what he said stays, under "a guest". */
export async function endGuest(
  tx: Transaction,
  _actor: KnownActor,
  input: CommandInput<'guest.end'>,
): Promise<Outcome> {
  const guest = await accessGuest(tx, input.guestId)
  return outcomeOf(await recordGuestEnded(tx, guest.id))
}
