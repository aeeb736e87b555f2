import { SEARCH_VALUES } from '@parley/protocol/search-text.ts'
import { hot } from '../database/hot.ts'
import type { MessageTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { indexedSeq } from './index-room.ts'
import { removeTerms } from './index-terms.ts'
import { BLOCK_SIZE } from './places.ts'
import { termOfTag, termsOf } from './terms.ts'

/** The index may know of a reaction that was taken back. */
const TAGS = [...SEARCH_VALUES.has, ...SEARCH_VALUES.is]

/**
 * Takes what a message says out of the index, in the transaction that changes or deletes it: afterwards nobody knows what
 * it said. What it says then is noted when the index comes to that event.
 */
export async function recordUnindexed(tx: Transaction, message: MessageTable): Promise<void> {
  if (message.seq > (await indexedSeq(tx, message.room_id))) return
  const part = Math.floor(message.seq / BLOCK_SIZE)
  const [block] = await selectBlock(tx, { roomId: message.room_id, part })
  const terms = [...termsOf(message), ...TAGS.map(termOfTag)]
  if (block) await removeTerms(tx, block.id, terms, message.seq % BLOCK_SIZE)
}

const selectBlock = hot<{ roomId: string; part: number }, { id: number }>((db, argument) =>
  db
    .selectFrom('search_blocks')
    .select('id')
    .where('room_id', '=', argument('roomId'))
    .where('part', '=', argument('part')),
)
