import { until } from '../support/until.ts'
import type { FromLoad, Part, ToLoad } from './cast.ts'
import { now } from './clock.ts'
import { Device } from './device.ts'
import { Random } from './random.ts'
import { RawClient } from './raw-client.ts'
import { Recorder } from './recorder.ts'
import { Script } from './script.ts'
import { Troubles } from './troubles.ts'

const TICK_MS = 10
const REPORT_MS = 40
const SETTLE_MS = 60_000

/** A process of clients: plays its part of a chapter, settles when nothing is broken any more, and plays the next. */
class Load {
  readonly #part: Part
  readonly #recorder: Recorder
  readonly #troubles = new Troubles()
  readonly #random: Random
  readonly #script: Script
  readonly #raws: RawClient[]
  readonly #devices: Device[]
  readonly #timers: ReturnType<typeof setInterval>[] = []
  #sends = 0
  #allowed = 0
  #ticks = 0

  constructor(part: Part) {
    this.#part = part
    this.#recorder = new Recorder(part.history)
    this.#random = new Random(part.seed)
    this.#script = new Script(this.#random, part.firstToken)
    const shared = { recorder: this.#recorder, troubles: this.#troubles }
    this.#raws = part.raw.map(({ player, by, rooms, does }, index) => {
      const name = `${part.name}-raw${index}-${player.name}`
      const random = new Random(`${part.seed}/${name}`)
      const role = { isSpy: does === 'spy', isTapped: does === 'spy' || does === 'read', isOnLine: by === 'line' }
      return new RawClient({ ...shared, ...role, name, url: part.urls[by], player, rooms, random, heads: part.heads })
    })
    this.#devices = part.devices.map(({ player, by, rooms }, index) => {
      const name = `${part.name}-sdk${index}-${player.name}`
      return new Device({ ...shared, name, url: part.urls[by], player, rooms, isOnLine: by === 'line' })
    })
  }

  async begin(): Promise<void> {
    await Promise.all(this.#devices.map((device) => device.start()))
    await until(() => this.#raws.every(({ isReady }) => isReady), 'everybody is connected')
    this.#timers.push(setInterval(() => this.#act(), TICK_MS))
    this.#timers.push(setInterval(() => this.report(), REPORT_MS))
  }

  report(): void {
    const raws = this.#raws
    say({
      troubles: this.#troubles.take(),
      sends: this.#sends,
      acks: sum(raws.map(({ acks }) => acks)) + sum(this.#devices.map(({ acks }) => acks)),
      lostAcks: sum(raws.map(({ lostAcks }) => lostAcks)),
      ackedAt: Math.max(0, ...raws.map(({ ackedAt }) => ackedAt)),
    })
  }

  /** Nothing new is said; waits until nothing is on its way, and everybody knows everything. Answers who does not. */
  async settle(): Promise<string[]> {
    clearInterval(this.#timers.shift())
    for (const raw of this.#raws) raw.isDeaf = false
    const isDone = () => [...this.#raws, ...this.#devices].every(({ waiting }) => waiting === 0)
    await until(isDone, 'nothing waits', SETTLE_MS).catch(() => {})
    const t = now()
    for (const { name, waiting } of [...this.#raws, ...this.#devices]) {
      this.#recorder.add({ k: 'outbox', t, client: name, waiting })
    }
    const stuck = [...this.#raws, ...this.#devices].filter(({ waiting }) => waiting > 0).map(({ name }) => name)
    this.report()
    return stuck
  }

  /** Everybody has heard the last word of each room; writes down what the screens show. */
  async finish(heads: Readonly<Record<string, number>>): Promise<string[]> {
    const behind = () => [
      ...this.#raws.filter((raw) => raw.isBehind(heads)).map(({ name }) => name),
      ...this.#devices.filter((device) => device.isBehind(heads)).map(({ name }) => name),
    ]
    await until(() => behind().length === 0, 'everybody knows everything', SETTLE_MS).catch(() => {})
    for (const device of this.#devices) device.snapshot(true)
    for (const raw of this.#raws) raw.noteCursors()
    const left = behind()
    this.report()
    for (const timer of this.#timers) clearInterval(timer)
    for (const raw of this.#raws) raw.stop()
    await Promise.all(this.#devices.map(({ parley }) => parley.stop()))
    this.#recorder.flush()
    return left
  }

  #act(): void {
    this.#ticks += 1
    this.#allowed = Math.min(this.#part.perS, this.#allowed + (this.#part.perS * TICK_MS) / 1_000)
    const writers = this.#raws.filter((_, index) => this.#part.raw[index]?.does === 'write')
    for (let tries = 0; this.#allowed >= 1 && tries < 40; tries += 1) {
      const said = this.#script.write(this.#random.pick(writers))
      this.#allowed -= said
      this.#sends += said
    }
    if (this.#ticks % 8 === 0) this.#sayByDevice()
    if (this.#ticks % 50 === 0) this.#keepRooms()
    if (this.#ticks % 100 === 0) this.#raws.find((_, index) => this.#part.raw[index]?.does === 'spy')?.reconnect()
    if (this.#ticks % 50 === 0) for (const device of this.#devices) device.snapshot(false)
  }

  #sayByDevice(): void {
    if (this.#devices.length === 0) return
    const device = this.#random.pick(this.#devices)
    if (device.waiting >= 20) return
    this.#sends += 1
    void device.parley.post(this.#random.pick(device.rooms), this.#script.body()).catch(() => {})
  }

  #keepRooms(): void {
    const { guest, raw } = this.#part
    const keeper = this.#raws.find((_, index) => raw[index]?.does === 'keep')
    if (keeper) this.#script.keep(keeper, this.#random.pick(guest.rooms), guest.id)
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function say(message: FromLoad): void {
  process.send?.(message)
}

let load: Load | null = null

async function hear(message: ToLoad): Promise<void> {
  if ('begin' in message) {
    load = new Load(message.begin)
    await load.begin()
    say({ begun: true })
  }
  if ('settle' in message) say({ settled: (await load?.settle()) ?? [] })
  if ('finish' in message) say({ finished: (await load?.finish(message.finish)) ?? [] })
}

process.on('message', (message: ToLoad) => {
  hear(message).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})
process.on('disconnect', () => process.exit(0))
