import { type Violation, check } from '../checker/check.ts'
import type { Entry } from '../checker/history.ts'
import { Deeds, fold, readCursors, readWhole, snapshot } from './deeds.ts'
import { Device } from './device.ts'
import { Disk } from './disk.ts'
import { Faults } from './faults.ts'
import { Loop } from './loop.ts'
import { planOf, QUIET_MS, type Size, type Step } from './plan.ts'
import { Random } from './random.ts'
import { Recorder } from './recorder.ts'
import { Servers } from './servers.ts'
import type { Stage } from './stage.ts'
import type { Wire } from './wire.ts'

/** In one run of so many all reads have connections of their own. */
const OWN_CONNECTIONS = 8

/** A while after everything was read, in which all clients leave. */
const GOODBYE_MS = 20_000

/** Heads are told after 25 s at the latest; asking for what is missing takes a while too. */
const HEADS_MS = 30_000

/** What came of a run. */
export type Run = {
  seed: number
  size: Size
  violations: Violation[]
  history: Entry[]
  steps: Step[]
  /** The same for the same seed. */
  hash: string
  /** Commands that somebody sent, each once. */
  commands: number
  /** Faults that were felt, by their kinds. */
  faults: string[]
  acksLost: number
  /** Lines of the server's log that tell of errors. */
  lines: string[]
}

/** What a run is besides its seed: steps that are left out of it, and a size that the seed did not draw. */
export type RunOptions = { without?: ReadonlySet<number> | undefined; size?: Size | undefined }

/** Runs one seed in virtual time, and checks what everybody saw. Not to be called from a promise's continuation. */
export function runSeed(stage: Stage, seed: number, options: RunOptions = {}): Run {
  const loop = new Loop()
  const release = takeImmediates(loop)
  try {
    return run(stage, loop, seed, options)
  } finally {
    release()
  }
}

function run(stage: Stage, loop: Loop, seed: number, options: RunOptions): Run {
  reset(stage, loop)
  const recorder = new Recorder(loop)
  const random = new Random(seed, 'servers')
  const disk = new Disk(random.isOneIn(OWN_CONNECTIONS) ? stage.store : stage.shared, loop, random)
  const servers = new Servers({ loop, random, disk })
  const { size, busyMs, steps, devices: present } = planOf(seed, { devices: stage.seats.length, ...options })
  const devices = present.map((index) => {
    const { user, name, token } = stage.seats[index]!
    return new Device({ loop, seed, recorder, user, name, token, node: () => servers.node })
  })
  let acksLost = 0
  for (const device of devices) device.line.onLostAck = () => (acksLost += 1)
  introduce(stage, recorder)
  const userIds = stage.players.map(({ id }) => id)
  const deeds = new Deeds({ devices, recorder, userIds, publicRoomId: stage.places[0]!.id })
  const endAt = busyMs + QUIET_MS
  const faults = new Faults({ loop, recorder, disk, servers, devices })
  for (const [index, device] of devices.entries()) loop.after(index * 20, () => device.start())
  for (const step of steps) loop.after(step.at, () => (step.is === 'deed' ? deeds.perform(step) : faults.inflict(step)))
  loop.runUntil(busyMs)
  recorder.write({ k: 'heal' })
  disk.heal()
  servers.heal()
  for (const device of devices) heal(device)
  const steady = devices.flatMap(({ wire }) => (wire?.isOpen && wire.isGreeted ? [wire] : []))
  loop.after(HEADS_MS, () => noteSteady(recorder, devices, new Set(steady)))
  loop.runUntil(endAt)
  readEverything(recorder, devices)
  loop.runUntil(endAt + 5_000)
  for (const device of devices) device.stop()
  loop.runUntil(endAt + GOODBYE_MS)
  noteHeld(recorder, servers, devices)
  servers.node.kill(false)
  void readStored(recorder, stage)
  loop.settle()
  return reportOf({ seed, size, recorder, steps, acksLost, lines: servers.lines })
}

function reset(stage: Stage, loop: Loop): void {
  let isReset = false
  void stage.reset().then(() => (isReset = true))
  loop.settle()
  if (!isReset) throw new Error('the stage could not be put back to how it was')
}

