import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'

const DAY_MS = 24 * 60 * 60_000

/** Makes a link with which people may register, even where registration is closed; its id is the command's. */
export async function createInvite(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'invite.create'>,
): Promise<Outcome> {
  const inserted = await tx.db
    .insertInto('invites')
    .values({
      id: input.id,
      created_by: actor.id,
      created_at: tx.now,
      expires_at: input.days === undefined ? null : tx.now + input.days * DAY_MS,
      max_uses: input.maxUses ?? null,
      uses: 0,
      revoked_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) throw new ParleyError('id_reused')
  return outcomeOf(await append(tx, actor.id, { type: 'invite.created', subjectId: input.id }))
}
