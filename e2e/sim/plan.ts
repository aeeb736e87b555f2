import { Random } from './random.ts'

/** What somebody does; the numbers pick of what there is then. */
export const DEEDS = {
  post: 50,
  edit: 12,
  delete: 5,
  read: 8,
  repeat: 8,
  'repeat elsewhere': 3,
  add: 4,
  remove: 5,
  'remove at a return': 6,
  join: 2,
  leave: 2,
  direct: 1,
  room: 1,
  snapshot: 3,
  log: 2,
  type: 2,
  watch: 1,
  react: 4,
  unreact: 1,
  reply: 4,
  thread: 2,
  look: 5,
  pin: 2,
  level: 1,
  'mark unread': 1,
  role: 1,
  profile: 1,
  'edit room': 1,
  'close room': 1,
} as const
export type Deed = keyof typeof DEEDS

/** What is done to the system. */
export const FAULTS = {
  'node killed': 3,
  'node vanished': 1,
  'node killed before a commit': 2,
  'node killed after a commit': 2,
  'node drained': 1,
  'node asleep': 1,
  'slow disk': 2,
  'full disk': 1,
  'failing disk': 1,
  'clock back': 1,
  'clock ahead': 1,
  'connection reset': 3,
  'client vanished': 1,
  'server vanished': 1,
  'line blocked': 2,
  'line blocked one way': 2,
  'client killed': 3,
  'client asleep': 2,
  'slow reader': 2,
  'frame lost': 3,
  'frame doubled': 2,
  'frame overtaken': 2,
  'command lost': 1,
  'command doubled': 2,
  'client clock': 1,
  'last words lost': 2,
} as const
export type FaultKind = keyof typeof FAULTS

/** A deed or a fault at a moment of a run; `n` names it where a run is made smaller. */
export type Step = { n: number; at: number; device: number; pick: number; other: number } & (
  { is: 'deed'; what: Deed } | { is: 'fault'; what: FaultKind; forMs: number }
)

/** After what was done was healed it takes so long until everybody is read. */
export const QUIET_MS = 75_000

/** The end of the busy time, in which what is said may be lost on its way. */
const LAST_WORDS_MS = 5_000

type Range = readonly [least: number, most: number]

/** How many devices take part in a run, what happens to them, and within how long. */
type Extent = { devices: Range; deeds: Range; faults: Range; busyMs: number }

/**
 * Most runs are small: many short histories, each another, find more than few long ones in the same time. What needs many
 * messages, devices or faults at once is met by the large.
 */
export const SIZES = {
  small: { devices: [2, 4], deeds: [20, 60], faults: [1, 5], busyMs: 20_000 },
  middle: { devices: [3, 6], deeds: [60, 200], faults: [3, 9], busyMs: 40_000 },
  large: { devices: [6, 6], deeds: [230, 350], faults: [5, 15], busyMs: 60_000 },
} as const satisfies Record<string, Extent>
export type Size = keyof typeof SIZES

/** Whether there is such a size. */
export function isSize(name: string): name is Size {
  return Object.hasOwn(SIZES, name)
}

/** Of how many runs how many have which size. */
const SHARES: Record<Size, number> = { small: 88, middle: 10, large: 2 }

/** What happens in a run. */
export type Plan = {
  size: Size
  /** Of the devices that there are those that take part; a step names one by its place in here. */
  devices: readonly number[]
  /** For so long things are done; then everything is healed. */
  busyMs: number
  steps: Step[]
}

/** How a plan is made. */
export type PlanOptions = {
  /** How many devices there are. */
  devices: number
  /** A size for all runs, where the seed is not to choose. */
  size?: Size | undefined
  /** Steps that are left out; the rest stays as it is. */
  without?: ReadonlySet<number> | undefined
}

/** Makes what happens in a run. */
export function planOf(seed: number, { devices: known, size: asked, without = new Set() }: PlanOptions): Plan {
  const random = new Random(seed, 'plan')
  const drawn = random.weighted(SHARES)
  const size = asked ?? drawn
  const extent: Extent = SIZES[size]
  const { busyMs } = extent
  const devices = someOf(random, known, whole(random, extent.devices))
  const steps: Step[] = []
  const deeds = whole(random, extent.deeds)
  let at = 500
  for (let n = 0; n < deeds; n += 1) {
    // Some come at once, as when several people speak.
    if (!random.isOneIn(3)) at = random.between(500, busyMs)
    steps.push({ n, at, ...picks(random, devices.length), is: 'deed', what: random.weighted(DEEDS) })
  }
  const faults = whole(random, extent.faults)
  for (let n = deeds; n < deeds + faults; n += 1) {
    const what = random.weighted(FAULTS)
    // What is said after these words would tell that they are missing.
    const at = what === 'last words lost' ? busyMs - LAST_WORDS_MS : random.between(1_000, busyMs - 2_000)
    const forMs = Math.min(10 ** random.between(2, 4.7), busyMs - at)
    const fault = { is: 'fault', what, forMs } as const
    steps.push({ n, at, ...picks(random, devices.length), ...fault })
  }
  steps.sort((a, b) => a.at - b.at || a.n - b.n)
  return { size, devices, busyMs, steps: steps.filter(({ n }) => !without.has(n)) }
}

function picks(random: Random, devices: number) {
  return { device: random.below(devices), pick: random.below(1_000_000), other: random.below(1_000_000) }
}

/** A whole number in a range, both ends included. */
function whole(random: Random, [least, most]: Range): number {
  return least + random.below(most - least + 1)
}

/** As many of the numbers below `count`, in their order. */
function someOf(random: Random, count: number, wanted: number): number[] {
  const left = Array.from({ length: count }, (_, index) => index)
  while (left.length > wanted) left.splice(random.below(left.length), 1)
  return left
}