type Ran = Pick<Run, 'seed' | 'size' | 'steps' | 'acksLost' | 'lines'> & { recorder: Recorder }

function reportOf({ recorder, ...rest }: Ran): Run {
  const history = recorder.entries
  const ids = new Set(history.flatMap((entry) => (entry.k === 'invoke' ? [entry.input.id] : [])))
  return {
    ...rest,
    history,
    violations: check(history, { recencyMs: 1 }),
    hash: recorder.hash,
    commands: ids.size,
    faults: history.flatMap((entry) => (entry.k === 'fault' ? [entry.kind] : [])),
  }
}

/** What the core leaves for the next turn of the loop happens in a turn of this one. */
function takeImmediates(loop: Loop): () => void {
  const { setImmediate } = globalThis
  Object.assign(globalThis, { setImmediate: loop.soon })
  return () => void Object.assign(globalThis, { setImmediate })
}

function introduce(stage: Stage, recorder: Recorder): void {
  const users = new Set(stage.players.map(({ id }) => id))
  for (const [log, head] of stage.heads) recorder.write({ k: 'log', log, kind: users.has(log) ? 'user' : 'room', head })
  for (const { id, memberIds } of stage.places)
    for (const user of memberIds) recorder.write({ k: 'grant', log: id, user })
}

/** What those show who are connected as they were at the heal: a frame that was lost before it must be known by now. */
function noteSteady(recorder: Recorder, devices: readonly Device[], steady: ReadonlySet<Wire>): void {
  for (const device of devices) {
    if (!device.wire?.isOpen || !steady.has(device.wire)) continue
    for (const room of Object.values(device.parley.state.user?.rooms ?? {}))
      fold(recorder, device, room, { isSteady: true })
  }
}

/** Everybody is gone: what is still kept, and for whom. */
function noteHeld(recorder: Recorder, servers: Servers, devices: readonly Device[]): void {
  for (const holding of servers.node.held()) recorder.write({ k: 'holding', of: 'the server', ...holding })
  for (const { name, timers } of devices)
    recorder.write({ k: 'holding', of: name, what: 'timers', held: timers, due: 0 })
}

function heal(device: Device): void {
  device.line.heal()
  device.skewMs = 0
  device.wire?.server?.drain()
}

/** What is stored, with the commands that it bears. */
async function readStored(recorder: Recorder, { store }: Stage): Promise<void> {
  await store.read(async ({ db }) => {
    const rows = await db.selectFrom('events').selectAll().orderBy('log_id').orderBy('seq').execute()
    const logs = await db.selectFrom('logs').select(['id', 'head', 'tail']).execute()
    const fact = await db.selectFrom('facts').select('value').where('name', '=', 'epoch').executeTakeFirst()
    const byLog = Map.groupBy(rows, (row) => row.log_id)
    const by = { began: recorder.now, client: 'stored', user: null, node: 'one', epoch: fact?.value ?? '' }
    for (const { id: log, head, tail } of logs) {
      const events = (byLog.get(log) ?? []).map((row) => ({
        seq: row.seq,
        type: row.type,
        actorId: row.actor_id,
        subjectId: row.subject_id,
        at: new Date(row.at).toISOString(),
        commandId: row.command_id,
      }))
      recorder.write({ k: 'read', ...by, log, head, tail, events, isFinal: true })
    }
  })
}

function readEverything(recorder: Recorder, devices: readonly Device[]): void {
  for (const device of devices) {
    const { status, outbox, user } = device.parley.state
    const waiting = outbox.filter(({ state }) => state === 'waiting').length
    recorder.write({ k: 'outbox', client: device.name, waiting, isOnline: status === 'online' })
    readCursors(recorder, device).catch(() => {})
    for (const room of Object.values(user?.rooms ?? {})) {
      fold(recorder, device, room, { isFinal: true })
      // Whoever cannot read shows it by what is missing in the history.
      snapshot(recorder, device, room.room.id, true).catch(() => {})
      readWhole(recorder, device, room.room.id, true).catch(() => {})
    }
  }
}
