import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { columnsOf, findMentioned } from '../mentions/queries.ts'
import { recordMentions } from '../mentions/record-mentions.ts'
import { recordOwnMessageRead, recordOwnReply } from '../memberships/record-cursor.ts'
import { accessRoom, requirePace } from '../rooms/access.ts'
import { recordLastMessage } from '../rooms/record-last-message.ts'
import { accessRoot } from '../threads/access.ts'
import { recordReply } from '../threads/record-reply.ts'
import { accessMessageOf } from './access.ts'

/** Says something in a room of which the actor is a member: a fixed number of rows, however many read it. */
export async function postMessage(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'message.post'>,
): Promise<Outcome> {
  const { id, roomId } = input
  const inRoom = input.rootId === undefined || input.alsoInRoom === true
  const access = await accessRoom(tx, actor, roomId, inRoom ? 'post' : 'reply')
  await requirePace(tx, actor, access)
  const root = input.rootId === undefined ? null : await accessRoot(tx, roomId, input.rootId)
  const quoted = input.replyTo === undefined ? null : await accessMessageOf(tx, roomId, input.replyTo)
  const event = await append(tx, roomId, { type: 'message.posted', subjectId: id })
  const mentioned = await findMentioned(tx, actor, roomId, input.body)
  await insertMessage(tx, {
    ...{ id, roomId, body: input.body, authorId: actor.id, seq: event.seq, at: event.at },
    ...{ replyTo: input.replyTo ?? null, rootId: root?.id ?? null, inRoom: inRoom ? 1 : 0 },
    ...columnsOf(mentioned),
  })
  await recordMentions(
    tx,
    { messageId: id, roomId, ...event, authorId: actor.id },
    mentioned,
    quoted?.author_id ?? null,
  )
  if (inRoom) {
    await recordLastMessage(tx, roomId, event)
    await recordOwnMessageRead(tx, roomId, actor.id, event)
  }
  if (!inRoom) await recordOwnReply(tx, roomId, actor.id, event.at)
  if (root) await recordReply(tx, root, { authorId: actor.id, seq: event.seq, at: event.at })
  return outcomeOf(event)
}

type NewMessage = {
  id: string
  roomId: string
  seq: number
  authorId: string
  body: string
  at: number
  replyTo: string | null
  rootId: string | null
  inRoom: number
  mentions: string | null
  calls: 'here' | 'room' | null
}

async function insertMessage(tx: Transaction, message: NewMessage): Promise<void> {
  // Somebody else's message may bear it; one's own was answered as a repeat.
  const inserted = await insert(tx, message)
  if (inserted.length === 0) throw new ParleyError('id_reused')
}

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
      reply_to: argument('replyTo'),
      root_id: argument('rootId'),
      in_room: argument('inRoom'),
      has_thread: 0,
      mentions: argument('mentions'),
      calls: argument('calls'),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id'),
)
