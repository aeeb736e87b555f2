import type { RepairEntry } from '../checker/history.ts'
import { until } from '../support/until.ts'
import { now } from './clock.ts'
import type { Point } from './control.ts'
import { POINTS } from './control.ts'
import type { Line, Strand } from './line.ts'
import type { Node } from './node.ts'
import type { Random } from './random.ts'
import type { Trouble } from './troubles.ts'

/** What a fault is done to. */
export type Stage = { node: Node; line: Line; random: Random; isShort: boolean }

/** What was done: by whom it can be felt, and when it was over. */
export type Done = {
  /** Whether a trouble is one that this fault made. */
  isWitness: (trouble: Trouble) => boolean
  /** The one client that it was done to; null: all of them. */
  client: string | null
  /** When what was hurt could work again. */
  healedAt: number
}

/** A fault: null when there was nothing to do it to. */
type Fault = {
  /** What it hurts: the server, or single connections. Of each kind one at a time, both beside each other. */
  target: 'server' | 'line'
  explains: readonly RepairEntry['what'][]
  inflict: (stage: Stage) => Promise<Done | null>
}

const LONGEST_WAIT_MS = 20_000
const FROM_SERVER = ['closed', 'unreachable', 'unanswered'] as const satisfies readonly Trouble['what'][]
const RECONNECTS = ['reconnect', 'reset', 'gap'] as const

/** Every kind of fault, by its name. */
export const FAULTS = {
  'kill-worker': server(async ({ node }) => {
    node.killWorker()
    return ended()
  }),
  'kill-before-commit': server(({ node, random }) => dieAt(node, 'before-commit', random.between(0, 20))),
  'kill-after-commit': server(({ node, random }) => dieAt(node, 'after-commit', random.between(0, 20))),
  'kill-after-publish': server(({ node, random }) => dieAt(node, 'after-publish', random.between(0, 100))),
  'kill-after-ack': server(({ node, random }) => dieAt(node, 'after-ack', random.between(0, 100))),
  'kill-in-catch-up': server(async ({ node, line, random }) => {
    const death = dieAt(node, 'in-catch-up', random.between(0, 2))
    // Whoever comes back catches up.
    for (const strand of line.strands()) strand.reset()
    return death
  }),
  'kill-in-drain': server(async ({ node, random }) => {
    arm(node, 'in-drain', random.between(0, 5))
    await node.terminate()
    node.control.set('point', 0)
    const done = ended()
    await node.start()
    return done
  }),
  'kill-in-sync': server(({ node, random }) => dieAt(node, 'in-sync', random.between(0, 30))),
  'power-loss': server(async ({ node }) => {
    await node.killAll()
    const done = ended()
    await node.start()
    return done
  }),
  pause: server(async ({ node, random, isShort }) => {
    const ms = random.magnitude(100, isShort ? 400 : 10_000)
    node.signal('SIGSTOP')
    await Bun.sleep(ms)
    node.signal('SIGCONT')
    return felt(({ what, t, since, detail }) => t - since >= ms * 0.8 || (what === 'unanswered' && detail !== 'deaf'))
  }),
  term: server(async ({ node }) => {
    await node.terminate()
    const done = ended()
    await node.start()
    return done
  }),
  'full-disk': server(async ({ node, random }) => {
    node.control.set('full', 1)
    await Bun.sleep(random.between(100, 1_000))
    node.control.set('full', 0)
    return felt(({ what, detail }) => what === 'refused' && detail === 'read_only')
  }),
  'failed-sync': server(async ({ node }) => {
    const before = node.control.get('failedSyncs')
    node.control.set('failSyncs', 1)
    await until(() => node.control.get('failedSyncs') > before, 'a sync fails', LONGEST_WAIT_MS)
    return felt(({ what, detail }) => what === 'closed' || (what === 'refused' && detail === 'internal'))
  }),
  'slow-sync': server(async ({ node, random }) => {
    const ms = random.between(20, 500)
    node.control.set('syncDelayMs', ms)
    await Bun.sleep(Math.max(300, ms * 3))
    node.control.set('syncDelayMs', 0)
    return felt(({ what, t, since }) => what === 'late' && t - since >= ms)
  }),
  'clock-jump': server(async ({ node, line, random }) => {
    const shiftS = Math.round(random.magnitude(10, 86_400)) * (random.chance(0.5) ? 1 : -1)
    node.control.set('clockShiftS', shiftS)
    // The welcome tells the time.
    for (const strand of line.strands()) strand.reset()
    const isWitness = ({ what, detail }: Trouble) => what === 'clock' && Math.abs(Number(detail) - shiftS) < 10
    return { isWitness, client: null, healedAt: now() }
  }),
  'lost-frame': line(['gap'], async (strand) => hurt(strand, 'lose', 'events', ['gap'])),
  'lost-ack': line(['reconnect'], async (strand) => {
    const done = await hurt(strand, 'lose', 'results', ['unanswered', 'closed'])
    const lostAt = now()
    // Whatever ends the connection: what was not answered by then began before.
    return done && { ...done, isWitness: (trouble) => done.isWitness(trouble) && trouble.since < lostAt }
  }),
  'doubled-frame': line([], async (strand) => hurt(strand, 'double', 'events', ['double'])),
  'doubled-ack': line([], async (strand) => hurt(strand, 'double', 'results', ['double'])),
  'reordered-frames': line(['gap'], async (strand) => hurt(strand, 'swap', 'events', ['gap', 'double', 'late'])),
  reset: line(['reconnect'], async (strand) => {
    strand.reset()
    return ofClient(strand, ['closed'])
  }),
  'half-open': line(['reconnect'], async (strand, random) => {
    strand.halve(random.chance(0.5) ? 'server' : 'client')
    return ofClient(strand, ['unanswered', 'closed'])
  }),
  silence: line(['reconnect'], async (strand) => {
    strand.silence()
    return ofClient(strand, ['unanswered'])
  }),
  'slow-reader': line(['reconnect', 'gap', 'reset'], async (strand, random) => {
    const ms = random.between(500, 3_000)
    strand.stall(true)
    await Bun.sleep(ms)
    strand.stall(false)
    const { isWitness, ...done } = ofClient(strand, ['late', 'unanswered', 'closed'])
    return { ...done, isWitness: (trouble) => isWitness(trouble) && trouble.t - trouble.since >= ms * 0.5 }
  }),
} as const satisfies Record<string, Fault>

