import { encode } from './frames.ts'
import type { Hub } from './hub.ts'
import type { SocketConnection } from './socket-connection.ts'

const APART_MS = 1_000
/** In one room and one second; more hands at once than this, nobody reads. */
const PER_ROUND = 5

/** Tells the others in a room that somebody is typing. Nothing is stored, and what is too much is dropped. */
export class Typing {
  readonly #hub: Hub
  readonly #now: () => number
  readonly #saidAt = new Map<string, number>()
  readonly #inRound = new Map<string, number>()

  constructor(hub: Hub, now: () => number) {
    this.#hub = hub
    this.#now = now
  }

  /** Only who follows a room may say it there, which is whoever is in it. */
  say(connection: SocketConnection, roomId: string): void {
    const userId = connection.actor.id
    if (roomId === userId || !connection.follows(roomId)) return
    if (!this.#take(`${userId} ${roomId}`, roomId)) return
    const encoded = encode({ t: 'typing', roomId, userId })
    connection.socket.publish(roomId, encoded.text)
    this.#hub.sendToListeners(roomId, encoded)
  }

  /** Once a second. */
  round(): void {
    this.#inRound.clear()
    for (const [key, at] of this.#saidAt) if (this.#now() - at >= APART_MS) this.#saidAt.delete(key)
  }

  #take(key: string, roomId: string): boolean {
    const now = this.#now()
    const said = this.#inRound.get(roomId) ?? 0
    if (said >= PER_ROUND || now - (this.#saidAt.get(key) ?? -APART_MS) < APART_MS) return false
    this.#saidAt.set(key, now)
    this.#inRound.set(roomId, said + 1)
    return true
  }
}
