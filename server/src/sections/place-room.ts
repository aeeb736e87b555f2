import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { accessRoom } from '../rooms/access.ts'
import { accessSection } from './access.ts'

/** Puts a room into a section of one's own or among the favourites, or back to where its kind belongs. */
export async function placeRoom(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'section.place'>,
): Promise<Outcome> {
  const { room } = await accessRoom(tx, actor, input.roomId, 'read')
  const sectionId = input.sectionId ?? null
  if (sectionId !== null && sectionId !== 'favourites') await accessSection(tx, actor, sectionId)
  const event = await append(tx, actor.id, { type: 'room.placed', subjectId: room.id })
  await tx.db
    .updateTable('memberships')
    .set({ section_id: sectionId })
    .where('room_id', '=', room.id)
    .where('user_id', '=', actor.id)
    .execute()
  return outcomeOf(event)
}
