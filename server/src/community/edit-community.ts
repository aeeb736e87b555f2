import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { normalizeDisplayName } from '../accounts/display-name.ts'
import { normalizeParagraphs } from '../accounts/profile-text.ts'
import type { KnownActor } from '../actor.ts'
import type { CommunityTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { findCommunity } from './queries.ts'

/** What an event about the community names as its subject: there is one community. */
const SUBJECT = 'community'

/** Changes the community's name and description and who may come in. The event is in the owner's own log. */
export async function editCommunity(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'community.edit'>,
): Promise<Outcome> {
  const old = await findCommunity(tx)
  if (!old) throw new ParleyError('forbidden')
  const next = readCommunityEdit(input, old)
  const isSame =
    next.name === old.name &&
    next.description === old.description &&
    next.registration === old.registration &&
    next.guest_rooms === old.guest_rooms &&
    next.edit_history === old.edit_history
  if (isSame) return recordUnchanged(tx, actor.id, SUBJECT)
  await tx.db.updateTable('communities').set(next).where('id', '=', 1).execute()
  return outcomeOf(await append(tx, actor.id, { type: 'community.edited', subjectId: SUBJECT }))
}

function readCommunityEdit(input: CommandInput<'community.edit'>, old: CommunityTable) {
  const guestRooms = input.guestRooms ?? old.guest_rooms === 1
  return {
    name: input.name === undefined ? old.name : normalizeDisplayName(input.name, 'name'),
    description:
      input.description === undefined ? old.description : normalizeParagraphs(input.description, 'description'),
    registration: input.registration ?? old.registration,
    guest_rooms: guestRooms ? 1 : 0,
    edit_history: input.editHistory ?? old.edit_history,
  }
}
