import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import { mayIn } from '@parley/protocol/rights.ts'
import type { KnownActor } from '../actor.ts'
import { readCommunity } from '../community/queries.ts'
import type { Reader } from '../database/transaction.ts'
import { toInstant } from '../instant.ts'
import { rulesOf, standingIn } from '../rooms/access.ts'
import { accessMessage, type MessageAccess } from './access.ts'

/** Answers `message.versions`: what a message said before its edits, the latest first, for those whom the community lets see it. */
export async function messageVersions(
  reader: Reader,
  actor: KnownActor,
  { messageId, before = Number.MAX_SAFE_INTEGER }: QueryInput<'message.versions'>,
): Promise<QueryOutput<'message.versions'>> {
  const access = await accessMessage(reader, actor, messageId, 'read')
  if (access.message.deleted_at !== null) throw new ParleyError('message_gone')
  if (!(await maySeeVersions(reader, actor, access))) throw new ParleyError('forbidden')
  const rows = await reader.db
    .selectFrom('message_versions')
    .select(['version', 'body', 'at'])
    .where('message_id', '=', messageId)
    .where('version', '<', before)
    .orderBy('version', 'desc')
    .limit(LIMITS.versionsPage + 1)
    .execute()
  const page = rows.slice(0, LIMITS.versionsPage)
  return {
    versions: page.map(({ version, body, at }) => ({ version, body, at: toInstant(at) })),
    next: rows.length > page.length ? (page.at(-1)?.version ?? null) : null,
  }
}

async function maySeeVersions(reader: Reader, actor: KnownActor, access: MessageAccess): Promise<boolean> {
  const { editHistory } = await readCommunity(reader)
  if (editHistory !== 'author') return editHistory === 'room'
  if (access.message.author_id === actor.id) return true
  return mayIn(rulesOf(access.room), 'delete-any', standingIn(access, actor))
}
