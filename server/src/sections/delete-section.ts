import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { accessSection } from './access.ts'

/** Deletes a section of one's own; its rooms stand by their kind again. */
export async function deleteSection(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'section.delete'>,
): Promise<Outcome> {
  const { section } = await accessSection(tx, actor, input.sectionId)
  const event = await append(tx, actor.id, { type: 'sections.edited', subjectId: section.id })
  await tx.db.deleteFrom('sections').where('user_id', '=', actor.id).where('id', '=', section.id).execute()
  await tx.db
    .updateTable('memberships')
    .set({ section_id: null })
    .where('user_id', '=', actor.id)
    .where('section_id', '=', section.id)
    .execute()
  return outcomeOf(event)
}
