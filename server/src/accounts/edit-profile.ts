import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { recordMemberEdited } from '../memberships/record-member.ts'
import { derivedFrom, normalizeDisplayName } from './display-name.ts'
import { endOf } from './lasting.ts'
import { normalizeLine, normalizeParagraphs } from './profile-text.ts'
import { PROFILE_COLUMNS, type Profile } from './profile.ts'

/** Changes what others see of oneself, and with which key one sends. The rooms that one is in are told of what they show: name and status. */
export async function editProfile(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'profile.edit'>,
): Promise<Outcome> {
  const old = await tx.db
    .selectFrom('users')
    .select(PROFILE_COLUMNS)
    .where('id', '=', actor.id)
    .executeTakeFirstOrThrow()
  const next = readProfile(input, old, tx.now)
  const changed = PROFILE_COLUMNS.filter((column) => next[column] !== old[column])
  if (changed.length === 0) return recordUnchanged(tx, actor.id, actor.id)
  await tx.db
    .updateTable('users')
    .set({ ...next, ...derivedFrom(next.display_name) })
    .where('id', '=', actor.id)
    .execute()
  const event = await append(tx, actor.id, { type: 'profile.edited', subjectId: actor.id })
  if (changed.some((column) => SHOWN_IN_ROOMS.has(column))) await recordMemberEdited(tx, actor.id)
  return outcomeOf(event)
}

const SHOWN_IN_ROOMS: ReadonlySet<keyof Profile> = new Set([
  'display_name',
  'status_emoji',
  'status_text',
  'status_until',
])

function readProfile(input: CommandInput<'profile.edit'>, old: Profile, now: number): Profile {
  const time_zone = input.timeZone === undefined ? old.time_zone : readTimeZone(input.timeZone)
  return {
    display_name: input.displayName === undefined ? old.display_name : normalizeDisplayName(input.displayName),
    bio: input.bio === undefined ? old.bio : normalizeParagraphs(input.bio, 'bio'),
    time_zone,
    ...readStatus(input, old, { now, zone: time_zone }),
    ...readAvailability(input, old, { now, zone: time_zone }),
    shows_last_seen: input.showsLastSeen === undefined ? old.shows_last_seen : Number(input.showsLastSeen),
    language: input.language ?? old.language,
    sends_with: input.sendsWith ?? old.sends_with,
  }
}

type When = { now: number; zone: string }

/** Another status does not end when the former one would have. */
function readStatus({ statusEmoji, statusText, statusFor }: CommandInput<'profile.edit'>, old: Profile, when: When) {
  const status_emoji = statusEmoji ?? old.status_emoji
  const status_text = statusText === undefined ? old.status_text : normalizeLine(statusText, 'statusText')
  const isSame = status_emoji === old.status_emoji && status_text === old.status_text
  const isNone = status_emoji === '' && status_text === ''
  const until = statusFor === undefined ? (isSame ? old.status_until : null) : endOf(statusFor, when)
  return { status_emoji, status_text, status_until: isNone ? null : until }
}

function readAvailability({ availability, availabilityFor }: CommandInput<'profile.edit'>, old: Profile, when: When) {
  const next = availability ?? old.availability
  const isSame = next === old.availability
  const until = availabilityFor === undefined ? (isSame ? old.availability_until : null) : endOf(availabilityFor, when)
  return { availability: next, availability_until: next === 'auto' ? null : until }
}

/** The name as the database of time zones spells it. */
function readTimeZone(typed: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions().timeZone
  } catch {
    throw new ParleyError('bad_input', { field: 'timeZone', problem: 'There is no such time zone.' })
  }
}
