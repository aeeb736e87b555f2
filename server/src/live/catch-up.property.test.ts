import { expect, test } from 'bun:test'
import type { ServerFrame } from '@parley/protocol/frames.ts'
import fc from 'fast-check'
import type { TestSocket } from './testing/test-socket.ts'
import { type Deed, World } from './testing/world.ts'

const LOGS = ['tides', 'reefs']
const PEOPLE = ['ann', 'bob', 'eve']
/** Ann has two devices. */
const DEVICES = ['ann', 'ann', 'bob', 'eve']

/** A device that follows the rules for live events, and says when it is given reason to doubt the server. */
class Device {
  readonly person: string
  readonly cursors = new Map<string, number>()
  socket: TestSocket | null = null
  /** Hellos and follows that wait for their `caught-up`; for logs that were lost meanwhile, how many of them are stale. */
  #asked = 0
  readonly #stale = new Map<string, number>()
  readonly #early = new Map<string, Set<number>>()
  readonly #world: World

  constructor(world: World, person: string) {
    this.#world = world
    this.person = person
  }

  connect(): void {
    if (this.socket && !this.socket.closed) return
    const socket = this.#world.connect({ id: this.person })
    socket.socket.onReceive = (text) => this.#apply(socket, JSON.parse(text))
    socket.socket.onSend = (text) => this.#judge(JSON.parse(text))
    this.socket = socket
    this.#asked = 1
    this.#stale.clear()
    this.#early.clear()
    socket.hello(Object.fromEntries(this.cursors))
  }

  follow(log: string): void {
    if (!this.socket || this.socket.closed) return
    const cursor = this.cursors.get(log) ?? 0
    this.cursors.set(log, cursor)
    this.#asked += 1
    this.socket.says({ t: 'follow', cursors: { [log]: cursor } })
  }

  #apply(socket: TestSocket, frame: ServerFrame): void {
    if (socket !== this.socket) return
    if (frame.t === 'gone') {
      this.cursors.delete(frame.log)
      this.#early.delete(frame.log)
      this.#stale.set(frame.log, this.#asked)
    }
    if (frame.t === 'caught-up') {
      this.#asked -= 1
      for (const [log, left] of this.#stale) {
        if (left <= 1) this.#stale.delete(log)
        else this.#stale.set(log, left - 1)
      }
    }
    if (frame.t === 'reset') this.cursors.set(frame.log, frame.head)
    if (frame.t === 'heads') {
      for (const [log, head] of Object.entries(frame.heads)) if (head > (this.cursors.get(log) ?? 0)) this.follow(log)
    }
    if (frame.t === 'events') for (const { seq, subjectId } of frame.events) this.#applyEvent(frame.log, seq, subjectId)
  }

  #applyEvent(log: string, seq: number, subjectId: string): void {
    expect(subjectId).toBe(`${log}#${seq}`)
    const cursor = this.cursors.get(log)
    if (cursor === undefined || seq <= cursor) return
    const early = this.#early.get(log) ?? new Set()
    this.#early.set(log, early.add(seq))
    // Only what was asked for before one lost the log, and answered after one was back in it, may come too early.
    if (!this.#stale.has(log)) expect(`${log} ${seq}`).toBe(`${log} ${cursor + 1}`)
    for (let next = cursor + 1; early.delete(next); next += 1) this.cursors.set(log, next)
  }

  /** Looks at what the server sends in the moment in which it does. */
  #judge(frame: ServerFrame): void {
    if (frame.t !== 'events' && frame.t !== 'heads' && frame.t !== 'caught-up') return
    const told = frame.t === 'events' ? { [frame.log]: frame.events.at(-1)?.seq ?? 0 } : frame.heads
    for (const [log, seq] of Object.entries(told)) {
      if (this.#world.membersOf(log).has(this.person)) continue
      const removal = this.#world.removals.get(`${this.person} ${log}`) ?? 0
      expect(`${this.person} hears of ${log} up to ${Math.max(seq, removal)}`).toBe(
        `${this.person} hears of ${log} up to ${removal}`,
      )
      if (frame.t !== 'events') continue
      for (const { at } of frame.events) expect(Number(at.slice('state of '.length))).toBeLessThanOrEqual(removal)
    }
  }
}

const deed: fc.Arbitrary<Deed> = fc
  .record({ log: fc.constantFrom(...LOGS) })
  .chain(({ log }) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constant({ log }) },
      { weight: 2, arbitrary: fc.record({ log: fc.constant(log), removes: fc.constantFrom(...PEOPLE) }) },
      { weight: 2, arbitrary: fc.record({ log: fc.constant(log), adds: fc.constantFrom(...PEOPLE) }) },
    ),
  )

