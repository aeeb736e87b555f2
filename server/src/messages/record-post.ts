import type { CommandInput } from '@parley/protocol/commands.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { postMessage } from './post-message.ts'

/** Says something in somebody's name inside another command or job: all that posting asks and writes. */
export async function recordPost(
  tx: Transaction,
  author: KnownActor,
  message: CommandInput<'message.post'>,
): Promise<void> {
  await postMessage(tx, author, message)
}
