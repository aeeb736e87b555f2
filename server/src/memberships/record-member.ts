import type { RoomRole } from '@parley/protocol/memberships.ts'
import type { Transaction } from '../database/transaction.ts'
import { recordDraftsLost } from '../drafts/record-drafts-lost.ts'
import { append, type Appended } from '../events/append.ts'
import { findHeir, hasOtherOwner } from './queries.ts'
import { recordRemindersLost } from '../reminders/record-reminders-lost.ts'

type NewMember = {
  roomId: string
  userId: string
  role: RoomRole
  /** Whether a direct room is in the person's list before anything is said; true where it does not matter. */
  isShown?: boolean
}

/** Puts somebody, who is not in it, into a room: an event in the room's log and one in the person's. */
export async function recordMember(tx: Transaction, member: NewMember): Promise<Appended> {
  const event = await append(tx, member.roomId, { type: 'member.joined', subjectId: member.userId })
  await tx.db
    .insertInto('memberships')
    .values({
      room_id: member.roomId,
      user_id: member.userId,
      role: member.role,
      joined_at: event.at,
      last_posted_at: 0,
      version: event.seq,
      read_seq: event.seq,
      hidden_seq: (member.isShown ?? true) ? -1 : 0,
      level: null,
      marked_seq: 0,
      section_id: null,
    })
    .execute()
  await tx.db
    .updateTable('rooms')
    .set((eb) => ({ member_count: eb('member_count', '+', 1) }))
    .where('id', '=', member.roomId)
    .execute()
  await append(tx, member.userId, { type: 'room.joined', subjectId: member.roomId })
  return event
}

/** Takes somebody out of a room: the room's log ends for him at this event. Of a room that he alone owned somebody else becomes the owner. */
export async function recordMemberLeft(tx: Transaction, roomId: string, userId: string): Promise<Appended> {
  const event = await append(tx, roomId, { type: 'member.left', subjectId: userId, ends: { people: [userId] } })
  const gone = await tx.db
    .deleteFrom('memberships')
    .where('room_id', '=', roomId)
    .where('user_id', '=', userId)
    .returning('role')
    .executeTakeFirst()
  await tx.db
    .updateTable('rooms')
    .set((eb) => ({ member_count: eb('member_count', '-', 1) }))
    .where('id', '=', roomId)
    .execute()
  await recordDraftsLost(tx, roomId, userId)
  await recordRemindersLost(tx, roomId, userId)
  await append(tx, userId, { type: 'room.left', subjectId: roomId })
  if (gone?.role === 'owner') await recordHeir(tx, roomId, userId)
  return event
}

async function recordHeir(tx: Transaction, roomId: string, formerId: string): Promise<void> {
  if (await hasOtherOwner(tx, roomId, formerId)) return
  const heirId = await findHeir(tx, roomId)
  if (heirId !== undefined) await recordRole(tx, roomId, heirId, 'owner')
}

/** Of every room that somebody alone owned, who cannot log in any more, another becomes an owner too. */
export async function recordHeirs(tx: Transaction, formerId: string): Promise<void> {
  const owned = await tx.db
    .selectFrom('memberships')
    .innerJoin('rooms', 'rooms.id', 'memberships.room_id')
    .select('room_id')
    .where('user_id', '=', formerId)
    .where('role', '=', 'owner')
    .where('closed_at', 'is', null)
    .orderBy('room_id')
    .execute()
  for (const { room_id } of owned) await recordHeir(tx, room_id, formerId)
}

/** Gives somebody who is in a room another role there. */
export async function recordRole(tx: Transaction, roomId: string, userId: string, role: RoomRole): Promise<Appended> {
  const event = await append(tx, roomId, { type: 'member.role-set', subjectId: userId })
  await tx.db
    .updateTable('memberships')
    .set({ role, version: event.seq })
    .where('room_id', '=', roomId)
    .where('user_id', '=', userId)
    .execute()
  return event
}

/** Tells every room of a person that his name or status changed. */
export async function recordMemberEdited(tx: Transaction, userId: string): Promise<void> {
  const rooms = await tx.db
    .selectFrom('memberships')
    .innerJoin('rooms', 'rooms.id', 'memberships.room_id')
    .select('room_id')
    .where('user_id', '=', userId)
    .where('closed_at', 'is', null)
    .orderBy('room_id')
    .execute()
  for (const { room_id } of rooms) {
    const event = await append(tx, room_id, { type: 'member.edited', subjectId: userId })
    await tx.db
      .updateTable('memberships')
      .set({ version: event.seq })
      .where('room_id', '=', room_id)
      .where('user_id', '=', userId)
      .execute()
  }
}
