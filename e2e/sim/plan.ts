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
  'remove at a return': 2,
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
  look: 4,
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

/** For so long things are done; then everything is healed, and after so long again everybody is read. */
export const BUSY_MS = 60_000
export const QUIET_MS = 75_000

/** The end of the busy time, in which what is said may be lost on its way. */
const LAST_WORDS_MS = 5_000

/** Makes what happens in a run; `without` leaves some of it out and the rest as it is. */
export function planOf(seed: number, devices: number, without: ReadonlySet<number> = new Set()): Step[] {
  const random = new Random(seed, 'plan')
  const steps: Step[] = []
  const deeds = 230 + random.below(120)
  let at = 500
  for (let n = 0; n < deeds; n += 1) {
    // Some come at once, as when several people speak.
    if (!random.isOneIn(3)) at = random.between(500, BUSY_MS)
    steps.push({ n, at, ...picks(random, devices), is: 'deed', what: random.weighted(DEEDS) })
  }
  const faults = 5 + random.below(10)
  for (let n = deeds; n < deeds + faults; n += 1) {
    const what = random.weighted(FAULTS)
    // What is said after these words would tell that they are missing.
    const at = what === 'last words lost' ? BUSY_MS - LAST_WORDS_MS : random.between(1_000, BUSY_MS - 2_000)
    const forMs = Math.min(10 ** random.between(2, 4.7), BUSY_MS - at)
    const fault = { is: 'fault', what, forMs } as const
    steps.push({ n, at, ...picks(random, devices), ...fault })
  }
  return steps.filter(({ n }) => !without.has(n)).sort((a, b) => a.at - b.at || a.n - b.n)
}

function picks(random: Random, devices: number) {
  return { device: random.below(devices), pick: random.below(1_000_000), other: random.below(1_000_000) }
}
