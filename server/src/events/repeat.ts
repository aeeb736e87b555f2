import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { hot } from '../database/hot.ts'
import type { EventTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { toInstant } from '../instant.ts'

/** Secrets are never part of a fingerprint: who steals the database could try passwords against it. */
const SECRETS = new Set(['id', 'password', 'current', 'next', 'code', 'invite'])

/** What is typed and not said yet goes without a trace. */
const UNSAID = new Set(['draft.set', 'message.schedule', 'scheduled.edit'])

/** HMAC of a command's name and input, its id and secrets left out; the order of keys does not matter. */
export function fingerprintOf(secret: string, command: string, input: object): string {
  const entries = Object.entries(input)
    .filter(([key]) => !SECRETS.has(key) && !(key === 'body' && UNSAID.has(command)))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return new Bun.CryptoHasher('sha256', secret).update(JSON.stringify([command, entries])).digest('base64url')
}

/** Finds what a command's first run answered; throws `id_reused` when the id said something else then. */
export async function findOutcome(
  reader: Reader,
  actorId: string | null,
  commandId: string,
  fingerprint: string,
): Promise<Outcome | null> {
  if (actorId === null) return null
  const [event] = await findEvent(reader, { actorId, commandId })
  if (!event) return null
  if (event.fingerprint !== null && event.fingerprint !== fingerprint) throw new ParleyError('id_reused')
  return { logId: event.log_id, seq: event.seq, at: toInstant(event.at), subjectId: event.subject_id }
}

type First = Pick<EventTable, 'log_id' | 'seq' | 'at' | 'subject_id' | 'fingerprint'>

const findEvent = hot<{ actorId: string; commandId: string }, First>((db, argument) =>
  db
    .selectFrom('events')
    .select(['log_id', 'seq', 'at', 'subject_id', 'fingerprint'])
    .where('actor_id', '=', argument('actorId'))
    .where('command_id', '=', argument('commandId')),
)
