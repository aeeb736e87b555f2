import { compiled } from './compile.ts'
import { cpuUs } from './cpu.ts'
import type { MeasuredPeer } from './compared.ts'
import type { Peer, RunningPeer } from './peers/peer.ts'
import { linesOf } from './peers/started.ts'

/** What the load generator saw in one run; times are of acks, from when a post was due. */
type Seen = {
  posted: number
  acked: number
  /** Before the time was over; the others came while it waited for what was on its way. */
  ackedInTime: number
  refused: number
  /** Posts that were due and could not even be sent, for too many had no ack. */
  unsent: number
  /** Deliveries: one a post and line of its room. */
  expected: number
  delivered: number
  elapsedS: number
  minMs: number
  p50Ms: number
  p99Ms: number
  /** CPU time of the load generator. */
  cpuUs: number
}

/** The same, with the CPU time of the server. */
export type Measured = Seen & { serverUs: number; seconds: number }

export type Work = {
  /** The first so many lines post. */
  senders: number
  /** Posts a second in all; 0 for as fast as it goes. */
  perS: number
  /** Posts that may be on their way at once, in all. */
  outstanding: number
  seconds: number
  /** When a post is over: when its ack is there, or when everybody has it. */
  until: 'acked' | 'delivered'
}

export type LoadSize = { lines: number; rooms: number; people: number }

export type Load = { run: (work: Work) => Promise<Measured>; close: () => Promise<void> }

/** Connects `lines` people to `rooms` rooms of a server, in turn, and posts through them. */
export async function aLoad(peer: MeasuredPeer, size: LoadSize): Promise<Load> {
  const child = Bun.spawn([compiled('load/load.cpp')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const said = linesOf(child.stdout)
  const ask = async (text: string): Promise<unknown> => {
    await child.stdin.write(`${text}\n`)
    await child.stdin.flush()
    const { value } = await said.next()
    if (value === undefined) throw new Error(`the load generator ended with ${await child.exited}`)
    return JSON.parse(value)
  }
  process.on('exit', () => child.kill())
  await ask(planOf(peer, size))
  return {
    run: async ({ senders, perS, outstanding, seconds, until }) => {
      const before = cpuUs(peer.pids())
      const seen = (await ask(`run ${senders} ${perS} ${outstanding} ${seconds} ${until}`)) as Seen
      peer.acked += seen.acked - seen.refused
      if (seen.refused > 0) throw new Error(`${seen.refused} of ${seen.posted} posts were refused`)
      return { ...seen, serverUs: cpuUs(peer.pids()) - before, seconds }
    },
    close: async () => {
      child.kill()
      await child.exited
    },
  }
}

/** The channel layer of Django drops what a slow consumer does not take, or brings it late; with the others it is a fault. */
export function judgeLoss(peer: Peer, { delivered, expected }: Measured): void {
  if (delivered === expected) return
  const text = `${peer.title}: ${delivered} of ${expected} deliveries arrived`
  if (peer.name !== 'django') throw new Error(text)
  console.error(text)
}

function planOf(peer: RunningPeer, size: LoadSize): string {
  const lines = Array.from({ length: size.lines }, (_, index) => {
    const { path, header, room } = peer.lineTo(index % size.people, index % size.rooms)
    return `line ${path}\t${header}\t${room}`
  })
  const words = Object.entries(peer.dialect).map(([key, value]) => `${key} ${value}`)
  return [`port ${peer.port}`, ...words, ...lines, 'go'].join('\n')
}
