import type { UserTable } from '../database/schema.ts'

/** What a person says of himself. */
export const PROFILE_COLUMNS = [
  'display_name',
  'bio',
  'time_zone',
  'status_emoji',
  'status_text',
  'status_until',
  'availability',
  'availability_until',
  'shows_last_seen',
  'language',
  'sends_with',
] as const

export type Profile = Pick<UserTable, (typeof PROFILE_COLUMNS)[number]>
