import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { check, type Violation } from '../checker/check.ts'
import { type Entry, mergeHistories, parseHistory, toLine } from '../checker/history.ts'
import { until } from '../support/until.ts'
import { now } from './clock.ts'
import type { Control } from './control.ts'
import type { Stage } from './faults.ts'
import { readByPages, readCursors, readStored } from './final-reads.ts'
import { type Feelings, inflict, type Inflicted } from './inflict.ts'
import type { LoadProcess } from './load-process.ts'
import { everybody, makeRooms, partOf, type Players, type Rooms } from './players.ts'
import type { Plan } from './plan.ts'

/** Everything that a chapter needs. */
export type Rig = Stage & {
  seed: string
  players: Players
  loads: readonly LoadProcess[]
  feelings: Feelings
  plan: Plan
  perS: number
  /** A fault of the server meets so many acks more to keep than the one before. */
  work: number
  folder: string
}

/** What a chapter gave. */
export type Told = {
  sends: number
  acks: number
  lostAcks: number
  faults: Inflicted[]
  violations: Violation[]
  /** Where the history is; null where nothing was wrong with it. */
  history: string | null
}

/** Tokens of one process in one chapter. */
const TOKENS = 10_000_000

/** Clients act in new rooms while faults are done; then all is healed, everything is read, and the history is checked. */
export async function playChapter(rig: Rig, number: number, isOver: () => boolean): Promise<Told> {
  const history = join(rig.folder, `chapter-${number}`)
  mkdirSync(history, { recursive: true })
  const rooms = await makeRooms(rig.players, `c${number}`)
  const entries = beginningOf(rig.players, rooms)
  setBase(rig.node.control)
  await Promise.all(
    rig.loads.map((load, index) => {
      const setting = {
        name: `c${number}l${index}`,
        seed: `${rig.seed}/${number}/${index}`,
        history: join(history, `load-${index}.jsonl`),
        urls: { direct: rig.node.url, line: rig.line.url },
        perS: rig.perS / rig.loads.length,
        firstToken: (number * 16 + index) * TOKENS,
      }
      return load.begin(partOf(index, setting, rig.players, rooms, rig.random))
    }),
  )
  const faults = (await Promise.all([hurtInTurn(rig, 'server', isOver), hurtInTurn(rig, 'line', isOver)])).flat()
  entries.push(...faults.map(({ entry }) => entry), { k: 'heal', t: now() })
  await settle(rig, rooms, entries)
  const counts = rig.loads.map((load) => load.counts())
  const violations = judge(history, entries, rig.loads.length)
  if (violations.length === 0) rmSync(history, { recursive: true, force: true })
  return {
    sends: sum(counts.map(({ sends }) => sends)),
    acks: sum(counts.map(({ acks }) => acks)),
    lostAcks: sum(counts.map(({ lostAcks }) => lostAcks)),
    faults,
    violations,
    history: violations.length === 0 ? null : history,
  }
}

/** From now on a kill is a loss of power, and what a socket has not sent does not hide in the kernel. */
function setBase(control: Control): void {
  control.set('hold', 1)
  control.set('tear', 1)
  control.set('sendBuffer', 32_768)
}

/** What is there before anybody acts. */
function beginningOf(players: Players, rooms: Rooms): Entry[] {
  const t = now()
  const all = [...rooms.open, rooms.secret]
  const logs = Object.entries({ ...rooms.heads, ...rooms.roomHeads }).map(([log, head]): Entry => ({
    k: 'log',
    t,
    log,
    kind: all.includes(log) ? 'room' : 'user',
    head,
  }))
  const members = [
    ...rooms.open.flatMap((log, index) => [0, 1].map((more) => ({ log, of: (index + more) % players.writers.length }))),
    ...[0, 1].map((of) => ({ log: rooms.secret, of })),
  ]
  const grants = members.map(({ log, of }): Entry => ({ k: 'grant', t, log, user: players.writers[of]?.id ?? '' }))
  return [...logs, ...grants]
}

