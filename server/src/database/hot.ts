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
  const texts = (name: string) =>
    kind === 'sqlite'
      ? sql<string>`(select value from json_each(${new Slot(name)}))`
      : sql<string>`(select jsonb_array_elements_text(${new Slot(name)}::jsonb))`
  const query = build(db, (name) => sql`${new Slot(name)}`, texts).compile()
  return { text: query.sql, slots: query.parameters.map(toSlot) }
}

function toSlot(value: unknown): Slot | Parameter {
  if (value instanceof Slot || value === null || typeof value === 'string' || typeof value === 'number') return value
  throw new TypeError('a statement cannot hold this value')
}
