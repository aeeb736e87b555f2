import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { BuiltInSection } from '@parley/protocol/sections.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { accessSection } from './access.ts'
import { normalizeSectionName } from './section-name.ts'

/** Renames or collapses a section of one's own list of rooms; a built-in one can only be collapsed. */
export async function editSection(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'section.edit'>,
): Promise<Outcome> {
  const { sectionId, isCollapsed } = input
  const name = input.name === undefined ? undefined : normalizeSectionName(input.name)
  const isBuiltIn = BuiltInSection.safeParse(sectionId).success
  if (isBuiltIn && name !== undefined) {
    throw new ParleyError('bad_input', { field: 'name', problem: 'A built-in section keeps its name.' })
  }
  if (!isBuiltIn) await accessSection(tx, actor, sectionId)
  const event = await append(tx, actor.id, { type: 'sections.edited', subjectId: actor.id })
  const change = {
    ...(name === undefined ? {} : { name }),
    ...(isCollapsed === undefined ? {} : { is_collapsed: isCollapsed ? 1 : 0 }),
  }
  await tx.db
    .insertInto('sections')
    .values({ id: sectionId, user_id: actor.id, name: null, place: 0, is_collapsed: 0, ...change })
    .onConflict((conflict) => conflict.columns(['user_id', 'id']).doUpdateSet({ id: sectionId, ...change }))
    .execute()
  return outcomeOf(event)
}
