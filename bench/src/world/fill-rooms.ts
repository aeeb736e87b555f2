import type { Database } from 'bun:sqlite'
import type { BenchPerson } from '../people.ts'
import type { WorldSize } from './world.ts'

/** A room, who is in it, and the last seq of its log. */
export type WorldRoom = { id: string; name: string | null; members: string[]; head: number }

/** Rooms with their people: public ones, and direct ones of the first person. */
export function fillRooms(
  db: Database,
  owner: BenchPerson,
  people: readonly BenchPerson[],
  size: WorldSize,
): WorldRoom[] {
  const rooms = Array.from({ length: size.rooms }, (_, n) => aRoom(`room-${n}`))
  const [reader, ...others] = people
  const direct = Math.floor(size.readerRooms / 5)
  for (const room of rooms.slice(0, size.readerRooms - direct)) if (reader) room.members.push(reader.id)
  for (const [n, person] of others.entries()) {
    // Neighbours share some of their rooms and not others.
    for (let nth = 0; nth < size.roomsEach; nth += 1) {
      rooms[(n * 7 + nth * 131) % rooms.length]?.members.push(person.id)
    }
  }
  if (reader) for (const other of others.slice(0, direct)) rooms.push(aRoom(null, [reader.id, other.id]))
  writeRooms(db, owner.id, rooms)
  return rooms
}

function aRoom(name: string | null, members: string[] = []): WorldRoom {
  return { id: Bun.randomUUIDv7(), name, members, head: 0 }
}

function writeRooms(db: Database, ownerId: string, rooms: readonly WorldRoom[]): void {
  const now = Date.now() - 400 * 86_400_000
  const room = db.prepare(
    `insert into rooms (id, kind, name, description, open_to_guests, people_key, member_count, last_message_seq, version,
       created_at, created_by) values (?, ?, ?, 'what is said here', 0, ?, ?, 0, 1, ?, ?)`,
  )
  const name = db.prepare('insert into room_names (name, room_id) values (?, ?)')
  const log = db.prepare(`insert into logs (id, kind, head, tail, last_at) values (?, 'room', ?, 0, ?)`)
  const event = db.prepare('insert into events (log_id, seq, type, actor_id, subject_id, at) values (?, ?, ?, ?, ?, ?)')
  const membership = db.prepare(
    `insert into memberships (room_id, user_id, role, joined_at, version, read_seq, hidden_seq)
       values (?, ?, 'member', ?, ?, ?, -1)`,
  )
  const advance = db.prepare<{ head: number }, [number, string]>(
    'update logs set head = head + 1, last_at = ? where id = ? returning head',
  )
  for (const one of rooms) {
    one.head = 1 + one.members.length
    log.run(one.id, one.head, now)
    room.run(
      one.id,
      one.name === null ? 'direct' : 'public',
      one.name,
      one.name === null ? one.members.toSorted().join(' ') : null,
      one.members.length,
      now,
      ownerId,
    )
    if (one.name !== null) name.run(one.name, one.id)
    event.run(one.id, 1, 'room.created', ownerId, one.id, now)
    for (const [n, userId] of one.members.entries()) {
      event.run(one.id, n + 2, 'member.joined', userId, userId, now)
      membership.run(one.id, userId, now, n + 2, n + 2)
      const own = advance.get(now, userId)
      event.run(userId, own?.head ?? 0, 'room.joined', userId, one.id, now)
    }
  }
}
