import { hot } from '../database/hot.ts'
import type { Reader, Transaction } from '../database/transaction.ts'
import { indexRoom } from './index-room.ts'

/** Events that are brought into the index in one piece of work, which is a few milliseconds. */
const EVENTS = 50
/** When somebody wrote since the job ran last, what people say comes first: so many pieces, and the rest waits for the next run. */
const BUSY_PIECES = 20
const ROOMS = 200

/**
 * Which rooms the index has to look at. It is told what was committed, and looks itself when the program starts, so that
 * nothing is lost with a process; how far it has come in each room stands in the database.
 */
export class ChangedRooms {
  readonly #changed = new Set<string>()
  #hasLooked = false
  #noted = 0
  #notedBefore = 0
  #pieces = 0

  /** Something was committed to a room's log. */
  note(roomId: string): void {
    this.#changed.add(roomId)
    this.#noted += 1
  }

  /** Whether a room may be ahead of the index. */
  hasWork(): boolean {
    return this.#changed.size > 0 || !this.#hasLooked
  }

  /** Brings what changed a piece further; answers whether there is more to do now, before the job runs again. */
  async index(tx: Transaction): Promise<boolean> {
    const hasMore = await this.#indexPiece(tx)
    this.#pieces += 1
    const isBusy = this.#noted !== this.#notedBefore
    if (hasMore && !(isBusy && this.#pieces >= BUSY_PIECES)) return true
    this.#notedBefore = this.#noted
    this.#pieces = 0
    return false
  }

  async #indexPiece(tx: Transaction): Promise<boolean> {
    if (!this.#hasLooked && this.#changed.size < ROOMS / 2) await this.#look(tx)
    let left = EVENTS
    for (const roomId of this.#changed) {
      const done = await indexRoom(tx, roomId, left)
      if (done === left) return true
      left -= done
      this.#changed.delete(roomId)
    }
    return !this.#hasLooked
  }

  async #look(tx: Transaction): Promise<void> {
    const behind = await listBehind(tx)
    for (const { id } of behind) this.#changed.add(id)
    this.#hasLooked = behind.length < ROOMS
  }
}

function listBehind(reader: Reader): Promise<{ id: string }[]> {
  return selectBehind(reader, {})
}

const selectBehind = hot<Record<never, never>, { id: string }>((db) =>
  db
    .selectFrom('logs')
    .leftJoin('search_rooms', 'search_rooms.room_id', 'logs.id')
    .innerJoin('rooms', 'rooms.id', 'logs.id')
    .select('logs.id')
    .where('logs.kind', '=', 'room')
    .where((eb) => eb('logs.head', '>', eb.fn.coalesce('search_rooms.seq', eb.lit(0))))
    .orderBy('rooms.last_message_at', 'desc')
    .limit(ROOMS),
)
