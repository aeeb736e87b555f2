import {
  type CursorEntry,
  type Entry,
  type EventSeen,
  type InvokeEntry,
  type MessageSeen,
  type OutcomeEntry,
  type ReadEntry,
  type SnapshotEntry,
  tokenOf,
} from './history.ts'

const EPOCH = 'first'
const START = Date.UTC(2026, 0, 5, 9)

/** A small history in which nothing is wrong, for tests that break one thing of it. */
export class GoodHistory {
  readonly entries: Entry[] = []
  readonly events: EventSeen[] = []
  t = 0
  #ops = 0
  #tokens = 0

  /** Ann and bob in one room, eve in none; bob was added, removed and added again by ann. */
  constructor() {
    this.entries.push(
      { k: 'log', t: 0, log: 'room', kind: 'room', head: 0 },
      { k: 'grant', t: 0, log: 'room', user: 'ann' },
    )
  }

  /** Somebody sends a command; the answer is another step. */
  invoke(user: string, name: string, input: InvokeEntry['input'], isQueued = true): string {
    const op = `op${++this.#ops}`
    this.t += 100
    this.entries.push({ k: 'invoke', t: this.t, op, client: `${user}/1`, user, name, input, isQueued })
    return op
  }

  outcome(op: string, outcome: Omit<OutcomeEntry, 'k' | 't' | 'op'>): void {
    this.t += 100
    this.entries.push({ k: 'outcome', t: this.t, op, ...outcome } as OutcomeEntry)
  }

  ok(op: string, { seq, at, subjectId }: EventSeen): void {
    this.outcome(op, { is: 'ok', outcome: { logId: 'room', seq, at, subjectId } } as never)
  }

  /** The next event of the room, as it is stored. */
  append(type: string, actorId: string, subjectId: string, message?: Partial<MessageSeen>): EventSeen {
    const seq = this.events.length + 1
    const at = new Date(START + this.t).toISOString()
    const known = this.messageOf(subjectId) ?? { id: subjectId, seq, authorId: actorId, body: '', at, deletedAt: null }
    const event: EventSeen = { seq, type, actorId, subjectId, at }
    if (message) event.message = { ...known, version: seq, ...message }
    this.events.push(event)
    return event
  }

  messageOf(id: string): MessageSeen | undefined {
    return this.events.findLast(({ message }) => message?.id === id)?.message
  }

  /** A whole post: invoked, stored, acknowledged. */
  post(user: string, id: string): EventSeen {
    const body = tokenOf(this.#tokens++)
    const op = this.invoke(user, 'message.post', { id, roomId: 'room', body })
    const event = this.append('message.posted', user, id, { body })
    this.ok(op, event)
    return event
  }

  /** A whole edit or deletion. */
  change(user: string, name: 'message.edit' | 'message.delete', id: string, messageId: string): EventSeen {
    const body = name === 'message.edit' ? tokenOf(this.#tokens++) : ''
    const op = this.invoke(user, name, { id, messageId, ...(body === '' ? {} : { body }) })
    const isEdit = name === 'message.edit'
    const deletedAt = isEdit ? null : new Date(START + this.t).toISOString()
    const event = this.append(isEdit ? 'message.edited' : 'message.deleted', user, messageId, { body, deletedAt })
    this.ok(op, event)
    return event
  }

  /** Ann adds or removes somebody. */
  move(name: 'room.add-member' | 'room.remove-member', id: string, userId: string): EventSeen {
    const op = this.invoke('ann', name, { id, roomId: 'room', userId }, false)
    const event = this.append(name === 'room.add-member' ? 'member.joined' : 'member.left', 'ann', userId)
    this.ok(op, event)
    return event
  }

  /** Events as they come to somebody's client. */
  see(user: string, ...events: EventSeen[]): void {
    for (const event of events) {
      this.t += 1
      this.entries.push({ k: 'event', t: this.t, stream: `${user}/1#1`, user, log: 'room', epoch: EPOCH, event })
    }
  }

  read(user: string, more: Partial<ReadEntry> = {}): ReadEntry {
    this.t += 100
    const entry: ReadEntry = {
      k: 'read',
      t: this.t,
      began: this.t - 50,
      client: `${user}/1`,
      user,
      node: 'one',
      log: 'room',
      epoch: EPOCH,
      head: this.events.length,
      tail: 0,
      events: this.events.map((event) => this.#asNow(event)),
      isFinal: true,
      ...more,
    }
    this.entries.push(entry)
    return entry
  }

  snapshot(user: string, how: 'fold' | 'fresh', more: Partial<SnapshotEntry> = {}): SnapshotEntry {
    this.t += 100
    const ids = new Set(this.events.flatMap(({ message }) => message?.id ?? []))
    const entry: SnapshotEntry = {
      k: 'snapshot',
      t: this.t,
      began: how === 'fold' ? this.t : this.t - 50,
      how,
      client: `${user}/1`,
      user,
      node: 'one',
      log: 'room',
      epoch: EPOCH,
      head: this.events.length,
      messages: [...ids].flatMap((id) => this.messageOf(id) ?? []),
      from: 0,
      isFinal: true,
      ...more,
    }
    this.entries.push(entry)
    return entry
  }

  cursor(user: string, device: number, readSeq: number, isFinal = false): CursorEntry {
    this.t += 1
    const stream = `${user}/${device}#1`
    const entry: CursorEntry = { k: 'cursor', t: this.t, stream, user, log: 'room', readSeq, isFinal }
    this.entries.push(entry)
    return entry
  }

  /** Forgets the end, so that something more can happen before it. */
  goOn(): void {
    const going = this.entries.filter((entry) => !('isFinal' in entry && entry.isFinal))
    this.entries.splice(0, this.entries.length, ...going)
  }

  #asNow(event: EventSeen): EventSeen {
    const message = event.message && this.messageOf(event.message.id)
    return message ? { ...event, message } : event
  }
}

/** Posts, an edit, a deletion, a removal and a return, a lost ack with its repeat, cursors, and final reads. */
export function aGoodHistory(): GoodHistory {
  const history = new GoodHistory()
  history.move('room.add-member', 'c1', 'bob')
  history.post('ann', 'm1')
  history.post('bob', 'm2')
  history.change('ann', 'message.edit', 'c2', 'm1')
  history.move('room.remove-member', 'c3', 'bob')
  history.post('ann', 'm3')
  history.move('room.add-member', 'c4', 'bob')
  const body = tokenOf(100)
  history.invoke('bob', 'message.post', { id: 'm4', roomId: 'room', body })
  const event = history.append('message.posted', 'bob', 'm4', { body })
  history.ok(history.invoke('bob', 'message.post', { id: 'm4', roomId: 'room', body }), event)
  history.change('bob', 'message.delete', 'c5', 'm4')
  history.see('ann', ...history.events)
  const seq = history.events.length
  const op = history.invoke('ann', 'cursor.advance', { id: 'c6', roomId: 'room', seq }, false)
  history.outcome(op, { is: 'ok', outcome: { logId: 'ann', seq: 1, at: '', subjectId: 'room' } } as never)
  history.cursor('ann', 1, 6)
  history.entries.push({ k: 'heal', t: ++history.t })
  for (const user of ['ann', 'bob']) {
    history.read(user)
    history.snapshot(user, 'fresh')
    history.snapshot(user, 'fold')
    history.entries.push({ k: 'outbox', t: history.t, client: `${user}/1`, waiting: 0 })
  }
  history.cursor('ann', 1, seq, true)
  history.cursor('ann', 2, seq, true)
  return history
}
