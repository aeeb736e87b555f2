import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { wordsOf } from '@parley/protocol/reasons.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, unchangedOutcome } from '../events/outcome.ts'

/** Changes one's keywords, and whether others learn what one has read; what is left out stays. */
export async function editNotifications(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'notifications.edit'>,
): Promise<Outcome> {
  const old = await tx.db
    .selectFrom('users')
    .select(['keywords', 'tells_reading'])
    .where('id', '=', actor.id)
    .executeTakeFirstOrThrow()
  const next = {
    keywords: input.keywords === undefined ? old.keywords : JSON.stringify(normalizeKeywords(input.keywords)),
    tells_reading: input.tellsReading === undefined ? old.tells_reading : Number(input.tellsReading),
  }
  if (next.keywords === old.keywords && next.tells_reading === old.tells_reading) {
    return unchangedOutcome(tx, actor.id, actor.id)
  }
  await tx.db.updateTable('users').set(next).where('id', '=', actor.id).execute()
  return outcomeOf(await append(tx, actor.id, { type: 'notifications.edited', subjectId: actor.id }))
}

/** Each once, and none that would be found everywhere or nowhere. */
function normalizeKeywords(typed: readonly string[]): string[] {
  const known = new Map<string, string>()
  for (const keyword of typed) {
    const words = wordsOf(keyword)
    if (words === '') refuse()
    if (!known.has(words)) known.set(words, keyword.normalize('NFC').replaceAll(/\s+/gu, ' ').trim())
  }
  return [...known.values()]
}

function refuse(): never {
  throw new ParleyError('bad_input', { field: 'keywords', problem: 'A keyword has at least one letter or digit.' })
}
