import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import { PLAIN } from '@parley/protocol/answers.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { Reasons } from '@parley/protocol/reasons.ts'
import type { FakeServer } from './fake-server.ts'
import { atSeq } from './samples.ts'

/** Carries one command out. */
export function runCommand(server: FakeServer, userId: string, name: string, input: Record<string, unknown>): Outcome {
  const id = String(input['id'])
  const outcome = (logId: string, seq: number, subjectId: string) => ({ logId, seq, at: atSeq(seq), subjectId })
  if (name === 'message.post') {
    const roomId = String(input['roomId'])
    const mine = server.memberOf(roomId, userId)
    const seq = server.head(roomId) + 1
    const message = { id, roomId, seq, version: seq, authorId: userId, body: String(input['body']) }
    server.messages.set(id, { ...message, at: atSeq(seq), editedAt: null, deletedAt: null, ...PLAIN })
    Object.assign(server.roomOf(roomId).base, { lastMessageSeq: seq, lastMessageAt: atSeq(seq) })
    mine.readSeq = seq
    return outcome(roomId, server.append(roomId, { type: 'message.posted', actorId: userId, subjectId: id }), id)
  }
  if (name === 'message.edit' || name === 'message.delete') {
    const message = server.messages.get(String(input['messageId']))
    if (!message) throw new ParleyError('message_not_found')
    if (message.deletedAt && name === 'message.delete')
      return outcome(message.roomId, server.head(message.roomId), message.id)
    if (message.deletedAt) throw new ParleyError('message_gone')
    const seq = server.head(message.roomId) + 1
    const change =
      name === 'message.edit'
        ? { body: String(input['body']), editedAt: atSeq(seq) }
        : { body: '', deletedAt: atSeq(seq) }
    server.messages.set(message.id, { ...message, ...change, version: seq })
    const { base } = server.roomOf(message.roomId)
    if (name === 'message.delete' && base.lastMessageSeq === message.seq) {
      const left = [...server.messages.values()].filter(
        (one) => one.roomId === message.roomId && one.deletedAt === null,
      )
      const last = left.toSorted((a, b) => a.seq - b.seq).at(-1)
      Object.assign(base, { lastMessageSeq: last?.seq ?? 0, lastMessageAt: last?.at ?? null })
    }
    const type = name === 'message.edit' ? 'message.edited' : 'message.deleted'
    server.append(message.roomId, { type, actorId: userId, subjectId: message.id })
    return outcome(message.roomId, seq, message.id)
  }
  if (name === 'cursor.advance') {
    const roomId = String(input['roomId'])
    const mine = server.memberOf(roomId, userId)
    const asked = Math.min(Number(input['seq']), server.head(roomId))
    if (asked <= mine.readSeq) return outcome(userId, server.head(userId), roomId)
    mine.readSeq = asked
    return outcome(
      userId,
      server.append(userId, { type: 'cursor.advanced', actorId: userId, subjectId: roomId }),
      roomId,
    )
  }
  if (name === 'room.join') {
    server.join(String(input['roomId']), userId)
    return outcome(String(input['roomId']), server.head(String(input['roomId'])), String(input['roomId']))
  }
  if (name === 'session.log-out') return outcome(userId, server.head(userId), userId)
  throw new ParleyError('unknown_command')
}

/** A page of a room. */
export function readHistory(server: FakeServer, userId: string, roomId: string, input: Record<string, unknown>) {
  server.memberOf(roomId, userId)
  const all = [...server.messages.values()].filter((message) => message.roomId === roomId).sort((a, b) => a.seq - b.seq)
  const limit = Number(input['limit'] ?? LIMITS.historyPage)
  const [before, after, around] = [input['before'], input['after'], input['around']]
  let from = Math.max(0, all.length - limit)
  if (before !== undefined) from = Math.max(0, all.filter((message) => message.seq < Number(before)).length - limit)
  if (after !== undefined) from = all.filter((message) => message.seq <= Number(after)).length
  if (around !== undefined) from = Math.max(0, all.filter((message) => message.seq < Number(around)).length - limit / 2)
  let to = Math.min(all.length, from + limit)
  if (before !== undefined) to = all.filter((message) => message.seq < Number(before)).length
  const messages = all.slice(from, to)
  const people = server.people(messages.map((message) => message.authorId))
  return { messages, people, head: server.head(roomId), hasOlder: from > 0, hasNewer: to < all.length }
}

/** What others said in a direct room and somebody has not read. */
export function unreadBy(userId: string, messages: readonly Message[], readSeq: number): Reasons {
  const unread = messages.filter(({ seq, authorId, deletedAt }) => seq > readSeq && authorId !== userId && !deletedAt)
  const seqs = unread.map(({ seq }) => seq).sort((a, b) => a - b)
  return seqs.length === 0 ? {} : { direct: seqs.slice(-100) }
}

/** All whole numbers from one to another. */
export function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
}

/** An error as it crosses the wire. */
export function toWire(error: unknown) {
  return (error instanceof ParleyError ? error : new ParleyError('internal')).toWire()
}
