import { BuiltInSection, type Sections } from '@parley/protocol/sections.ts'
import { hot } from '../database/hot.ts'
import type { SectionTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'

/** How the list of rooms stands before anybody arranged it. */
export const NO_SECTIONS: Sections = { own: [], collapsed: [] }

/** How somebody has arranged his list of rooms. */
export async function findSections(reader: Reader, userId: string): Promise<Sections> {
  const rows = await selectSections(reader, { userId })
  const collapsed = rows.filter((row) => row.is_collapsed === 1).map((row) => row.id)
  return {
    own: rows.filter((row) => row.name !== null).map(toSection),
    collapsed: BuiltInSection.options.filter((id) => collapsed.includes(id)),
  }
}

function toSection(row: SectionTable): Sections['own'][number] {
  return { id: row.id, name: row.name ?? '', isCollapsed: row.is_collapsed === 1 }
}

const selectSections = hot<{ userId: string }, SectionTable>((db, argument) =>
  db.selectFrom('sections').selectAll().where('user_id', '=', argument('userId')).orderBy('place').orderBy('id'),
)
