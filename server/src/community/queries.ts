import type { Community } from '@parley/protocol/community.ts'
import type { CommunityTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'

/** Finds the community; there is none until its first owner has founded it. */
export function findCommunity(reader: Reader): Promise<CommunityTable | undefined> {
  return reader.db.selectFrom('communities').selectAll().where('id', '=', 1).executeTakeFirst()
}

/** What anyone may know of the community. */
export async function readCommunity(reader: Reader): Promise<Community> {
  const row = await findCommunity(reader)
  if (!row) return NOT_FOUNDED
  return {
    name: row.name,
    description: row.description,
    isSetUp: true,
    registration: row.registration,
    guestRooms: row.guest_rooms === 1,
    editHistory: row.edit_history,
  }
}

const NOT_FOUNDED: Community = {
  name: 'Parley',
  description: '',
  isSetUp: false,
  registration: 'closed',
  guestRooms: false,
  editHistory: 'room',
}

/** Answers `community.show`. */
export const communityShow = readCommunity
