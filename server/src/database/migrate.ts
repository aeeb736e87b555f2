import { type Kysely, sql } from 'kysely'
import { spine } from './migrations/0001-spine.ts'
import { foldedNames } from './migrations/0002-folded-names.ts'
import { answers } from './migrations/0003-answers.ts'
import { followers } from './migrations/0004-followers.ts'
import { reactionsAndPins } from './migrations/0005-reactions-and-pins.ts'
import { versionsAndSaved } from './migrations/0006-versions-and-saved.ts'
import { unread } from './migrations/0007-unread.ts'
import { inbox } from './migrations/0008-inbox.ts'
import { search } from './migrations/0009-search.ts'
import { drafts } from './migrations/0011-drafts.ts'
import { later } from './migrations/0012-later.ts'
import { roomRules } from './migrations/0013-room-rules.ts'
import { sections } from './migrations/0014-sections.ts'
import { presence } from './migrations/0015-presence.ts'
import { editsBySubject } from './migrations/0017-edits-by-subject.ts'
import { sendsWith } from './migrations/0018-sends-with.ts'
import { followedRooms } from './migrations/0020-followed-rooms.ts'
import { remindersSeen } from './migrations/0021-reminders-seen.ts'
import { languageOfAccount } from './migrations/0022-language-of-account.ts'
import { commandsById } from './migrations/0025-commands-by-id.ts'
import { coveringTimeline } from './migrations/0026-covering-timeline.ts'
import type { Schema } from './schema.ts'
import { StartError } from './start-error.ts'

type Migration = { name: string; up: (db: Kysely<Schema>) => Promise<void> }

/** In order; a name that was released never changes. */
const MIGRATIONS: readonly Migration[] = [
  { name: '0001-spine', up: spine },
  { name: '0002-folded-names', up: foldedNames },
  { name: '0003-answers', up: answers },
  { name: '0004-followers', up: followers },
  { name: '0005-reactions-and-pins', up: reactionsAndPins },
  { name: '0006-versions-and-saved', up: versionsAndSaved },
  { name: '0007-unread', up: unread },
  { name: '0008-inbox', up: inbox },
  { name: '0009-search', up: search },
  { name: '0011-drafts', up: drafts },
  { name: '0012-later', up: later },
  { name: '0013-room-rules', up: roomRules },
  { name: '0014-sections', up: sections },
  { name: '0015-presence', up: presence },
  { name: '0017-edits-by-subject', up: editsBySubject },
  { name: '0018-sends-with', up: sendsWith },
  { name: '0020-followed-rooms', up: followedRooms },
  { name: '0021-reminders-seen', up: remindersSeen },
  { name: '0022-language-of-account', up: languageOfAccount },
  { name: '0025-commands-by-id', up: commandsById },
  { name: '0026-covering-timeline', up: coveringTimeline },
]

/** Brings an empty or older database to this program's version, in one transaction that the caller holds. */
export async function migrate(db: Kysely<Schema>, now: number): Promise<void> {
  await sql`create table if not exists migrations (name text primary key, applied_at int8 not null)`.execute(db)
  const applied = await appliedNames(db)
  refuseNewer(applied)
  for (const migration of MIGRATIONS) {
    if (applied.has(migration.name)) continue
    await migration.up(db)
    await sql`insert into migrations (name, applied_at) values (${migration.name}, ${now})`.execute(db)
  }
  await insertFacts(db)
}

async function appliedNames(db: Kysely<Schema>): Promise<Set<string>> {
  const result = await sql<{ name: string }>`select name from migrations`.execute(db)
  return new Set(result.rows.map((row) => row.name))
}

/** Throws when the database was written by a newer Parley, whose tables this one does not know. */
function refuseNewer(applied: Set<string>): void {
  const known = new Set(MIGRATIONS.map((migration) => migration.name))
  if (applied.isSubsetOf(known)) return
  throw new StartError('This database was written by a newer Parley; start that version, or restore an older backup.')
}

async function insertFacts(db: Kysely<Schema>): Promise<void> {
  const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex')
  const facts = [
    { name: 'epoch', value: crypto.randomUUID() },
    { name: 'secret', value: secret },
  ]
  await db
    .insertInto('facts')
    .values(facts)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}