export type FaultKind = keyof typeof FAULTS

export function isFaultKind(name: string): name is FaultKind {
  return Object.hasOwn(FAULTS, name)
}

function server(inflict: Fault['inflict']): Fault {
  return { target: 'server', explains: RECONNECTS, inflict }
}

/** A fault of one connection, whose client says who it is. */
function line(explains: Fault['explains'], inflict: (strand: Strand, random: Random) => Promise<Done | null>): Fault {
  return {
    target: 'line',
    explains,
    inflict: async (stage) => {
      const strands = stage.line.strands()
      return strands.length === 0 ? null : inflict(stage.random.pick(strands), stage.random)
    },
  }
}

/** Of the server's end everybody hears; those who have a line of their own may hear of something else. */
function felt(isWitness: (trouble: Trouble) => boolean): Done {
  return { isWitness: (trouble) => !trouble.isOnLine && isWitness(trouble), client: null, healedAt: now() }
}

function ended(): Done {
  return felt(({ what, detail }) => FROM_SERVER.some((one) => one === what) && detail !== 'deaf')
}

function ofClient({ client }: Strand, whats: readonly Trouble['what'][]): Done {
  const isWitness = (trouble: Trouble) =>
    trouble.client === client && whats.includes(trouble.what) && trouble.detail !== 'deaf'
  return { isWitness, client, healedAt: now() }
}

async function hurt(
  strand: Strand,
  does: 'lose' | 'double' | 'swap',
  kind: 'events' | 'results',
  whats: readonly Trouble['what'][],
): Promise<Done | null> {
  return (await strand.hurt({ does, kind })) ? ofClient(strand, whats) : null
}

function arm(node: Node, point: Point, passes: number): void {
  node.control.set('passes', passes)
  node.control.set('point', POINTS.indexOf(point))
}

async function dieAt(node: Node, point: Point, passes: number): Promise<Done | null> {
  const before = node.control.get('deaths')
  arm(node, point, passes)
  const isDead = () => node.control.get('deaths') > before
  await until(isDead, `it dies ${point}`, LONGEST_WAIT_MS).catch(() => {})
  node.control.set('point', 0)
  return isDead() ? ended() : null
}
