import type { Reader } from '../database/transaction.ts'
import { runStatement, type Statement } from './statement.ts'

/** Numbers and names of things are not misspelled words, and there is no end of them. */
const WORD = /^\p{L}[\p{L}\p{M}]{2,23}$/u
const SHORTEST_END = 3

/** Counts in how many blocks words are; what is in none is gone. */
export async function countWords(tx: Reader, terms: readonly string[], by: 1 | -1): Promise<void> {
  const words = terms.filter((term) => WORD.test(term))
  if (words.length === 0) return
  const list = JSON.stringify(words)
  const counted = await runStatement<{ word: string; blocks: number }>(tx, by > 0 ? ADD : SUBTRACT, [list])
  if (by > 0) {
    const fresh = counted.filter(({ blocks }) => blocks === 1)
    if (fresh.length > 0) await runStatement(tx, ADD_ENDS, [JSON.stringify(fresh.flatMap(({ word }) => endsOf(word)))])
    return
  }
  const gone = counted.filter(({ blocks }) => blocks <= 0).map(({ word }) => word)
  if (gone.length === 0) return
  await runStatement(tx, FORGET, [JSON.stringify(gone)])
  await runStatement(tx, FORGET_ENDS, [JSON.stringify(gone.flatMap(endsOf))])
}

function endsOf(word: string): [string, string][] {
  const letters = [...word]
  return letters.slice(1, letters.length - SHORTEST_END + 1).map((_, at) => [letters.slice(at + 1).join(''), word])
}

/** Words of which this is a part, but not the beginning. */
export async function listWordsWith(reader: Reader, part: string, limit: number): Promise<string[]> {
  const parameters = [part, `${part}\u{10ffff}`, limit]
  return (await runStatement<{ word: string }>(reader, WORDS_WITH, parameters)).map(({ word }) => word)
}

/** Tells whether the index may have all of these: where one of them begins no word of it, nothing has them. */
export async function mayHave(reader: Reader, beginnings: readonly string[]): Promise<boolean> {
  const words = [...new Set(beginnings.filter((word) => WORD.test(word)))]
  if (words.length === 0) return true
  const rows = await runStatement<{ word: string | null }>(reader, WORDS_FROM, [JSON.stringify(words)])
  return rows.every(({ word }) => word !== null)
}

/** Which of these are words, or begin some; the first such word for each. */
export async function listWordsFrom(reader: Reader, beginnings: readonly string[]): Promise<string[]> {
  const rows = await runStatement<{ word: string | null }>(reader, WORDS_FROM, [JSON.stringify(beginnings)])
  return rows.flatMap(({ word }) => (word === null ? [] : [word]))
}

const ADD: Statement = {
  sqlite: `insert into search_words (word, blocks) select value, 1 from json_each(?) where true
    on conflict (word) do update set blocks = blocks + 1 returning word, blocks`,
  postgres: `insert into search_words (word, blocks) select value, 1 from jsonb_array_elements_text($1::jsonb) as value
    on conflict (word) do update set blocks = search_words.blocks + 1 returning word, blocks`,
}

const SUBTRACT: Statement = {
  sqlite: `update search_words set blocks = blocks - 1 where word in (select value from json_each(?))
    returning word, blocks`,
  postgres: `update search_words set blocks = blocks - 1 where word in (select jsonb_array_elements_text($1::jsonb))
    returning word, blocks`,
}

const FORGET: Statement = {
  sqlite: 'delete from search_words where word in (select value from json_each(?))',
  postgres: 'delete from search_words where word in (select jsonb_array_elements_text($1::jsonb))',
}

const ADD_ENDS: Statement = {
  sqlite: `insert into search_word_ends (ending, word)
    select value ->> 0, value ->> 1 from json_each(?) where true on conflict do nothing`,
  postgres: `insert into search_word_ends (ending, word)
    select value ->> 0, value ->> 1 from jsonb_array_elements($1::jsonb) as value on conflict do nothing`,
}

const FORGET_ENDS: Statement = {
  sqlite: `delete from search_word_ends where (ending, word) in (select value ->> 0, value ->> 1 from json_each(?))`,
  postgres: `delete from search_word_ends where (ending, word) in
    (select value ->> 0, value ->> 1 from jsonb_array_elements($1::jsonb) as value)`,
}

const WORDS_WITH: Statement = {
  sqlite: 'select distinct word from search_word_ends where ending >= ? and ending < ? limit ?',
  postgres: 'select distinct word from search_word_ends where ending >= $1 and ending < $2 limit $3',
}

const WORDS_FROM: Statement = {
  sqlite: `select (select word from search_words where word >= value and word < value || char(1114111) order by word limit 1) as word
    from json_each(?)`,
  postgres: `select (select word from search_words
      where word >= value and word < value || chr(1114111) order by word limit 1) as word
    from jsonb_array_elements_text($1::jsonb) as value`,
}
