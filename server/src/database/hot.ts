import { type Compilable, type Kysely, type RawBuilder, sql } from 'kysely'
import type { Schema } from './schema.ts'
import type { Parameter, Reader } from './transaction.ts'

/** Stands for an argument while a statement is compiled. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

type Compiled = { text: string; slots: readonly (Slot | Parameter)[] }
type Arguments = Record<string, Parameter>
type Build<A extends Arguments, R> = (
  db: Kysely<Schema>,
  argument: <K extends keyof A & string>(name: K) => RawBuilder<A[K]>,
  /** The texts of an argument that is a list of them as JSON: for `in`, however many there are. */
  texts: (name: keyof A & string) => RawBuilder<string>,
) => Compilable<R>

/**
 * A statement of the posting path: built and compiled once for each kind of database, then run prepared, for building it
 * anew costs more than running it.
 */
export function hot<A extends Arguments, R>(build: Build<A, R>): (reader: Reader, given: A) => Promise<R[]> {
  const compiled: Partial<Record<Reader['kind'], Compiled>> = {}
  return (reader, given) => {
    const statement = (compiled[reader.kind] ??= compile(reader, build))
    const parameters = statement.slots.map((slot) => (slot instanceof Slot ? (given[slot.name] ?? null) : slot))
    return reader.all<R>(statement.text, parameters)
  }
}

function compile<A extends Arguments, R>({ db, kind }: Reader, build: Build<A, R>): Compiled {
  const isSqlite = kind === 'sqlite'
  const texts = (name: string) =>
    isSqlite
      ? sql<string>`(select value from json_each(${new Slot(name)}))`
      : sql<string>`(select jsonb_array_elements_text(${new Slot(name)}::jsonb))`
  // SQLite plans a statement anew, at ten times the cost of running it, each time that a bare parameter is bound which its
  // plan might depend on: one that a column of a join, or of a partial index, is compared with. A plus before it says no.
  const argument = (name: string) => (isSqlite ? sql<never>`+${new Slot(name)}` : sql<never>`${new Slot(name)}`)
  const { sql: text, parameters } = build(db, argument, texts).compile()
  const slots = parameters.map(toSlot)
  return isSqlite ? withLiterals(text, slots) : { text, slots }
}

/** What is the same each time stands in the text, where SQLite sees it once and uses the index that is made for it. */
function withLiterals(text: string, slots: Compiled['slots']): Compiled {
  const parts = text.split('?')
  if (parts.length !== slots.length + 1) throw new Error(`a statement has a question mark of its own: ${text}`)
  const written = slots.map((slot) => (slot instanceof Slot ? '?' : literalOf(slot)))
  return {
    text: parts.map((part, index) => part + (written[index] ?? '')).join(''),
    slots: slots.filter((slot) => slot instanceof Slot),
  }
}

function literalOf(value: Parameter): string {
  if (value === null) return 'null'
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`
}

function toSlot(value: unknown): Slot | Parameter {
  if (value instanceof Slot || value === null || typeof value === 'string' || typeof value === 'number') return value
  throw new TypeError('a statement cannot hold this value')
}
