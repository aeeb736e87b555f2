import { tokenOf } from '../checker/history.ts'
import { createIds } from '@parley/sdk/ids.ts'
import { systemPorts } from '@parley/sdk/ports.ts'
import type { Random } from './random.ts'
import type { RawClient } from './raw-client.ts'

const newId = createIds(systemPorts)
/** Commands that wait for one room at most: enough that the next batch is full. */
const WAITING_MAX = 10
const REMEMBERED = 50

/** What raw clients say and do, as long as the rate allows. */
export class Script {
  readonly #random: Random
  readonly #own = new Map<string, string[]>()
  #token: number

  constructor(random: Random, firstToken: number) {
    this.#random = random
    this.#token = firstToken
  }

  /** A text that nobody else says. */
  body(): string {
    this.#token += 1
    const more = this.#random.chance(0.02) ? ' and so on'.repeat(this.#random.between(10, 400)) : ''
    return `${tokenOf(this.#token)} said ${this.#token}${more}`
  }

  /** Lets a client want something in one of its rooms; answers how much. */
  write(client: RawClient): number {
    const open = [...client.queues].filter(([room, { size }]) => size < WAITING_MAX && client.cursorOf(room) !== null)
    if (open.length === 0) return 0
    const [room] = this.#random.pick(open)
    const most = this.#random.between(1, 5)
    for (let n = 0; n < most; n += 1) this.#say(client, room)
    return most
  }

  /** Adds somebody to a room or removes him. */
  keep(client: RawClient, room: string, userId: string): void {
    const queue = client.queues.get(room)
    if (!queue || queue.size > 0) return
    const name = this.#random.chance(0.5) ? 'room.add-member' : 'room.remove-member'
    client.add(room, name, { id: newId(), roomId: room, userId } as { id: string })
  }

  #say(client: RawClient, room: string): void {
    const own = this.#mine(client, room)
    const choice = this.#random.next()
    const id = newId()
    if (choice < 0.03 && own.length > 0) {
      return client.add(room, 'message.edit', { id, messageId: this.#random.pick(own), body: this.body() } as {
        id: string
      })
    }
    if (choice < 0.04 && own.length > 1) {
      const [messageId] = own.splice(0, 1)
      return client.add(room, 'message.delete', { id, messageId } as { id: string })
    }
    // Other commands than messages have a limit that no setting raises.
    if (choice < 0.043) {
      const seq = client.cursorOf(room) ?? 0
      return client.add(room, 'cursor.advance', { id, roomId: room, seq } as { id: string })
    }
    const post = { id, roomId: room, body: this.body() }
    client.add(room, 'message.post', post)
    own.push(id)
    if (own.length > REMEMBERED) own.shift()
    // The same once more, late enough to be another batch or soon enough to be the same.
    if (choice > 0.97) client.add(room, 'message.post', post)
  }

  #mine(client: RawClient, room: string): string[] {
    const key = `${client.name} ${room}`
    const known = this.#own.get(key) ?? []
    this.#own.set(key, known)
    return known
  }
}
