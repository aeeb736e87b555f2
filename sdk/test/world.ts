// Loaded here, for a module that is loaded when it is needed takes time that is not the clock's.
import '../src/links/poll-link.ts'
import '../src/links/shared-link.ts'
import '../src/links/stream-link.ts'
import { createParley, type Parley } from '../src/client.ts'
import type { ParleyOptions } from '../src/options.ts'
import { FakeNetwork } from './fake-network.ts'
import { FakeServer } from './fake-server.ts'
import { ANN, BOB, EVE, ROOM } from './samples.ts'
import { VirtualClock } from './virtual-clock.ts'

/** One client with its network. */
export type Device = { parley: Parley; network: FakeNetwork }

/** A server with ann, bob and eve, where ann and bob are in one room. */
export class World {
  readonly clock = new VirtualClock()
  readonly server = new FakeServer()

  constructor() {
    for (const [id, name] of [
      [ANN, 'ann'],
      [BOB, 'bob'],
      [EVE, 'eve'],
    ] as const)
      this.server.addUser(id, name)
    this.server.addRoom(ROOM, [ANN, BOB])
  }

  device(userId: string, options: Partial<ParleyOptions> = {}, seed = 1): Device {
    const network = new FakeNetwork(this.clock, this.server, userId, seed)
    return { network, parley: createParley({ url: 'http://parley.test', ports: network.ports, ...options }) }
  }

  /** A client that is online and has its state. */
  async online(userId: string, options: Partial<ParleyOptions> = {}, seed = 1): Promise<Device> {
    const device = this.device(userId, options, seed)
    void device.parley.start()
    await this.clock.advance(200)
    return device
  }

  /** The texts that a client shows of a room. */
  static texts({ parley }: Device, roomId = ROOM): string[] | undefined {
    return parley.state.user?.rooms[roomId]?.window?.messages.map((message) => message.body)
  }
}
