import type { Database } from 'bun:sqlite'
import { commonWord, fraction, runOf } from './words.ts'
import type { WorldRoom } from './fill-rooms.ts'

const PIECE = 200_000
/** The first room gets one message in so many; the others share the rest. */
const FIRST_ROOM_EACH = 10

/** Messages of all rooms mixed in time, as they would have been posted over a year, so that a room's lie far apart. */
export function fillMessages(db: Database, rooms: WorldRoom[], count: number): void {
  const start = Date.now() - 365 * 86_400_000
  const step = (365 * 86_400_000) / Math.max(1, count)
  for (let done = 0; done < count; done += PIECE) {
    const last = Math.min(count, done + PIECE)
    db.transaction(() => fillPiece(db, rooms, { from: done, to: last, start, step }))()
  }
  writeHeads(db, rooms)
}

type Piece = { from: number; to: number; start: number; step: number }

function fillPiece(db: Database, rooms: WorldRoom[], { from, to, start, step }: Piece): void {
  const event = db.prepare(
    `insert into events (log_id, seq, type, actor_id, command_id, subject_id, at)
       values (?, ?, 'message.posted', ?, ?, ?, ?)`,
  )
  const message = db.prepare(
    `insert into messages (id, room_id, seq, version, author_id, body, at, in_room, has_thread)
       values (?, ?, ?, ?, ?, ?, ?, 1, 0)`,
  )
  for (let n = from; n < to; n += 1) {
    const dice = Math.imul(n, 2_654_435_761) >>> 0
    const room = rooms[n % FIRST_ROOM_EACH === 0 ? 0 : dice % rooms.length]
    const author = room?.members[(dice >>> 12) % room.members.length]
    if (!room || author === undefined) continue
    room.head += 1
    const at = Math.floor(start + n * step)
    const id = Bun.randomUUIDv7('hex', at)
    event.run(room.id, room.head, author, id, id, at)
    message.run(id, room.id, room.head, room.head, author, bodyOf(n), at)
  }
}

function writeHeads(db: Database, rooms: readonly WorldRoom[]): void {
  db.transaction(() => {
    const log = db.prepare(
      `update logs set head = ?1, last_at = (select at from events where log_id = ?2 and seq = ?1) where id = ?2`,
    )
    const room = db.prepare(
      `update rooms set last_message_seq = ?1, last_message_at = (select last_at from logs where id = ?2)
         where id = ?2 and ?1 > 1 + member_count`,
    )
    for (const { id, head } of rooms) {
      log.run(head, id)
      room.run(head, id)
    }
  })()
}

const WORDS =
  'the tide turns at noon says the gauge in the harbour and nobody has seen the ferry since the fog came'.split(' ')

/**
 * From three words of a few and three of many to some lines; every eighth is Markdown that has to be parsed, every fiftieth of
 * a script without spaces.
 */
function bodyOf(n: number): string {
  const length = 3 + ((n * 31) % 40)
  const words = Array.from({ length }, (_, nth) => WORDS[(n * 13 + nth * 7) % WORDS.length]).join(' ')
  const others = [0, 1, 2].map((nth) => commonWord(fraction(n * 3 + nth))).join(' ')
  if (n % 8 === 0)
    return `**${n}** ${words} ${others}\n\n- first \`${n % 97}\`\n- then [a link](https://example.org/${n})`
  return n % 50 === 7 ? `${n} ${runOf(n)} ${others}` : `${n} ${words} ${others}`
}
