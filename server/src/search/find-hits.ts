import type { MessageTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { type Block, listBlocks, loadMessages } from './blocks.ts'
import { cutOff } from './cut-off.ts'
import { findPlaces } from './find-places.ts'
import type { Range } from './match.ts'
import { type Pause, pauses } from './pauses.ts'
import { BLOCK_SIZE, listPlaces } from './places.ts'
import { matchMessage, type Plan, termsAsked } from './plan.ts'

/** Where a message stands among all that are found: newest first, and never two at the same place. */
export type Place = { at: number; roomId: string; seq: number }

/** A message that has what was asked for. */
export type Found = { message: MessageTable; ranges: Range[] }

export type Search = {
  plan: Plan
  /** The rooms in which one may look. */
  roomIds: readonly string[]
  /** What the index does not know yet: these messages are compared as they are. */
  unindexed: readonly MessageTable[]
  after: Place | null
  limit: number
}

/** Messages that are read and turn out not to be what was asked for, before the answer says where it came to. */
const LOOKS = 400
const FIRST_BLOCKS = 16
const MOST_BLOCKS = 64
const FIRST_READ = 2
const MOST_READ = 64

/** Finds the newest messages after a place. What is new is looked at first, and nothing older than needed. */
export async function findHits(reader: Reader, search: Search): Promise<{ hits: Found[]; next: Place | null }> {
  const hits: Found[] = []
  const pause = pauses()
  const candidates = walk(reader, search, pause)
  for (let looks = 0; ; looks += 1) {
    const candidate = await candidates.next()
    if (candidate.done === true) return { hits, next: null }
    const message = candidate.value
    const last = hits.at(-1)
    if (hits.length === search.limit && last) return { hits, next: placeOf(last.message) }
    if (looks >= LOOKS) return { hits, next: placeOf(message) }
    const ranges = matchMessage(search.plan, message)
    if (ranges) hits.push({ message, ranges })
    await pause()
  }
}

function placeOf({ at, room_id: roomId, seq }: MessageTable): Place {
  return { at, roomId, seq }
}

/** Below zero: the one is newer. */
function compare(one: Place, other: Place): number {
  if (one.at !== other.at) return other.at - one.at
  if (one.roomId !== other.roomId) return one.roomId > other.roomId ? -1 : 1
  return other.seq - one.seq
}

/** Messages of one block that have the terms: those of `seqs` in ascending order, then those of `read`, the newest last. */
type Source = { roomId: string; seqs: number[]; read: MessageTable[]; head: Place | null; step: number }

/** All messages that may be what was asked for, newest first. */
async function* walk(reader: Reader, search: Search, pause: Pause): AsyncGenerator<MessageTable, undefined> {
  const fresh = freshOf(search)
  const isFresh = new Set(search.unindexed.map(({ id }) => id))
  const blocks = (await listBlocks(reader, search.roomIds)).filter((block) => isWithin(block, search))
  blocks.sort((a, b) => b.lastAt - a.lastAt)
  const sources: Source[] = []
  for (let done = 0, size = FIRST_BLOCKS; ;) {
    const source = newest(sources)
    const top = source?.head ?? null
    const block = blocks[done]
    if (block && (!top || block.lastAt >= top.at)) {
      sources.push(...(await openSources(reader, search, blocks.slice(done, done + size), pause)))
      done += size
      size = Math.min(MOST_BLOCKS, size * 2)
      continue
    }
    const [first] = fresh
    if (first && (!top || compare(placeOf(first), top) < 0)) {
      fresh.shift()
      yield first
      continue
    }
    if (!source || !top || top.at < search.plan.from) return undefined
    const message = await take(reader, source)
    if (source.head === null) sources.splice(sources.indexOf(source), 1)
    if (message && !isFresh.has(message.id) && isAfter(top, search.after)) yield message
  }
}

function freshOf({ unindexed, after }: Search): MessageTable[] {
  const fresh = unindexed.filter((message) => isAfter(placeOf(message), after))
  return fresh.sort((a, b) => compare(placeOf(a), placeOf(b)))
}

function isAfter(place: Place, after: Place | null): boolean {
  return after === null || compare(after, place) < 0
}

function isWithin(block: Block, { plan, after }: Search): boolean {
  return block.firstAt < plan.to && block.lastAt >= plan.from && (after === null || block.firstAt <= after.at)
}

function newest(sources: readonly Source[]): Source | null {
  let best: Source | null = null
  for (const source of sources) {
    if (source.head && (!best?.head || compare(source.head, best.head) < 0)) best = source
  }
  return best
}

async function openSources(reader: Reader, search: Search, blocks: readonly Block[], pause: Pause): Promise<Source[]> {
  const asked = termsAsked(search.plan)
  const found = await findPlaces(
    reader,
    blocks.map(({ id }) => id),
    asked,
    pause,
  )
  const listed = blocks.flatMap((block) => {
    const places = found.get(block.id)
    return places ? [{ block, seqs: listPlaces(places).map((place) => block.part * BLOCK_SIZE + place) }] : []
  })
  const kept = await cutOff(reader, latestOf(search), listed)
  const sources = listed.map(({ block: { roomId } }, index): Source => {
    return { roomId, seqs: kept[index] ?? [], read: [], head: null, step: FIRST_READ }
  })
  await readFirst(reader, sources)
  return sources.filter(({ head }) => head !== null)
}

/** What is newer than this is not asked for. */
function latestOf({ plan, after }: Search): number {
  return Math.min(plan.to - 1, after?.at ?? Number.MAX_SAFE_INTEGER)
}

/** The newest of all sources at once: few of them are asked for more. */
async function readFirst(reader: Reader, sources: readonly Source[]): Promise<void> {
  const firsts = sources.map(({ roomId, seqs, step }) => seqs.splice(-step).map((seq) => ({ roomId, seq })))
  const messages = await loadMessages(reader, firsts.flat())
  const byPlace = new Map(messages.map((message) => [`${message.room_id} ${message.seq}`, message]))
  for (const [index, source] of sources.entries()) {
    source.read = (firsts[index] ?? []).flatMap(({ roomId, seq }) => byPlace.get(`${roomId} ${seq}`) ?? [])
    await refill(reader, source)
  }
}

/** The message at the head of a source. What follows it is read with it, or else when it is taken. */
async function take(reader: Reader, source: Source): Promise<MessageTable | undefined> {
  const message = source.read.pop()
  await refill(reader, source)
  return message
}

/** The more of a source turns out to be needed, the more is read at once. */
async function refill(reader: Reader, source: Source): Promise<void> {
  const { roomId } = source
  while (source.read.length === 0 && source.seqs.length > 0) {
    source.step = Math.min(MOST_READ, source.step * 2)
    const places = source.seqs.splice(-source.step).map((seq) => ({ roomId, seq }))
    source.read = await loadMessages(reader, places)
  }
  const head = source.read.at(-1)
  source.head = head ? placeOf(head) : null
}
