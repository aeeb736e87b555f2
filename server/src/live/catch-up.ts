import { LIMITS } from '@parley/protocol/limits.ts'
import type { Cursors, Events } from '@parley/protocol/logs.ts'
import type { Actor, KnownActor } from '../actor.ts'
import type { Store } from '../database/store.ts'
import type { Reader } from '../database/transaction.ts'
import type { LogBounds } from '../events/access.ts'
import { resetReason } from '../events/queries.ts'
import type { Connection } from './connection.ts'
import { encode, type EncodedEvents, encodeEvents } from './frames.ts'
import type { Hold, Hub } from './hub.ts'
import type { PieceCache } from './piece-cache.ts'

/** What is read of the database, each inside one moment. */
export type LogReads = {
  /** Reads the role anew; throws `session_ended`. */
  refresh: (reader: Reader, actor: KnownActor) => Promise<Actor>
  /** The logs that the actor may read; the others are left out. */
  accessLogs: (reader: Reader, actor: KnownActor, logIds: readonly string[]) => Promise<ReadonlyMap<string, LogBounds>>
  readLog: (reader: Reader, logId: string, after: number, limit: number) => Promise<Events>
}

export type CatchUpPorts = { hub: Hub; read: Store['read']; reads: LogReads; cache: PieceCache }

/** Events of one log in one read; what does not fit into a piece is read again. */
const EVENTS_PER_READ = 200

/** Logs that moved, in one read: one connection's catch-up must not hold up everybody else's turn. */
const LOGS_PER_READ = 20

type Step = {
  bounds: ReadonlyMap<string, LogBounds>
  pieces: ReadonlyMap<string, EncodedEvents>
  isOtherEpoch: boolean
}

/**
 * Brings a connection from its cursors to the heads of its logs and lets it follow them, without a gap and without an
 * event that the reader may not see: each piece is read together with the right to read it; what is published meanwhile is
 * held, and sent in the same turn in which the log is followed from then on. Answers the heads of the logs that are followed
 * now; throws `session_ended`.
 */
export async function catchUp(
  ports: CatchUpPorts,
  connection: Connection,
  cursors: Cursors,
  isOtherEpoch: boolean,
): Promise<Record<string, number>> {
  const heads: Record<string, number> = {}
  let left = new Map(Object.entries(cursors))
  for (const logId of left.keys()) connection.unfollow(logId)
  for (let isFirst = true; isFirst || left.size > 0; isFirst = false) {
    if (!isFirst) await whenNext(connection)
    const hold = ports.hub.hold(left)
    try {
      const step = await readStep(ports, connection.actor, left, isFirst && isOtherEpoch)
      if (!connection.isOpen) return heads
      left = sendStep(connection, left, step, hold, heads)
    } finally {
      hold.release()
    }
  }
  return heads
}

/** Waits until what was sent has left, and lets others have their turn. */
async function whenNext(connection: Connection): Promise<void> {
  await connection.drained()
  await new Promise((resolve) => setImmediate(resolve))
}

/** Reads who may read what, and the next piece of the logs that moved, at most 128 KiB in all, in one moment. */
function readStep(
  ports: CatchUpPorts,
  actor: KnownActor,
  left: ReadonlyMap<string, number>,
  isOtherEpoch: boolean,
): Promise<Step> {
  return ports.read(async (reader) => {
    await ports.reads.refresh(reader, actor)
    const bounds = await ports.reads.accessLogs(reader, actor, [...left.keys()])
    const pieces = new Map<string, EncodedEvents>()
    let bytes = 0
    for (const [logId, cursor] of left) {
      const at = bounds.get(logId)
      if (!at || at.head === cursor || resetReason(at, cursor, isOtherEpoch)) continue
      if (pieces.size === LOGS_PER_READ) break
      const piece = await readPiece(ports, reader, { logId, cursor, head: at.head, isOwn: logId === actor.id })
      bytes += piece.bytes
      if (bytes > LIMITS.catchUpBytes && pieces.size > 0) break
      pieces.set(logId, piece)
    }
    return { bounds, pieces, isOtherEpoch }
  })
}

type Range = { logId: string; cursor: number; head: number; isOwn: boolean }

async function readPiece(
  { reads, cache }: CatchUpPorts,
  reader: Reader,
  { logId, cursor, head, isOwn }: Range,
): Promise<EncodedEvents> {
  const cached = isOwn ? null : cache.get(logId, cursor, head)
  if (cached) return cached
  const { events, people } = await reads.readLog(reader, logId, cursor, EVENTS_PER_READ)
  if (events[0]?.seq !== cursor + 1) throw new Error(`log ${logId} has a hole after ${cursor}`)
  const piece = encodeEvents(logId, events, people, LIMITS.catchUpBytes)
  if (!isOwn) cache.put(logId, cursor, head, piece)
  return piece
}

/** Sends what was read and answers the logs that are not yet followed, with their cursors. */
function sendStep(
  connection: Connection,
  left: ReadonlyMap<string, number>,
  { bounds, pieces, isOtherEpoch }: Step,
  hold: Hold,
  heads: Record<string, number>,
): Map<string, number> {
  const next = new Map<string, number>()
  for (const [logId, asked] of left) {
    const at = bounds.get(logId)
    if (!at) {
      connection.send(encode({ t: 'gone', log: logId }))
      continue
    }
    const reason = resetReason(at, asked, isOtherEpoch)
    const piece = pieces.get(logId)
    if (reason) connection.send(encode({ t: 'reset', log: logId, reason, ...at }))
    else if (piece) connection.send(piece)
    const cursor = reason ? at.head : (piece?.last ?? asked)
    const head = cursor === at.head ? cutOver(connection, logId, cursor, hold) : null
    if (head === null) next.set(logId, cursor)
    else heads[logId] = head
  }
  return next
}

/** Sends what was published since the read and follows the log, in one turn; null where that needs another read. */
function cutOver(connection: Connection, logId: string, cursor: number, hold: Hold): number | null {
  let head = cursor
  const missed = hold.of(logId).map(({ events, people }) => ({
    entries: events.filter(({ event }) => event.seq > cursor),
    people,
  }))
  for (const { event, ends } of missed.flatMap(({ entries }) => entries)) {
    head += 1
    if (event.seq !== head || ends.people.includes(connection.actor.id)) return null
  }
  for (const { entries, people } of missed) {
    if (entries.length > 0)
      connection.send(
        encodeEvents(
          logId,
          entries.map(({ event }) => event),
          people,
        ),
      )
  }
  connection.follow(logId)
  return head
}
