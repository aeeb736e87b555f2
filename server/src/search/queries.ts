import { LIMITS } from '@parley/protocol/limits.ts'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { MessageTable, RoomTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { listPeopleOf, toOwnMessages } from '../messages/queries.ts'
import { toRoom } from '../rooms/to-room.ts'
import type { Moment } from '../sessions/lifetime.ts'
import { listPeople } from '../users/queries.ts'
import { findHits, type Found, type Place } from './find-hits.ts'
import { readNames } from './names.ts'
import { type Plan, planOf } from './plan.ts'
import { withSimilar } from './similar.ts'
import { listUnindexed, type SearchedRoom } from './unindexed.ts'
import { mayHave } from './vocabulary.ts'
import { wordsOf } from './words.ts'

/** Of what somebody keeps, so many are looked through, the latest first. */
const SAVED = 1_000

/** Fewer than this are little: then words that are nearly the same are looked for too. */
const LITTLE = 3

type Answer = { hits: Found[]; next: Place | null; similar: string[] }
type Page = { reader: Reader; rooms: readonly SearchedRoom[]; after: Place | null; limit: number }

/** Answers `message.search`: looks only into rooms in which the actor is, so that nothing else can be among what is found. */
export async function messageSearch(
  reader: Reader,
  actor: KnownActor,
  input: QueryInput<'message.search'>,
  { now }: Moment,
): Promise<QueryOutput<'message.search'>> {
  const rooms = await selectRooms(reader, { userId: actor.id })
  const plan = planOf(input.text, await readNames(reader, actor, { text: input.text, rooms, now }))
  const asked = plan ? rooms.filter((room) => isAsked(plan, room)) : []
  const cursor = readCursor(input.before)
  const page: Page = { reader, rooms: asked, after: cursor.after, limit: input.limit ?? LIMITS.searchPage }
  const unindexed = plan ? await listCompared(reader, actor, plan, asked) : { messages: [], isIncomplete: false }
  const answer = plan ? await findPage(page, plan, unindexed.messages, cursor.isSimilar) : NOTHING
  return {
    ...(await toOutput(reader, actor, rooms, answer.hits)),
    similar: answer.similar,
    isIncomplete: unindexed.isIncomplete,
    next: answer.next ? writeCursor(answer.next, answer.similar.length > 0 || cursor.isSimilar) : null,
  }
}

/** Messages that are compared one by one: those that the index has not come to, or the few that somebody keeps. */
async function listCompared(reader: Reader, actor: KnownActor, plan: Plan, rooms: readonly SearchedRoom[]) {
  if (!plan.isSaved) return listUnindexed(reader, rooms)
  const roomIds = JSON.stringify(rooms.map(({ id }) => id))
  return { messages: await selectSaved(reader, { userId: actor.id, roomIds, limit: SAVED }), isIncomplete: false }
}

const selectSaved = hot<{ userId: string; roomIds: string; limit: number }, MessageTable>((db, argument, texts) =>
  db
    .selectFrom('saved_messages')
    .innerJoin('messages', 'messages.id', 'saved_messages.message_id')
    .selectAll('messages')
    .where('saved_messages.user_id', '=', argument('userId'))
    .where('messages.room_id', 'in', texts('roomIds'))
    .orderBy('saved_messages.seq', 'desc')
    .limit(argument('limit')),
)

const NOTHING: Answer = { hits: [], next: null, similar: [] }

const selectRooms = hot<{ userId: string }, SearchedRoom>((db, argument) =>
  db
    .selectFrom('memberships')
    .innerJoin('rooms', 'rooms.id', 'memberships.room_id')
    .innerJoin('logs', 'logs.id', 'memberships.room_id')
    .leftJoin('search_rooms', 'search_rooms.room_id', 'memberships.room_id')
    .selectAll('rooms')
    .select(['logs.head', 'search_rooms.seq as indexed_seq'])
    .where('memberships.user_id', '=', argument('userId'))
    .where('rooms.closed_at', 'is', null),
)

function isAsked({ roomIds, excludedRoomIds }: Plan, { id }: RoomTable): boolean {
  return (roomIds?.has(id) ?? true) && !excludedRoomIds.has(id)
}

async function findPage(page: Page, plan: Plan, unindexed: Unindexed, isSimilar: boolean): Promise<Answer> {
  const roomIds = plan.isSaved ? [] : page.rooms.map(({ id }) => id)
  const search = (asked: Plan, within = roomIds) =>
    findHits(page.reader, { ...page, plan: asked, unindexed, roomIds: within })
  const words = plan.phrases.flatMap(({ pieces }) => pieces.flatMap(({ folded, isRun }) => (isRun ? [] : [folded])))
  const exact = isSimilar ? null : await search(plan, (await mayHave(page.reader, words)) ? roomIds : [])
  if (exact && (page.after !== null || exact.hits.length >= LITTLE || exact.next)) return { ...exact, similar: [] }
  const phrases = await withSimilar(page.reader, plan.phrases)
  if (!phrases) return { ...(exact ?? NOTHING), similar: [] }
  const widened = await search({ ...plan, phrases })
  const similar = similarIn(widened.hits, new Set(phrases.flatMap((phrase) => phrase.similar)))
  return exact && similar.length === 0 ? { ...exact, similar } : { ...widened, similar }
}

type Unindexed = Awaited<ReturnType<typeof listUnindexed>>['messages']

/** The words that were found: only such as stand in what one may read are told. */
function similarIn(hits: readonly Found[], words: ReadonlySet<string>): string[] {
  const found = new Set<string>()
  for (const { message, ranges } of hits) {
    for (const [from, to] of ranges) {
      for (const { folded } of wordsOf(message.body.slice(from, to))) if (words.has(folded)) found.add(folded)
    }
  }
  return [...found]
}

async function toOutput(reader: Reader, actor: KnownActor, rooms: readonly RoomTable[], hits: readonly Found[]) {
  const shown = new Set(hits.map(({ message }) => message.room_id))
  const found = rooms.filter(({ id }) => shown.has(id)).map(toRoom)
  const messages = await toOwnMessages(
    reader,
    actor.id,
    hits.map(({ message }) => message),
  )
  const people = [
    ...(await listPeopleOf(reader, messages)),
    ...(await listPeople(reader, [...new Set(found.flatMap(({ peopleIds }) => peopleIds))])),
  ]
  return {
    hits: messages.map((message, index) => ({ message, ranges: hits[index]?.ranges ?? [] })),
    rooms: found,
    people: [...new Map(people.map((person) => [person.id, person])).values()],
  }
}

/** `e` or `s`, as words that are nearly the same are looked for; then the place of the last message. */
function writeCursor({ at, roomId, seq }: Place, isSimilar: boolean): string {
  return [isSimilar ? 's' : 'e', at, seq, roomId].join('.')
}

/** What is no cursor is the beginning. */
function readCursor(text: string | undefined): { after: Place | null; isSimilar: boolean } {
  const [, kind, at, seq, roomId = ''] = /^([es])\.(\d{1,15})\.(\d{1,15})\.(.+)$/.exec(text ?? '') ?? []
  if (kind === undefined) return { after: null, isSimilar: false }
  return { after: { at: Number(at), seq: Number(seq), roomId }, isSimilar: kind === 's' }
}
