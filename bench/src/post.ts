import { compared, type Found, type MeasuredPeer } from './compared.ts'
import { compiled } from './compile.ts'
import type { Figure } from './figures.ts'
import { aLoad, judgeLoss, type LoadSize, type Measured, type Work } from './load.ts'
import { type Peer, PEOPLE, ROOMS } from './peers/peer.ts'

/** 16 people in one room, and 256 connections of 25 people in 16 rooms: either way a post goes to 16 connections. */
const FEW = { lines: 16, rooms: 1, people: PEOPLE }
const MANY = { lines: 256, rooms: ROOMS, people: PEOPLE }

/** Each connection posts again as soon as it has its ack. */
const closed = (senders: number): Work => ({ senders, perS: 0, outstanding: senders, seconds: 5, until: 'acked' })

/** Posts that come when they come, from as many connections, each with one on its way at most. */
const STEADY: Work = { senders: MANY.lines, perS: 2_000, outstanding: MANY.lines, seconds: 5, until: 'acked' }

/** How much longer each sync of the slow disk takes. */
const SLOW_MS = 20

/** Posts through the whole path, into a room with a million messages: how many, and when they are acknowledged. */
export function post(): Promise<Figure[]> {
  return compared(async (peer, running) => {
    const few = await measured(peer, running, FEW, closed(FEW.lines))
    const many = await measured(peer, running, MANY, closed(MANY.lines))
    const steady = await measured(peer, running, MANY, STEADY)
    return {
      ...perSecond('posts', few),
      ...perSecond('posts_256', many),
      ack_p50_ms: { unit: 'ms', value: steady.p50Ms },
      ack_p99_ms: { unit: 'ms', value: steady.p99Ms },
      ack_per_s: { unit: '1/s', value: steady.ackedInTime / steady.seconds },
    }
  })
}

/** The same with a disk whose every sync takes 20 ms longer. Nobody may acknowledge before a sync is over. */
export function slowDisk(): Promise<Figure[]> {
  return compared(
    async (peer, running) => {
      const alone = await measured(peer, running, { ...FEW, lines: 1 }, { ...closed(1), seconds: 1 })
      if (alone.minMs < SLOW_MS) throw new Error(`${peer.title} acknowledged after ${alone.minMs} ms, before any sync`)
      const steady = await measured(peer, running, MANY, STEADY)
      return {
        ack_slow_disk_p50_ms: { unit: 'ms', value: steady.p50Ms },
        ack_slow_disk_p99_ms: { unit: 'ms', value: steady.p99Ms },
        ack_slow_disk_per_s: { unit: '1/s', value: steady.ackedInTime / steady.seconds },
      }
    },
    { LD_PRELOAD: compiled('disk/slow-sync.c'), SLOW_SYNC_MS: String(SLOW_MS) },
  )
}

/** Warms up for a second, then measures. */
async function measured(peer: Peer, running: MeasuredPeer, size: LoadSize, work: Work): Promise<Measured> {
  const load = await aLoad(running, size)
  try {
    await load.run({ ...work, seconds: 1 })
    const seen = await load.run(work)
    if (seen.acked < seen.posted)
      throw new Error(`${peer.title}: ${seen.acked} of ${seen.posted} posts were acknowledged`)
    judgeLoss(peer, seen)
    return seen
  } finally {
    await load.close()
  }
}

function perSecond(name: string, { ackedInTime, acked, seconds, serverUs, cpuUs }: Measured): Found {
  return {
    [`${name}_per_s`]: { unit: '1/s', value: ackedInTime / seconds },
    [`${name}_cpu_us`]: { unit: 'us', value: serverUs / acked },
    [`${name}_load_us`]: { unit: 'us', value: cpuUs / acked },
  }
}
