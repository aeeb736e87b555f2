import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { accessPublicRoom, accessRoom } from '../rooms/access.ts'
import { isMember } from './queries.ts'
import { recordMember } from './record-member.ts'

/** Joins a public room; whoever is in it already stays in it. */
export async function joinRoom(tx: Transaction, actor: KnownActor, input: CommandInput<'room.join'>): Promise<Outcome> {
  const isIn = await isMember(tx, input.roomId, actor.id)
  const room = isIn
    ? (await accessRoom(tx, actor, input.roomId, 'read')).room
    : await accessPublicRoom(tx, actor, input.roomId)
  if (isIn) return recordUnchanged(tx, actor.id, actor.id)
  return outcomeOf(await recordMember(tx, { roomId: room.id, userId: actor.id, role: 'member' }))
}