const device = fc.nat(DEVICES.length - 1)
type Step = (world: World, devices: Device[]) => void

const step: fc.Arbitrary<{ name: string; run: Step }> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(deed, { minLength: 1, maxLength: 4 })
      .map((deeds) => named('commit', deeds, (w) => w.commit(deeds))),
  },
  { weight: 5, arbitrary: fc.constant(named('publish', null, (world) => world.publish())) },
  { weight: 10, arbitrary: fc.nat(9).map((n) => named('release', n, (world) => world.release(n))) },
  { weight: 3, arbitrary: device.map((n) => named('connect', n, (_, devices) => devices[n]?.connect())) },
  { weight: 1, arbitrary: device.map((n) => named('cut', n, (_, devices) => devices[n]?.socket?.socket.terminate())) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(device, fc.constantFrom(...LOGS))
      .map((given) => named('follow', given, (_, devices) => devices[given[0]]?.follow(given[1]))),
  },
  { weight: 4, arbitrary: device.map((n) => named('stall', n, (_, devices) => stall(devices[n]))) },
  { weight: 4, arbitrary: device.map((n) => named('drain', n, (_, devices) => devices[n]?.socket?.socket.drain())) },
  {
    weight: 5,
    arbitrary: fc.integer({ min: 500, max: 4_000 }).map((ms) => named('round', ms, (world) => round(world, ms))),
  },
)

function named(name: string, given: unknown, run: Step) {
  return { name, run, [fc.toStringMethod]: () => `${name} ${JSON.stringify(given)}` }
}

function stall(of: Device | undefined): void {
  if (of?.socket) of.socket.socket.reads = false
}

function round(world: World, ms: number): void {
  world.now += ms
  world.live.round()
}

/** Lets everything arrive, then lets everybody ask for the rooms in which he is, as one does who is told that he joined. */
async function heal(world: World, devices: readonly Device[]): Promise<void> {
  while (world.unpublished.length > 0) world.publish()
  for (let i = 0; i < 3; i += 1) {
    for (const each of devices) {
      each.connect()
      each.socket?.socket.drain()
    }
    await world.releaseAll()
  }
  for (const each of devices) {
    for (const log of LOGS) {
      if (world.membersOf(log).has(each.person) && !each.cursors.has(log)) each.follow(log)
    }
  }
  await world.releaseAll()
}

async function play(steps: readonly { run: Step }[], limits: { softBytes: number }): Promise<void> {
  const world = new World({}, { ...limits, framesBurst: 10_000, framesPerS: 10_000 })
  for (const log of LOGS) for (const person of ['ann', 'bob']) world.membersOf(log).add(person)
  world.tells({ log: 'tides' }, { log: 'tides' }, { log: 'reefs' })
  const devices = DEVICES.map((person) => new Device(world, person))
  for (const each of devices) {
    each.connect()
    for (const log of LOGS) each.follow(log)
  }
  await world.settle()
  world.holdsReads = true
  for (const { run } of steps) {
    run(world, devices)
    await world.settle()
  }
  await heal(world, devices)
  expect(world.lines).toEqual([])
  for (const each of devices) {
    for (const log of LOGS) {
      const isIn = world.membersOf(log).has(each.person)
      const expected = isIn ? world.headOf(log) : undefined
      expect(`${each.person} ${log} ${each.cursors.get(log)}`).toBe(`${each.person} ${log} ${expected}`)
    }
  }
  // Whoever is in a room follows it now: what comes next arrives by itself.
  world.holdsReads = false
  world.tells(...LOGS.map((log) => ({ log })))
  for (const each of devices) {
    for (const log of LOGS) {
      if (world.membersOf(log).has(each.person)) expect(each.cursors.get(log)).toBe(world.headOf(log))
    }
  }
}

const RUNS = Number(process.env.PARLEY_TEST_RUNS ?? 150)

test('whatever happens in whatever order, nothing is lost, repeated or reordered, and who was removed hears no more', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 80 }), (steps) => play(steps, { softBytes: 1e9 })),
    { numRuns: RUNS },
  )
}, 60_000)

test('the same holds when slow readers are taken out of their topics', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 80 }), (steps) => play(steps, { softBytes: 100 })),
    { numRuns: RUNS },
  )
}, 60_000)
