import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cpuModes } from './cpu.ts'
import { prepared } from './compared.ts'
import { type Figure, figure } from './figures.ts'
import { aLoad, type LoadSize, type Work } from './load.ts'
import { parley } from './peers/parley.ts'
import { PEOPLE, ROOMS } from './peers/peer.ts'

const PROFILES = fileURLToPath(new URL('../profiles', import.meta.url))
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const DATABASE = 'server/src/database/'
const SHOWN = 15

const PATHS: Record<string, { size: LoadSize; work: Work }> = {
  post: {
    size: { lines: 256, rooms: ROOMS, people: PEOPLE },
    work: { senders: 256, perS: 0, outstanding: 256, seconds: 10, until: 'acked' },
  },
  fanout: {
    size: { lines: 500, rooms: 1, people: PEOPLE },
    work: { senders: 16, perS: 6, outstanding: 64, seconds: 20, until: 'delivered' },
  },
  fanout_max: {
    size: { lines: 500, rooms: 1, people: PEOPLE },
    work: { senders: 16, perS: 0, outstanding: 64, seconds: 10, until: 'delivered' },
  },
}

/** Leaves a CPU profile of each path in bench/profiles, and answers the functions that took the most time themselves. */
export async function profile(): Promise<Figure[]> {
  rmSync(PROFILES, { recursive: true, force: true })
  const figures: Figure[] = []
  for (const [path, { size, work }] of Object.entries(PATHS)) {
    const folder = join(PROFILES, path)
    mkdirSync(folder, { recursive: true })
    const running = await parley.start(await prepared(parley), {
      BUN_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder}`,
    })
    try {
      const load = await aLoad({ ...running, acked: 0 }, size)
      const before = cpuModes(running.pids())
      await load.run(work)
      const after = cpuModes(running.pids())
      await load.close()
      figures.push(figure(`profile_${path}: CPU time in the program`, 's', [after.userS - before.userS]))
      figures.push(figure(`profile_${path}: CPU time in the kernel`, 's', [after.kernelS - before.kernelS]))
    } finally {
      await running.stop()
    }
    for (const { place, share } of topOf(folder)) {
      figures.push(figure(`profile_${path}: ${place}`, '%', [share * 100]))
    }
  }
  return figures
}

type Call = { functionName: string; url: string; lineNumber: number }
type Node = { id: number; hitCount: number; children?: number[]; callFrame: Call }

/** The supervisor leaves a profile too, and sleeps nearly always: the one with the most samples is the server's. */
function topOf(folder: string): { place: string; share: number }[] {
  const all = readdirSync(folder).map((name): Node[] => JSON.parse(readFileSync(join(folder, name), 'utf8')).nodes)
  const [nodes = []] = all.sort((a, b) => hits(b) - hits(a))
  const parents = new Map(nodes.flatMap((node) => node.children?.map((id): [number, Node] => [id, node]) ?? []))
  const own = new Map<string, number>()
  for (const node of nodes) {
    const place = placeOf(node, parents)
    own.set(place, (own.get(place) ?? 0) + node.hitCount)
  }
  const total = hits(nodes)
  return [...own]
    .map(([place, count]) => ({ place, share: count / total }))
    .sort((a, b) => b.share - a.share)
    .slice(0, SHOWN)
}

function hits(nodes: readonly Node[]): number {
  return nodes.reduce((sum, { hitCount }) => sum + hitCount, 0)
}

/** What is built in has no file, and our way to the database is the same for all: both are told by whoever called them. */
function placeOf(node: Node, parents: ReadonlyMap<number, Node>): string {
  const { functionName, url, lineNumber } = node.callFrame
  const name = functionName === '' ? '(anonymous)' : functionName
  const file = url.startsWith('file:') ? relative(ROOT, fileURLToPath(url)) : null
  if (file !== null && !file.startsWith(DATABASE)) return `\`${name}\` (${file}:${lineNumber + 1})`
  const caller = parents.get(node.id)
  const own = file === null ? `\`${name}\`` : `\`${name}\` (${file}:${lineNumber + 1})`
  return caller ? `${own}, for ${outerOf(caller, parents)}` : own
}

function outerOf(node: Node, parents: ReadonlyMap<number, Node>): string {
  const { url } = node.callFrame
  const caller = parents.get(node.id)
  const isTelling = url.startsWith('file:') && !relative(ROOT, fileURLToPath(url)).startsWith(DATABASE)
  return isTelling || !caller || caller.callFrame.functionName === '(root)'
    ? placeOf(node, new Map())
    : outerOf(caller, parents)
}
