import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { UserTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { recordMemberEdited } from '../memberships/record-member.ts'
import { derivedFrom, normalizeDisplayName } from './display-name.ts'
import { normalizeLine, normalizeParagraphs } from './profile-text.ts'

type Profile = Pick<UserTable, 'display_name' | 'bio' | 'status_text' | 'time_zone'>

/** Changes what others see of oneself. The rooms that one is in are told of what they show: name and status. */
export async function editProfile(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'profile.edit'>,
): Promise<Outcome> {
  const old = await tx.db
    .selectFrom('users')
    .select(['display_name', 'bio', 'status_text', 'time_zone'])
    .where('id', '=', actor.id)
    .executeTakeFirstOrThrow()
  const next = readProfile(input, old)
  const isShownInRooms = next.display_name !== old.display_name || next.status_text !== old.status_text
  if (!isShownInRooms && next.bio === old.bio && next.time_zone === old.time_zone) {
    return recordUnchanged(tx, actor.id, actor.id)
  }
  await tx.db
    .updateTable('users')
    .set({ ...next, ...derivedFrom(next.display_name) })
    .where('id', '=', actor.id)
    .execute()
  const event = await append(tx, actor.id, { type: 'profile.edited', subjectId: actor.id })
  if (isShownInRooms) await recordMemberEdited(tx, actor.id)
  return outcomeOf(event)
}

function readProfile(input: CommandInput<'profile.edit'>, old: Profile): Profile {
  return {
    display_name: input.displayName === undefined ? old.display_name : normalizeDisplayName(input.displayName),
    bio: input.bio === undefined ? old.bio : normalizeParagraphs(input.bio, 'bio'),
    status_text: input.statusText === undefined ? old.status_text : normalizeLine(input.statusText, 'statusText'),
    time_zone: input.timeZone === undefined ? old.time_zone : readTimeZone(input.timeZone),
  }
}

/** The name as the database of time zones spells it. */
function readTimeZone(typed: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions().timeZone
  } catch {
    throw new ParleyError('bad_input', { field: 'timeZone', problem: 'There is no such time zone.' })
  }
}
