import type { Reader } from '../database/transaction.ts'
import { addPlace, addStored, noPlaces, type Places, removePlace, toStored } from './places.ts'
import { runStatement, type Statement } from './statement.ts'
import { countWords } from './vocabulary.ts'

/** Places in one block, by the terms that the messages there have. */
export type PlacesByTerm = ReadonlyMap<string, readonly number[]>

/** Notes that messages have terms; noting it again changes nothing. */
export async function addTerms(tx: Reader, blockId: number, added: PlacesByTerm): Promise<void> {
  const stored = await findTerms(tx, blockId, [...added.keys()])
  const rows: [string, string | null][] = []
  for (const [term, places] of added) {
    const all = stored.get(term) ?? noPlaces()
    for (const place of places) addPlace(all, place)
    rows.push([term, toStored(all)])
  }
  await runStatement(tx, UPSERT, [blockId, JSON.stringify(rows)])
  const fresh = [...added.keys()].filter((term) => !stored.has(term))
  await countWords(tx, fresh, 1)
}

/** Takes terms from one message. A term that no message of the block has any more is gone from it. */
export async function removeTerms(tx: Reader, blockId: number, terms: readonly string[], place: number): Promise<void> {
  const kept: [string, string][] = []
  const gone: string[] = []
  for (const [term, places] of await findTerms(tx, blockId, terms)) {
    removePlace(places, place)
    const left = toStored(places)
    if (left === null) gone.push(term)
    else kept.push([term, left])
  }
  await runStatement(tx, UPSERT, [blockId, JSON.stringify(kept)])
  await runStatement(tx, REMOVE, [blockId, JSON.stringify(gone)])
  await countWords(tx, gone, -1)
}

async function findTerms(reader: Reader, blockId: number, terms: readonly string[]): Promise<Map<string, Places>> {
  const rows = await runStatement<{ term: string; places: Uint8Array }>(reader, SELECT, [
    blockId,
    JSON.stringify(terms),
  ])
  return new Map(
    rows.map(({ term, places }) => {
      const all = noPlaces()
      addStored(all, places)
      return [term, all]
    }),
  )
}

const SELECT: Statement = {
  sqlite: `select term, places from search_terms
    where block_id = ? and term in (select value from json_each(?))`,
  postgres: `select term, places from search_terms
    where block_id = $1 and term = any (array(select jsonb_array_elements_text($2::jsonb)))`,
}

const UPSERT: Statement = {
  sqlite: `insert into search_terms (block_id, term, places)
    select ?, value ->> 0, unhex(value ->> 1) from json_each(?) where true
    on conflict (block_id, term) do update set places = excluded.places`,
  postgres: `insert into search_terms (block_id, term, places)
    select $1, value ->> 0, decode(value ->> 1, 'hex') from jsonb_array_elements($2::jsonb) as value
    on conflict (block_id, term) do update set places = excluded.places`,
}

const REMOVE: Statement = {
  sqlite: 'delete from search_terms where block_id = ? and term in (select value from json_each(?))',
  postgres: `delete from search_terms where block_id = $1 and term = any (array(select jsonb_array_elements_text($2::jsonb)))`,
}
