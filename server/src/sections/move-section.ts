import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { accessSection } from './access.ts'

/** Moves a section of one's own before another, or to their end. */
export async function moveSection(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'section.move'>,
): Promise<Outcome> {
  const { section, own } = await accessSection(tx, actor, input.sectionId)
  const before = input.before === undefined ? null : (await accessSection(tx, actor, input.before)).section
  const others = own.filter(({ id }) => id !== section.id)
  const at =
    before === null || before.id === section.id ? own.indexOf(section) : others.findIndex(({ id }) => id === before.id)
  const next = others.toSpliced(input.before === undefined ? others.length : at, 0, section)
  const event = await append(tx, actor.id, { type: 'sections.edited', subjectId: section.id })
  for (const [index, { id }] of next.entries()) {
    await tx.db
      .updateTable('sections')
      .set({ place: index + 1 })
      .where('user_id', '=', actor.id)
      .where('id', '=', id)
      .execute()
  }
  return outcomeOf(event)
}
