import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { findSections } from './queries.ts'
import { normalizeSectionName } from './section-name.ts'

/** Makes a section at the end of one's own. */
export async function createSection(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'section.create'>,
): Promise<Outcome> {
  const name = normalizeSectionName(input.name)
  const { own } = await findSections(tx, actor.id)
  if (own.length >= LIMITS.sections) {
    throw new ParleyError('bad_input', {
      field: 'name',
      problem: `You have ${LIMITS.sections} sections, the most there can be.`,
    })
  }
  const taken = await tx.db.selectFrom('sections').select('id').where('id', '=', input.id).executeTakeFirst()
  if (taken) throw new ParleyError('id_reused')
  const event = await append(tx, actor.id, { type: 'sections.edited', subjectId: input.id })
  await tx.db
    .insertInto('sections')
    .values({ id: input.id, user_id: actor.id, name, place: await nextPlace(tx, actor.id), is_collapsed: 0 })
    .execute()
  return outcomeOf(event)
}

async function nextPlace(tx: Transaction, userId: string): Promise<number> {
  const last = await tx.db
    .selectFrom('sections')
    .select('place')
    .where('user_id', '=', userId)
    .orderBy('place', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (last?.place ?? 0) + 1
}
