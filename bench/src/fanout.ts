import { compared, type Found } from './compared.ts'
import type { Figure } from './figures.ts'
import { aLoad, judgeLoss, type Measured } from './load.ts'
import { PEOPLE } from './peers/peer.ts'

const SOCKETS = 500
const SENDERS = 16

/** Six posts a second to 500 sockets: about 3,000 deliveries a second. */
const CALM = { senders: SENDERS, perS: 6, outstanding: 64, seconds: 8, until: 'delivered' } as const

/** As fast as it goes: 64 posts are on their way, and the next is sent when everybody has one of them. */
const CLOSED = { senders: SENDERS, perS: 0, outstanding: 64, seconds: 5, until: 'delivered' } as const

/** One room of 500 sockets: CPU time of the server for each delivery, and of what makes the load. */
export function fanout(): Promise<Figure[]> {
  return compared(async (peer, running) => {
    const load = await aLoad(running, { lines: SOCKETS, rooms: 1, people: PEOPLE })
    try {
      // A server that has been up for a while: its code is compiled, and what the warm-up left to do is done.
      await load.run({ ...CLOSED, seconds: 1 })
      await load.run({ ...CALM, seconds: 6 })
      const calm = await load.run(CALM)
      await load.run({ ...CLOSED, seconds: 1 })
      const closed = await load.run(CLOSED)
      for (const seen of [calm, closed]) judgeLoss(peer, seen)
      return {
        ...perDelivery('fanout', calm),
        ...perDelivery('fanout_max', closed),
        fanout_lost: { unit: '%', value: (1 - calm.delivered / calm.expected) * 100 },
        fanout_per_s: { unit: '1/s', value: closed.delivered / closed.elapsedS },
      }
    } finally {
      await load.close()
    }
  })
}

function perDelivery(name: string, { serverUs, cpuUs, delivered }: Measured): Found {
  return {
    [`${name}_cpu_us`]: { unit: 'us', value: serverUs / delivered },
    [`${name}_load_us`]: { unit: 'us', value: cpuUs / delivered },
  }
}
