import { type RawBuilder, sql } from 'kysely'
import { fold } from './fold.ts'

/** Columns that people search in by a part of a name; what is in them is folded. */
type Column = 'rooms.name_folded' | 'users.user_name_folded' | 'users.display_name_folded'

/** A condition: the column contains the text, without regard to case; wildcards in the text mean themselves. */
export function contains(column: Column, text: string): RawBuilder<boolean> {
  const pattern = `%${fold(text.trim()).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return sql<boolean>`${sql.ref(column)} like ${pattern} escape '\\'`
}
