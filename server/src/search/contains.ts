import { type RawBuilder, sql } from 'kysely'

/** Columns that people search in by a part of a name. */
type Column = 'rooms.name' | 'users.user_name' | 'users.display_name'

/** A condition: the column contains the text, without regard to case; wildcards in the text mean themselves. */
export function contains(column: Column, text: string): RawBuilder<boolean> {
  const pattern = `%${text
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return sql<boolean>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`
}
