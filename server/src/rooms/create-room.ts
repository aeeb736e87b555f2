import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { normalizeParagraphs } from '../accounts/profile-text.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf } from '../events/outcome.ts'
import { recordMember } from '../memberships/record-member.ts'
import { isNameFree, isRoomIdFree } from './queries.ts'
import { recordRoom } from './record-room.ts'
import { normalizeRoomName } from './room-name.ts'

/** Makes a public or private room; its maker is its owner and first member. */
export async function createRoom(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'room.create'>,
): Promise<Outcome> {
  const name = normalizeRoomName(input.name)
  if (!(await isRoomIdFree(tx, input.id))) throw new ParleyError('id_reused')
  if (!(await isNameFree(tx, name))) throw new ParleyError('room_name_taken', { field: 'name' })
  const created = await recordRoom(tx, {
    id: input.id,
    kind: input.kind,
    name,
    description: normalizeParagraphs(input.description ?? '', 'description'),
    openToGuests: input.kind === 'public' && (input.openToGuests ?? false),
    peopleKey: null,
    createdBy: actor.id,
  })
  await recordMember(tx, { roomId: input.id, userId: actor.id, role: 'owner' })
  return outcomeOf(created)
}
