import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { LogEvent } from '@parley/protocol/events.ts'
import type { ClientFrame, CommandResult, ServerFrame } from '@parley/protocol/frames.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { Cursors, Reset } from '@parley/protocol/logs.ts'
import type { Member } from '@parley/protocol/memberships.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { countOf } from '@parley/protocol/reasons.ts'
import type { RoomEntry } from '@parley/protocol/rooms.ts'
import { range, readHistory, runCommand, toWire, unreadBy } from './fake-commands.ts'
import { aMe, aPerson, aRoom, atSeq } from './samples.ts'

type Fact = { type: LogEvent['type']; actorId: string; subjectId: string; ends?: string }
type Log = { kind: 'room' | 'user'; tail: number; facts: Fact[] }
type Mine = { readSeq: number; hiddenSeq: number; version: number }
type FakeRoom = { base: ReturnType<typeof aRoom>; members: Map<string, Mine> }

/** Who is connected, as the server sees him. */
export type Follower = { userId: string; followed: Set<string>; send(frame: ServerFrame): void }

/** The protocol in memory: logs, commands that are safe to repeat, queries. It knows nothing of networks. */
export class FakeServer {
  epoch = 'epoch-1'
  catchUpEvents: number = LIMITS.catchUpEvents
  readonly users = new Map<string, string>()
  readonly rooms = new Map<string, FakeRoom>()
  readonly logs = new Map<string, Log>()
  readonly messages = new Map<string, Message>()
  readonly followers = new Set<Follower>()
  readonly outcomes = new Map<string, Outcome>()
  /** Called before a command is run; may throw what is answered then. */
  judge: (name: string, input: Record<string, unknown>, userId: string) => void = () => {}

  addUser(id: string, name = id.slice(-1)): void {
    this.users.set(id, name)
    this.logs.set(id, { kind: 'user', tail: 0, facts: [] })
  }

  addRoom(id: string, memberIds: string[], change: Partial<ReturnType<typeof aRoom>> = {}): void {
    this.rooms.set(id, {
      base: aRoom({ id, name: `room-${id.slice(-3)}`, memberCount: 0, ...change }),
      members: new Map(),
    })
    this.logs.set(id, { kind: 'room', tail: 0, facts: [] })
    this.append(id, { type: 'room.created', actorId: memberIds[0] ?? '', subjectId: id })
    for (const userId of memberIds) this.join(id, userId)
  }

  join(roomId: string, userId: string): void {
    const room = this.roomOf(roomId)
    const seq = this.logOf(roomId).facts.length + 1
    room.members.set(userId, { readSeq: 0, hiddenSeq: -1, version: seq })
    this.append(roomId, { type: 'member.joined', actorId: userId, subjectId: userId })
    this.append(userId, { type: 'room.joined', actorId: userId, subjectId: roomId })
  }

  leave(roomId: string, userId: string): void {
    this.roomOf(roomId).members.delete(userId)
    this.append(roomId, { type: 'member.left', actorId: userId, subjectId: userId, ends: userId })
    this.append(userId, { type: 'room.left', actorId: userId, subjectId: roomId })
  }

  rename(userId: string, name: string): void {
    this.users.set(userId, name)
    for (const [id, room] of this.rooms) {
      if (room.members.has(userId)) this.append(id, { type: 'member.edited', actorId: userId, subjectId: userId })
    }
    this.append(userId, { type: 'profile.edited', actorId: userId, subjectId: userId })
  }

  post(roomId: string, userId: string, body: string, id: string = crypto.randomUUID()): Outcome {
    return this.command(userId, 'message.post', { id, roomId, body })
  }

  append(logId: string, fact: Fact): number {
    const log = this.logOf(logId)
    log.facts.push(fact)
    const seq = log.facts.length
    const events = { log: logId, ...this.hydrate(logId, [seq]) }
    for (const follower of this.followers) {
      if (!follower.followed.has(logId)) continue
      follower.send({ t: 'events', ...events })
      if (fact.ends === follower.userId) {
        follower.followed.delete(logId)
        follower.send({ t: 'gone', log: logId })
      }
    }
    return seq
  }

  head(logId: string): number {
    return this.logOf(logId).facts.length
  }

  /** Runs a command as often as it is sent, and carries it out once. */
  command(userId: string, name: string, input: Record<string, unknown>): Outcome {
    const id = String(input['id'])
    const known = this.outcomes.get(`${userId} ${id}`)
    if (known) return known
    this.judge(name, input, userId)
    const outcome = runCommand(this, userId, name, input)
    this.outcomes.set(`${userId} ${id}`, outcome)
    return outcome
  }

