import * as z from 'zod/mini'
import { command, withSession } from './define.ts'
import { NOTICE_LIMITS } from './notice-limits.ts'
import { REASONS } from './reasons.ts'
import { Seq, text } from './values.ts'

/** For each reason the seqs of the unread messages that it is true of, ascending: the latest, at most one more than are counted. */
export const Reasons = z.partialRecord(z.enum(REASONS), z.array(Seq))

/** What concerns one wherever it is said, and what others learn of one's reading. */
export const NotificationSettings = z.object({
  keywords: z.array(z.string()),
  /** Whether others in a small room may learn how far one has read. */
  tellsReading: z.boolean(),
})
export type NotificationSettings = z.infer<typeof NotificationSettings>

/** Changes one's keywords and whether others learn what one has read; what is left out stays. */
export const notificationsEdit = command('notifications.edit', {
  about: 'Changes one’s keywords and whether others learn what one has read; what is left out stays.',
  input: {
    keywords: z.optional(z.array(text(NOTICE_LIMITS.keywordLength, 1)).check(z.maxLength(NOTICE_LIMITS.keywords))),
    tellsReading: z.optional(z.boolean()),
  },
  errors: ['bad_input', 'not_logged_in', 'id_reused'],
  allow: withSession,
})
