import { installSystemPackages } from '../../scripts/system-packages.mjs'
import { type Figure, figure } from './figures.ts'
import { django } from './peers/django.ts'
import { floorJoined, floorSingle } from './peers/floor.ts'
import { socketio, ws } from './peers/node.ts'
import { parley } from './peers/parley.ts'
import type { Peer, RunningPeer } from './peers/peer.ts'
import { aFolder } from './server.ts'

/** Everybody, Parley first. */
export const PEERS: readonly Peer[] = [parley, floorJoined, floorSingle, ws, socketio, django]

const REPETITIONS = 3

/** What one repetition found for one peer: figure name → value. */
export type Found = Record<string, { unit: string; value: number }>

/** A running peer, and how many posts it has acknowledged since it was started. */
export type MeasuredPeer = RunningPeer & { acked: number }

export type Measurement = (peer: Peer, running: MeasuredPeer) => Promise<Found>

/**
 * Does the same with every peer in turn, the first one another each time, on its folder of a million messages, with a fresh
 * process each time. The figures bear the names of the peers.
 */
export async function compared(measure: Measurement, environment: Record<string, string> = {}): Promise<Figure[]> {
  installSystemPackages(['compiler', 'django'])
  const all = new Map<string, { unit: string; values: number[] }>()
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    for (let turn = 0; turn < PEERS.length; turn += 1) {
      const peer = PEERS[(turn + repetition) % PEERS.length]
      if (!peer) continue
      const found = await measureOnce(peer, measure, environment)
      for (const [name, { unit, value }] of Object.entries(found)) {
        const full = peer.name === '' ? name : `${name}.${peer.name}`
        const entry = all.get(full) ?? { unit, values: [] }
        entry.values.push(value)
        all.set(full, entry)
      }
    }
  }
  return [...all].map(([name, { unit, values }]) => figure(name, unit, values))
}

/** What was acknowledged must be there when the process has ended. */
async function measureOnce(peer: Peer, measure: Measurement, environment: Record<string, string>): Promise<Found> {
  const folder = await prepared(peer)
  const before = peer.countStored(folder)
  const running = { ...(await peer.start(folder, environment)), acked: 0 }
  let found: Found
  try {
    found = await measure(peer, running)
    await peer.check?.(running, folder)
  } finally {
    await running.stop()
  }
  const stored = peer.countStored(folder) - before
  if (stored !== running.acked) throw new Error(`${peer.title} acknowledged ${running.acked} and stored ${stored}`)
  return found
}

const folders = new Map<string, string>()

/** The folder of a peer, filled the first time, used by all measurements of a run, and settled before each. */
export async function prepared(peer: Peer): Promise<string> {
  const folder = folders.get(peer.name) ?? (await filled(peer))
  await peer.settle?.(folder)
  return folder
}

async function filled(peer: Peer): Promise<string> {
  const folder = aFolder()
  process.on('exit', () => folder.remove())
  console.error(`filling ${peer.title}`)
  await peer.prepare(folder.path)
  folders.set(peer.name, folder.path)
  return folder.path
}