/** One fault after the other, until the chapter is over. */
async function hurtInTurn(rig: Rig, target: 'server' | 'line', isOver: () => boolean): Promise<Inflicted[]> {
  const faults: Inflicted[] = []
  const counts = {
    ackedAt: () => Math.max(...rig.loads.map((load) => load.counts().ackedAt)),
    acks: () => sum(rig.loads.map((load) => load.counts().acks)),
    work: target === 'server' ? rig.work : 1,
  }
  while (!isOver()) {
    const kind = rig.plan.next(target)
    if (kind === null) break
    const inflicted = await inflict(kind, rig, rig.feelings, counts)
    if (inflicted === null) await Bun.sleep(50)
    else faults.push(inflicted)
    if (inflicted && inflicted.entry.witness !== null) rig.plan.felt(kind)
  }
  return faults
}

/** Everything that was wanted is carried out, everybody hears of it, and all of it is read in every way. */
async function settle(rig: Rig, rooms: Rooms, entries: Entry[]): Promise<void> {
  const { node, players, loads } = rig
  node.control.set('clockShiftS', 0)
  await until(node.isUp, 'the server is up')
  const stuck = (await Promise.all(loads.map((load) => load.settle()))).flat()
  if (stuck.length > 0) console.error(`These still have something to send: ${stuck.join(', ')}`)
  const all = [...rooms.open, rooms.secret]
  for (const [index, roomId] of all.entries()) entries.push(...(await closingWord(players, index, roomId)))
  const stopsAt = now()
  // Only what a stopped server leaves behind is whole in its files.
  await node.terminate()
  const stored = readStored(node.folder, [...all, ...everybody(players).map(({ id }) => id)])
  await node.start()
  entries.push(...stored, aStop(stopsAt))
  const heads = Object.fromEntries(stored.flatMap((entry) => (entry.k === 'read' ? [[entry.log, entry.head]] : [])))
  const behind = (await Promise.all(loads.map((load) => load.finish(heads)))).flat()
  if (behind.length > 0) {
    entries.push(...behind.map((client): Entry => ({ k: 'outbox', t: now(), client: `${client} (deaf)`, waiting: 1 })))
  }
  for (const [index, roomId] of all.entries()) {
    const readers = readersOf(players, index)
    for (const reader of roomId === rooms.secret ? readers : readers.slice(index % 2, (index % 2) + 1)) {
      entries.push(await readByPages(reader, roomId))
    }
  }
  for (const player of players.writers) entries.push(...(await readCursors(player, new Set(all))))
}

function aStop(t: number): Entry {
  return { k: 'fault', t, until: now(), kind: 'stop', witness: null, explains: ['reconnect', 'gap'] }
}

/** The last room is the private one. */
function readersOf({ writers }: Players, index: number) {
  return [writers[index % writers.length], writers[(index + 1) % writers.length]].filter((one) => one !== undefined)
}

/** Something that everybody hears, so that whoever missed the end of what was said learns it. */
async function closingWord(players: Players, index: number, roomId: string): Promise<Entry[]> {
  const [writer] = readersOf(players, index)
  if (!writer) return []
  const who = { client: `${writer.displayName}-closing`, user: writer.id }
  const id = Bun.randomUUIDv7()
  const body = 'That was all.'
  const op = `${who.client}/${roomId}`
  const invoke: Entry = { k: 'invoke', t: now(), op, ...who, name: 'message.post', input: { id, roomId, body } }
  const outcome = await writer.did('message.post', { id, roomId, body })
  return [invoke, { k: 'outcome', t: now(), op, is: 'ok', outcome }]
}

/** Writes down what the rig itself saw, and holds everything against the rules. */
function judge(folder: string, own: readonly Entry[], loads: number): Violation[] {
  const files = Array.from({ length: loads }, (_, index) => join(folder, `load-${index}.jsonl`))
  const sorted = own.toSorted((a, b) => a.t - b.t)
  void Bun.write(join(folder, 'rig.jsonl'), sorted.map(toLine).join(''))
  const histories = files.map((file) => parseHistory(readFileSync(file, 'utf8')))
  return check(mergeHistories([sorted, ...histories]))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