  query(userId: string, name: string, input: Record<string, unknown>): unknown {
    const roomId = String(input['roomId'])
    switch (name) {
      case 'session.show':
        return { me: this.me(userId), sessionId: 's', epoch: this.epoch, community: {} }
      case 'room.list':
        return {
          entries: this.entries(userId),
          people: this.people([...this.users.keys()]),
          head: this.head(userId),
          epoch: this.epoch,
          sections: { own: [], collapsed: [] },
        }
      case 'room.show': {
        const room = this.rooms.get(roomId)
        if (!room || (!room.members.has(userId) && room.base.kind !== 'public')) throw new ParleyError('room_not_found')
        return { entry: this.entry(roomId, userId), people: [], epoch: this.epoch }
      }
      case 'room.history':
        return readHistory(this, userId, roomId, input)
      case 'room.members': {
        this.memberOf(roomId, userId)
        const ids = [...this.roomOf(roomId).members.keys()]
          .sort()
          .filter((id) => id > (typeof input['after'] === 'string' ? input['after'] : ''))
        const page = ids.slice(0, 2)
        const next = ids.length > page.length ? (page.at(-1) ?? null) : null
        const members = page.flatMap((id) => this.member(roomId, id) ?? [])
        return { members, people: this.people(page), head: this.head(roomId), next }
      }
      case 'log.read':
        return this.readLogs(userId, input['cursors'] as Cursors, input['epoch'] as string | undefined)
      default:
        throw new ParleyError('unknown_query')
    }
  }

  /** Why a log cannot be continued from a cursor. */
  resetOf(logId: string, cursor: number, isOtherEpoch: boolean): Reset | null {
    const { tail } = this.logOf(logId)
    const head = this.head(logId)
    const reset = (reason: Reset['reason']) => ({ log: logId, reason, head, tail })
    if (isOtherEpoch) return reset('epoch')
    if (cursor > head) return reset('ahead')
    if (cursor < tail) return reset('below_tail')
    return head - cursor > this.catchUpEvents ? reset('too_far') : null
  }

  mayRead(userId: string, logId: string): boolean {
    return logId === userId || this.rooms.get(logId)?.members.has(userId) === true
  }

  readLogs(userId: string, cursors: Cursors, epoch: string | undefined) {
    const gone = Object.keys(cursors).filter((log) => !this.mayRead(userId, log))
    const open = Object.entries(cursors).filter(([log]) => !gone.includes(log))
    const resets = open.flatMap(
      ([log, cursor]) => this.resetOf(log, cursor, epoch !== undefined && epoch !== this.epoch) ?? [],
    )
    const logs = open
      .filter(([log, cursor]) => this.head(log) > cursor && !resets.some((reset) => reset.log === log))
      .map(([log, cursor]) => ({ log, ...this.hydrate(log, range(cursor + 1, Math.min(this.head(log), cursor + 20))) }))
    return { epoch: this.epoch, logs, resets, gone, hasMore: false }
  }

  /** Brings somebody from his cursors to the present and lets him follow. */
  follow(follower: Follower, cursors: Cursors, isOtherEpoch: boolean): void {
    const heads: Record<string, number> = {}
    for (const [log, cursor] of Object.entries(cursors)) {
      if (!this.mayRead(follower.userId, log)) {
        follower.send({ t: 'gone', log })
        continue
      }
      const reset = this.resetOf(log, cursor, isOtherEpoch)
      if (reset) follower.send({ t: 'reset', ...reset })
      for (let seq = cursor + 1; !reset && seq <= this.head(log); seq += 10) {
        follower.send({ t: 'events', log, ...this.hydrate(log, range(seq, Math.min(this.head(log), seq + 9))) })
      }
      follower.followed.add(log)
      heads[log] = this.head(log)
    }
    follower.send({ t: 'caught-up', heads })
  }

  /** Takes a frame of a socket that has said hello. */
  receive(follower: Follower, frame: ClientFrame): void {
    if (frame.t === 'follow') this.follow(follower, frame.cursors, false)
    if (frame.t === 'commands')
      follower.send({ t: 'results', ref: frame.ref, results: this.batch(follower.userId, frame.commands) })
    if (frame.t === 'query') {
      try {
        const output = this.query(follower.userId, frame.name, frame.input as Record<string, unknown>)
        follower.send({ t: 'answer', ref: frame.ref, output: structuredClone(output) })
      } catch (error) {
        follower.send({ t: 'refused', ref: frame.ref, error: toWire(error) })
      }
    }
  }

