import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { recordOwnMessageRead } from '../memberships/record-cursor.ts'
import { accessRoom } from '../rooms/access.ts'
import { requirePace } from '../rooms/slow-mode.ts'
import { recordLastMessage } from '../rooms/record-last-message.ts'

/** Says something in a room of which the actor is a member: a fixed number of rows, however many read it. */
export async function postMessage(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'message.post'>,
): Promise<Outcome> {
  const access = await accessRoom(tx, actor, input.roomId, 'post')
  await requirePace(tx, actor, access)
  const event = await append(tx, input.roomId, { type: 'message.posted', subjectId: input.id })
  await insertMessage(tx, actor, input, event)
  await recordLastMessage(tx, input.roomId, event)
  await recordOwnMessageRead(tx, input.roomId, actor.id, event)
  return outcomeOf(event)
}

async function insertMessage(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'message.post'>,
  event: { seq: number; at: number },
): Promise<void> {
  const { id, roomId, body } = input
  // Somebody else's message may bear it; one's own was answered as a repeat.
  const inserted = await insert(tx, { id, roomId, body, authorId: actor.id, seq: event.seq, at: event.at })
  if (inserted.length === 0) throw new ParleyError('id_reused')
}

type NewMessage = { id: string; roomId: string; seq: number; authorId: string; body: string; at: number }

const insert = hot<NewMessage, { id: string }>((db, argument) =>
  db
    .insertInto('messages')
    .values({
      id: argument('id'),
      room_id: argument('roomId'),
      seq: argument('seq'),
      version: argument('seq'),
      author_id: argument('authorId'),
      body: argument('body'),
      at: argument('at'),
      edited_at: null,
      deleted_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id'),
)
