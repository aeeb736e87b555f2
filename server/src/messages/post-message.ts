import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { MessageTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { append, type Appended, carryAlong } from '../events/append.ts'
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
  const place = { root_id: root?.id ?? null, in_room: inRoom ? 1 : 0 }
  const row = { ...saidNow(input, actor.id, event), ...place, ...columnsOf(mentioned) }
  await insertMessage(tx, row)
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
  else carryAlong(tx, row)
  return outcomeOf(event)
}

/** A message that nobody has edited, deleted, answered, pinned or reacted to. */
function saidNow({ id, roomId, body, replyTo }: CommandInput<'message.post'>, authorId: string, event: Appended) {
  const { seq, at } = event
  const said = { id, room_id: roomId, seq, version: seq, author_id: authorId, body, at, reply_to: replyTo ?? null }
  return { ...said, ...UNTOUCHED }
}

const UNTOUCHED = {
  edited_at: null,
  deleted_at: null,
  has_thread: 0,
  reactions: null,
  pinned_at: null,
  pinned_by: null,
  pinned_seq: null,
  edited_seq: null,
}

async function insertMessage(tx: Transaction, message: MessageTable): Promise<void> {
  // Somebody else's message may bear it; one's own was answered as a repeat.
  const inserted = await insert(tx, message)
  if (inserted.length === 0) throw new ParleyError('id_reused')
}

const insert = hot<MessageTable, { id: string }>((db, argument) =>
  db
    .insertInto('messages')
    .values({
      id: argument('id'),
      room_id: argument('room_id'),
      seq: argument('seq'),
      version: argument('version'),
      author_id: argument('author_id'),
      body: argument('body'),
      at: argument('at'),
      edited_at: null,
      deleted_at: null,
      reply_to: argument('reply_to'),
      root_id: argument('root_id'),
      in_room: argument('in_room'),
      has_thread: 0,
      mentions: argument('mentions'),
      calls: argument('calls'),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id'),
)
