import type { Room } from '@parley/protocol/rooms.ts'
import type { RoomTable } from '../database/schema.ts'
import { toInstant, toInstantOrNull } from '../instant.ts'

/** A stored room as it crosses the wire. */
export function toRoom(row: RoomTable): Room {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    description: row.description,
    topic: row.topic,
    openToGuests: row.open_to_guests === 1,
    announcementsOnly: row.announcements_only === 1,
    slowModeS: row.slow_mode_s,
    isArchived: row.archived_at !== null,
    peopleIds: row.people_key?.split(' ') ?? [],
    memberCount: row.member_count,
    lastMessageSeq: row.last_message_seq,
    lastMessageAt: toInstantOrNull(row.last_message_at),
    createdAt: toInstant(row.created_at),
    version: row.version,
    isClosed: row.closed_at !== null,
  }
}
