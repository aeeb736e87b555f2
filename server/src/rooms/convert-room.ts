import { COMMANDS, type CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { recordMemberLeft } from '../memberships/record-member.ts'
import { accessRoom } from './access.ts'
import { recordRoomEdited } from './record-room-edited.ts'

/**
 * Makes a public room private or a private one public. It takes both rights: over the room as it is, and to make a room of
 * the other kind. Guests are never in a private room: they leave one that becomes private, after the event that says so.
 */
export async function convertRoom(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'room.convert'>,
): Promise<Outcome> {
  const { room } = await accessRoom(tx, actor, input.roomId, 'convert')
  if (COMMANDS['room.create'].allow[actor.role] === false) throw new ParleyError('forbidden')
  if (room.kind === input.kind) return recordUnchanged(tx, actor.id, room.id)
  const event = await recordRoomEdited(tx, room.id, 'room.converted', () => ({ kind: input.kind, open_to_guests: 0 }))
  if (input.kind === 'private') {
    for (const guestId of await listGuestIds(tx, room.id)) await recordMemberLeft(tx, room.id, guestId)
  }
  return outcomeOf(event)
}

async function listGuestIds(tx: Transaction, roomId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select('users.id')
    .where('memberships.room_id', '=', roomId)
    .where('users.role', '=', 'guest')
    .orderBy('users.id')
    .execute()
  return rows.map((row) => row.id)
}
