import { FIRST_ROOM } from '../accounts/record-user.ts'
import type { Transaction } from '../database/transaction.ts'
import { recordMember } from '../memberships/record-member.ts'
import { recordRoom } from '../rooms/record-room.ts'

type NewCommunity = { name: string; guestRooms: boolean; ownerId: string; firstRoomId: string }

/** Makes the community and its first room, where its owner is. There is one community, which the key of its table holds. */
export async function recordCommunity(tx: Transaction, community: NewCommunity): Promise<void> {
  await tx.db
    .insertInto('communities')
    .values({
      id: 1,
      name: community.name,
      description: '',
      registration: 'open',
      guest_rooms: community.guestRooms ? 1 : 0,
      edit_history: 'room',
      created_at: tx.now,
    })
    .execute()
  await recordRoom(tx, {
    id: community.firstRoomId,
    kind: 'public',
    name: FIRST_ROOM,
    description: '',
    openToGuests: false,
    peopleKey: null,
    createdBy: community.ownerId,
  })
  await recordMember(tx, { roomId: community.firstRoomId, userId: community.ownerId, role: 'owner' })
}
