import type { Reader } from '../database/transaction.ts'
import type { TermGroup } from './match.ts'
import type { Pause } from './pauses.ts'
import { addStored, isEmpty, keepCommon, noPlaces, type Places } from './places.ts'
import { runStatement, type Statement } from './statement.ts'

type TermRow = { block_id: number; places: Uint8Array }

/** Which places of blocks have a term of each group and none of the excluded; blocks that have no such place are left out. */
export async function findPlaces(
  reader: Reader,
  blockIds: readonly number[],
  asked: { groups: readonly TermGroup[]; excluded: readonly TermGroup[] },
  pause: Pause,
): Promise<Map<number, Places>> {
  let found: Map<number, Places> | null = null
  for (const group of asked.groups.toSorted(rarestFirst)) {
    const alive: readonly number[] = found ? [...found.keys()] : blockIds
    found = common(found, await placesOf(reader, alive, group))
    await pause()
    if (found.size === 0) return found
  }
  if (!found) return new Map<number, Places>()
  for (const group of asked.excluded) await leaveOut(reader, found, group)
  return found
}

/** What is long is rare, and what is whole is read with one look: the fewer blocks are left for the rest. */
function rarestFirst(one: TermGroup, other: TermGroup): number {
  return weight(other) - weight(one)
}

function weight({ exact, beginning }: TermGroup): number {
  return beginning === null
    ? Math.min(...exact.map((term) => (term.startsWith('\u0001') ? 1 : 100 + term.length)))
    : beginning.length
}

function common(found: Map<number, Places> | null, others: Map<number, Places>): Map<number, Places> {
  if (!found) return others
  for (const [blockId, places] of found) {
    const other = others.get(blockId)
    if (other) keepCommon(places, other)
    if (!other || isEmpty(places)) found.delete(blockId)
  }
  return found
}

async function leaveOut(reader: Reader, found: Map<number, Places>, group: TermGroup): Promise<void> {
  for (const [blockId, excluded] of await placesOf(reader, [...found.keys()], group)) {
    const places = found.get(blockId)
    if (!places) continue
    for (let n = 0; n < places.length; n += 1) places[n] = (places[n] ?? 0) & ~(excluded[n] ?? 0)
    if (isEmpty(places)) found.delete(blockId)
  }
}

async function placesOf(reader: Reader, blockIds: readonly number[], group: TermGroup): Promise<Map<number, Places>> {
  const all = new Map<number, Places>()
  if (blockIds.length === 0) return all
  const blocks = JSON.stringify(blockIds)
  const rows: TermRow[] = []
  if (group.exact.length > 0)
    rows.push(...(await runStatement<TermRow>(reader, EXACT, [blocks, JSON.stringify(group.exact)])))
  if (group.beginning !== null) {
    rows.push(
      ...(await runStatement<TermRow>(reader, BEGINNING, [blocks, group.beginning, `${group.beginning}\u{10ffff}`])),
    )
  }
  for (const row of rows) {
    const places = all.get(row.block_id) ?? noPlaces()
    addStored(places, row.places)
    all.set(row.block_id, places)
  }
  return all
}

const EXACT: Statement = {
  sqlite: `select block_id, places from search_terms
    where block_id in (select value from json_each(?)) and term in (select value from json_each(?))`,
  postgres: `select block_id, places from search_terms
    where block_id = any (array(select jsonb_array_elements_text($1::jsonb)::int8))
      and term = any (array(select jsonb_array_elements_text($2::jsonb)))`,
}

const BEGINNING: Statement = {
  sqlite: `select block_id, places from search_terms
    where block_id in (select value from json_each(?)) and term >= ? and term < ?`,
  postgres: `select block_id, places from search_terms
    where block_id = any (array(select jsonb_array_elements_text($1::jsonb)::int8)) and term >= $2 and term < $3`,
}