  batch(userId: string, commands: { name: string; input?: unknown }[]): CommandResult[] {
    const results: CommandResult[] = []
    for (const { name, input } of commands) {
      try {
        results.push({ outcome: this.command(userId, name, input as Record<string, unknown>) })
      } catch (error) {
        return [...results, { error: toWire(error) }]
      }
    }
    return results
  }

  hydrate(logId: string, seqs: number[]) {
    const log = this.logOf(logId)
    const events = seqs.flatMap((seq) => {
      const fact = log.facts[seq - 1]
      if (!fact) return []
      const { type, actorId, subjectId } = fact
      return [{ type, seq, at: atSeq(seq), actorId, subjectId, ...this.#payload(logId, fact) } as LogEvent]
    })
    const people = this.people(events.flatMap((event) => [event.actorId ?? '', event.subjectId]))
    return { events: structuredClone(events), people }
  }

  #payload(logId: string, { type, subjectId }: Fact): object {
    const { lastMessageSeq, lastMessageAt } = this.rooms.get(logId)?.base ?? {}
    const message = { message: this.messages.get(subjectId), thread: null }
    if (type === 'message.deleted') return { ...message, lastMessageSeq, lastMessageAt }
    if (type.startsWith('message.')) return message
    if (type === 'room.created' || type === 'room.edited' || type === 'room.closed') return { room: this.room(logId) }
    if (type.startsWith('member.')) {
      return { member: this.member(logId, subjectId), memberCount: this.roomOf(logId).members.size }
    }
    if (type === 'room.joined' || type === 'room.hidden') {
      return { entry: this.mayRead(logId, subjectId) ? this.entry(subjectId, logId) : null }
    }
    if (type === 'profile.edited') return { me: this.me(logId) }
    if (type !== 'cursor.advanced') return {}
    return { readSeq: this.rooms.get(subjectId)?.members.get(logId)?.readSeq ?? 0 }
  }

  entries(userId: string): RoomEntry[] {
    return [...this.rooms.keys()].filter((id) => this.mayRead(userId, id)).map((id) => this.entry(id, userId))
  }

  entry(roomId: string, userId: string): RoomEntry {
    const mine = this.roomOf(roomId).members.get(userId)
    const room = this.room(roomId)
    if (!mine) return { room, membership: null, head: 0, unread: 0, reasons: {} }
    const { readSeq, hiddenSeq, version } = mine
    const all = [...this.messages.values()].filter((message) => message.roomId === roomId)
    const reasons = room.kind === 'direct' ? unreadBy(userId, all, readSeq) : {}
    const unread = Math.max(countOf(reasons), room.lastMessageSeq > readSeq ? 1 : 0)
    const level = room.kind === 'direct' ? ('everything' as const) : ('mentions' as const)
    const lastPostedAt = all.findLast(({ seq, authorId }) => authorId === userId && seq > version)?.at ?? null
    const mark = { readSeq, hiddenSeq, level, markedSeq: 0, sectionId: null }
    const membership = { role: 'member' as const, joinedAt: atSeq(version), lastPostedAt, ...mark }
    return { room, membership, head: this.head(roomId), unread, reasons }
  }

  room(roomId: string) {
    const { base, members } = this.roomOf(roomId)
    return { ...base, memberCount: members.size }
  }

  member(roomId: string, userId: string): Member | null {
    const mine = this.roomOf(roomId).members.get(userId)
    return mine ? { userId, role: 'member', joinedAt: atSeq(mine.version), version: mine.version } : null
  }

  me(userId: string) {
    return { ...aMe(userId), displayName: this.users.get(userId) ?? '' }
  }

  people(ids: string[]) {
    return [...new Set(ids)].filter((id) => this.users.has(id)).map((id) => aPerson(id, this.users.get(id)))
  }

  memberOf(roomId: string, userId: string): Mine {
    const mine = this.rooms.get(roomId)?.members.get(userId)
    if (!mine) throw new ParleyError('room_not_found')
    return mine
  }

  roomOf(roomId: string): FakeRoom {
    const room = this.rooms.get(roomId)
    if (!room) throw new ParleyError('room_not_found')
    return room
  }

  logOf(logId: string): Log {
    const log = this.logs.get(logId)
    if (!log) throw new ParleyError('room_not_found')
    return log
  }
}
