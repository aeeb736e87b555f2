import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { recordMember } from '../memberships/record-member.ts'
import { areMembers } from '../users/queries.ts'
import { isRoomIdFree } from './queries.ts'
import { recordRoom } from './record-room.ts'

/** Opens the direct room of these people and the actor: get or create by the set of its people, which never changes. */
export async function openDirectRoom(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'room.open-direct'>,
): Promise<Outcome> {
  const people = [...new Set([...input.userIds, actor.id])].sort()
  const key = people.join(' ')
  const existing = await tx.db.selectFrom('rooms').select('id').where('people_key', '=', key).executeTakeFirst()
  if (existing) return showAgain(tx, actor, existing.id)
  if (!(await areMembers(tx, people))) throw new ParleyError('user_not_found')
  if (!(await isRoomIdFree(tx, input.id))) throw new ParleyError('id_reused')
  const room = { kind: 'direct', name: null, description: '', openToGuests: false } as const
  const created = await recordRoom(tx, { ...room, id: input.id, peopleKey: key, createdBy: actor.id })
  for (const userId of people) {
    await recordMember(tx, { roomId: input.id, userId, role: 'member', isShown: userId === actor.id })
  }
  return outcomeOf(created)
}

/** Shows a room that the actor had hidden, or in which nothing was said yet. */
async function showAgain(tx: Transaction, actor: KnownActor, roomId: string): Promise<Outcome> {
  await tx.db
    .updateTable('memberships')
    .set({ hidden_seq: -1 })
    .where('room_id', '=', roomId)
    .where('user_id', '=', actor.id)
    .execute()
  return outcomeOf(await append(tx, actor.id, { type: 'room.hidden', subjectId: roomId }))
}
