import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { type Figure, figure, quantile } from './figures.ts'
import { option } from './options.ts'
import type { BenchPerson } from './people.ts'
import { aServer } from './server.ts'
import { fillIndex } from './world/fill-index.ts'
import { commonWord, fraction, runOf, wordAt } from './world/words.ts'
import { allRooms, aWorld, type World } from './world/world.ts'

const ASKED = 320
const REPETITIONS = 3

type Asked = { who: BenchPerson; text: string }
type Question = (n: number) => Asked

/**
 * Searching among ten million messages (`--messages=1000000` for fewer; with `--world=FOLDER` the database is made there
 * once and stays): the same share of each kind of question, every one with other words, half of them by somebody in 200
 * rooms with a fifth of all messages, half by people in 20.
 */
export async function search(): Promise<Figure[]> {
  const messages = Number(option('messages') ?? 10_000_000)
  const size = { people: 10_000, rooms: 2_000, roomsEach: 20, messages, readerRooms: 200 }
  const world = await aWorld(size, option('world'))
  const indexS = await fillIndex(world.folder, allRooms(world.folder))
  const indexMb = indexBytes(world.folder) / 1_000_000
  const server = await aServer(world.folder)
  try {
    const kinds = questionsOf(world)
    const all: number[][] = []
    const byKind = new Map<string, number[]>()
    for (let repetition = -1; repetition < REPETITIONS; repetition += 1) {
      const times: number[] = []
      for (let n = 0; n < ASKED; n += 1) {
        const [name, question] = kinds[n % kinds.length] ?? never()
        const ms = await ask(server.url, question(n * 7 + repetition * ASKED))
        if (repetition < 0) continue
        times.push(ms)
        byKind.set(name, [...(byKind.get(name) ?? []), ms])
      }
      if (repetition >= 0) all.push(times.sort((a, b) => a - b))
    }
    return [
      figure('search_messages', 'count', [messages]),
      figure(
        'search_p50_ms',
        'ms',
        all.map((times) => quantile(times, 0.5)),
      ),
      figure(
        'search_p95_ms',
        'ms',
        all.map((times) => quantile(times, 0.95)),
      ),
      figure(
        'search_p99_ms',
        'ms',
        all.map((times) => quantile(times, 0.99)),
      ),
      ...[...byKind].map(([name, times]) => figure(`search_${name}_ms`, 'ms', times)),
      figure('search_index_mb', 'MB', [indexMb]),
      ...(indexS === null ? [] : [figure('search_index_s', 's', [indexS])]),
    ]
  } finally {
    await server.stop()
    world.remove()
  }
}

/** What people ask: each word other than the one before. */
function questionsOf({ people, rooms }: World): [string, Question][] {
  const [reader = never(), ...others] = people
  const who = (n: number) => (n % 2 === 0 ? reader : (others[(n * 7_919) % others.length] ?? reader))
  const dice = (n: number) => fraction(n + 1_000_003)
  const common = (n: number) => WORDS[n % WORDS.length] ?? 'tide'
  const middling = (n: number) => commonWord(0.3 + 0.3 * dice(n))
  const rare = (n: number) => wordAt(100_000 + Math.floor(dice(n) * 90_000))
  const plain =
    (text: (n: number) => string): Question =>
    (n) => ({ who: who(n), text: text(n) })
  const smallest = rooms.at(-1)?.name ?? 'room-1'
  return [
    ['common', plain(common)],
    ['common_in_small_room', (n) => inRoom(n, { people, rooms }, common(n))],
    ['middling', plain(middling)],
    ['rare', plain(rare)],
    ['nowhere', plain((n) => `zz${rare(n)}`)],
    ['number', plain((n) => String(Math.floor(dice(n) * 9_000_000) + 1_000_000))],
    ['two_letters', plain((n) => middling(n).slice(0, 2))],
    ['three_letters', plain((n) => rare(n).slice(0, 3))],
    ['five_letters', plain((n) => rare(n).slice(0, 5))],
    ['common_and_rare', plain((n) => `${common(n)} ${rare(n)}`)],
    ['three_words', plain((n) => `${common(n)} ${middling(n)} ${commonWord(0.2 * dice(n + 1))}`)],
    ['quoted', plain((n) => `"${common(n)} ${common(n + 7)}"`)],
    ['from_person', plain((n) => `${common(n)} from:member-${Math.floor(dice(n) * 9_000)}`)],
    ['before_day', plain((n) => `before:${dayBefore(30 + (n % 300))} ${middling(n)}`)],
    ['two_of_a_run', plain((n) => runOf(n * 50 + 7).slice(3, 5))],
    ['misspelled', plain((n) => misspelled(rare(n)))],
    ['part_of_word', plain((n) => rare(n).slice(1))],
    ['has_link', plain((n) => `has:link ${middling(n)}`)],
    ['left_out', plain((n) => `${middling(n)} -${common(n)} in:${smallest}`)],
    ['operator_alone', plain((n) => `from:member-${Math.floor(dice(n) * 9_000)}`)],
  ]
}

const WORDS = ['tide', 'turns', 'noon', 'gauge', 'harbour', 'nobody', 'ferry', 'since', 'fog', 'came']

/** A common word in one of the smallest rooms of somebody who is in it. */
function inRoom(n: number, { people, rooms }: Pick<World, 'people' | 'rooms'>, word: string): Asked {
  const room = rooms[rooms.length - 1 - (n % 100)]
  const who = people.find(({ id }) => id === room?.members[n % Math.max(1, room.members.length)])
  return { who: who ?? people[0] ?? never(), text: `${word} in:${room?.name ?? ''}` }
}

function misspelled(word: string): string {
  return word.slice(0, 3) + (word[4] ?? '') + (word[3] ?? '') + word.slice(5)
}

function dayBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}

async function ask(url: string, { who, text }: Asked): Promise<number> {
  const headers = { cookie: `parley=${who.token}`, 'accept-encoding': 'identity' }
  const from = performance.now()
  const response = await fetch(`${url}/api/message.search?text=${encodeURIComponent(text)}`, { headers })
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`${text}: ${response.status}`)
  return performance.now() - from
}

/** What the index takes of the file. */
function indexBytes(folder: string): number {
  const db = new Database(join(folder, 'parley.db'), { readonly: true })
  try {
    const row = db
      .query<{ bytes: number }, []>(`select sum(length(term) + length(places) + 6) as bytes from search_terms`)
      .get()
    return row?.bytes ?? 0
  } finally {
    db.close()
  }
}

function never(): never {
  throw new Error('the world is empty')
}
