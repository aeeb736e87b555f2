import * as z from 'zod/mini'
import { command, ofTheRoom, query } from './define.ts'
import { Person } from './users.ts'
import { Id, Instant, Seq } from './values.ts'

/** One emoji on a message: how many people react with it, and who did first. */
export const Reaction = z.object({
  emoji: z.string(),
  count: z.int(),
  /** The first of them, in the order in which they reacted; at most five. All are read by `reaction.list`. */
  userIds: z.array(z.string()),
})
export type Reaction = z.infer<typeof Reaction>

/** UTF-16 units; the longest that Unicode recommends has 15. */
const LONGEST = 32

/** One emoji as keyboards send it: skin tones, flags, keycaps and joined ones too. Source: RGI_Emoji of Unicode's UTS #51. */
export const Emoji = z.string().check(
  z.refine((value) => value.length <= LONGEST, 'This is not one emoji.'),
  z.refine((value) => /^\p{RGI_Emoji}$/v.test(value), 'This is not one emoji.'),
)

/** Reacts to a message with an emoji. Who does already changes nothing. */
export const reactionAdd = command('reaction.add', {
  about: 'Reacts to a message with one emoji. A message holds at most 20 different ones.',
  input: { messageId: Id, emoji: Emoji },
  errors: [
    'bad_input',
    'not_logged_in',
    'message_not_found',
    'message_gone',
    'room_archived',
    'too_many_reactions',
    'id_reused',
    'too_fast',
    'read_only',
  ],
  allow: ofTheRoom,
})

/** Takes one's own reaction back. Who has none changes nothing. */
export const reactionRemove = command('reaction.remove', {
  about: 'Takes one’s own reaction back.',
  input: { messageId: Id, emoji: Emoji },
  errors: [
    'bad_input',
    'not_logged_in',
    'message_not_found',
    'message_gone',
    'room_archived',
    'id_reused',
    'too_fast',
    'read_only',
  ],
  allow: ofTheRoom,
})

/** Reads who reacts with an emoji, the first first. */
export const reactionList = query('reaction.list', {
  about: 'Who reacts to a message with an emoji, the first first, from the one after the seq `after`.',
  input: { messageId: Id, emoji: Emoji, after: z.optional(Seq) },
  output: z.object({
    reactions: z.array(z.object({ userId: z.string(), at: Instant, seq: Seq })),
    people: z.array(Person),
    /** The `after` of the next page; null: there is none. */
    next: z.nullable(Seq),
  }),
  errors: ['bad_input', 'not_logged_in', 'message_not_found', 'message_gone'],
  allow: ofTheRoom,
})
