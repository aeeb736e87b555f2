import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { FakeBrowser, type FakeTab } from '../../test/fake-tabs.ts'
import { ANN, BOB, ROOM } from '../../test/samples.ts'
import { seeded } from '../../test/virtual-clock.ts'
import { type Device, World } from '../../test/world.ts'

type Tab = Device & { tabs: FakeTab; heard: Map<string, number[]> }

const aStep = fc.record({
  tab: fc.integer({ min: 0, max: 2 }),
  what: fc.constantFrom(
    'heard',
    'heard',
    'say',
    'read',
    'cut',
    'close',
    'sleep',
    'wake',
    'hide',
    'show',
    'leave',
    'hush',
  ),
  waitMs: fc.constantFrom(0, 0, 1, 30, 400, 3_000, 50_000),
})
type Step = typeof aStep extends fc.Arbitrary<infer S> ? S : never

const aRun = fc.record({
  steps: fc.array(aStep, { minLength: 5, maxLength: 60 }),
  faults: fc.constantFrom(0, 0.1),
  seed: fc.nat(),
  catchUpEvents: fc.constantFrom(8, 2_000),
})
type Run = typeof aRun extends fc.Arbitrary<infer R> ? R : never

/** The tabs of one person, of whom the server sees as many as there are sockets. */
class Desk {
  readonly world = new World()
  readonly browser = new FakeBrowser(this.world.clock)
  readonly tabs: Tab[] = []
  #opened = 0
  readonly #run: Run

  constructor(run: Run) {
    this.#run = run
    this.world.server.catchUpEvents = run.catchUpEvents
    const beat = () => {
      for (const { network } of this.tabs) network.beat()
      this.world.clock.after(22_000, beat)
    }
    beat()
  }

  async open(index: number): Promise<void> {
    const tabs = this.browser.tab()
    const heard = new Map<string, number[]>()
    const device = this.world.device(ANN, { tabs }, this.#run.seed + ++this.#opened)
    device.parley.onEvent((event, log) => heard.set(log, [...(heard.get(log) ?? []), event.seq]))
    const random = seeded(this.#run.seed + this.#opened)
    device.network.fate = (frame) => (frame.t === 'events' && random() < this.#run.faults ? 'lost' : 'sent')
    this.tabs[index] = { ...device, tabs, heard }
    void device.parley.start()
    void device.parley.openRoom(ROOM).catch(() => {})
    await this.world.clock.advance(50)
  }

  async close(tab: Tab): Promise<void> {
    tab.network.cut()
    await Promise.all([tab.parley.stop(), this.world.clock.advance(5)])
  }

  async act({ tab: index, what, waitMs }: Step): Promise<void> {
    const tab = this.tabs[index]
    if (!tab) return
    const { server } = this.world
    if (what === 'heard') server.post(ROOM, BOB, `b${server.head(ROOM)}`)
    if (what === 'say') void tab.parley.post(ROOM, `a${server.head(ROOM)}`).catch(() => {})
    if (what === 'read') tab.parley.advanceCursor(ROOM, server.head(ROOM))
    if (what === 'cut') tab.network.cut()
    if (what === 'hush')
      for (const { network } of this.tabs) network.sockets = network.sockets === 'open' ? 'silent' : 'open'
    if (what === 'sleep') tab.tabs.sleep()
    if (what === 'wake') tab.tabs.wake()
    if (what === 'hide' || what === 'show') tab.tabs.show(what === 'show')
    if (what === 'leave') {
      if (server.mayRead(ANN, ROOM)) server.leave(ROOM, ANN)
      else server.join(ROOM, ANN)
    }
    if (what === 'close') {
      tab.tabs.wake()
      await this.close(tab)
      await this.open(index)
    }
    await this.world.clock.advance(waitMs)
  }

  async heal(): Promise<void> {
    if (!this.world.server.mayRead(ANN, ROOM)) this.world.server.join(ROOM, ANN)
    for (const { network, tabs, parley } of this.tabs) {
      network.fate = () => 'sent'
      network.sockets = 'open'
      tabs.wake()
      parley.wake()
    }
    await this.world.clock.advance(60_000)
    // What was said by somebody who was not in the room failed for good, and holds up the rest until he has seen it.
    for (const { parley } of this.tabs)
      for (const { key, state } of parley.state.outbox) if (state === 'failed') await parley.discard(key)
    await this.world.clock.advance(90_000)
  }
}

test('whatever becomes of tabs and their leader, all end whole, with one socket, and none hears an event twice', async () => {
  await fc.assert(
    fc.asyncProperty(aRun, async (run) => {
      const desk = new Desk(run)
      for (const index of [0, 1, 2]) await desk.open(index)
      for (const step of run.steps) await desk.act(step)
      await desk.heal()
      const { server } = desk.world
      const all = [...server.messages.values()].sort((a, b) => a.seq - b.seq).map(({ body }) => body)
      for (const { parley, heard } of desk.tabs) {
        const room = parley.state.user?.rooms[ROOM]
        expect(room?.cursor).toBe(server.head(ROOM))
        const shown = room?.window?.messages.map(({ body }) => body) ?? []
        expect(shown).toEqual(all.slice(-shown.length || all.length))
        for (const seqs of heard.values()) expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b))
        expect(parley.state.outbox).toEqual([])
        expect(parley.state.status).toBe('online')
      }
      expect([...server.followers].filter(({ userId }) => userId === ANN)).toHaveLength(1)
    }),
    { numRuns: Number(process.env['RUNS'] ?? 40), seed: Number(process.env['SEED'] ?? 1) },
  )
}, 600_000)
