import * as z from 'zod/mini'
import { anyone, command, ownersOnly, query } from './define.ts'
import { LIMITS } from './limits.ts'
import { Id, Instant, text } from './values.ts'

/** An invite as the owner sees it. */
export const Invite = z.object({
  id: z.string(),
  /** The secret part of its link, `/i/<token>`. */
  token: z.string(),
  createdAt: Instant,
  expiresAt: z.nullable(Instant),
  maxUses: z.nullable(z.int()),
  uses: z.int(),
  isRevoked: z.boolean(),
})
export type Invite = z.infer<typeof Invite>

/** Makes an invite; its id is the command's. */
export const inviteCreate = command('invite.create', {
  about: 'Makes a link with which people may register, even where registration is closed.',
  input: {
    maxUses: z.optional(z.int().check(z.gte(1), z.lte(LIMITS.inviteUses))),
    days: z.optional(z.int().check(z.gte(1), z.lte(LIMITS.inviteDays))),
  },
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'id_reused'],
  allow: ownersOnly,
})

/** Ends an invite. */
export const inviteRevoke = command('invite.revoke', {
  about: 'Ends an invite.',
  input: { inviteId: Id },
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'invite_not_found', 'id_reused'],
  allow: ownersOnly,
})

/** Reads all invites, the newest first. */
export const inviteList = query('invite.list', {
  about: 'All invites, the newest first.',
  input: {},
  output: z.object({ invites: z.array(Invite) }),
  errors: ['not_logged_in', 'forbidden'],
  allow: ownersOnly,
})

/** Tells whether an invite still lets somebody in. */
export const inviteShow = query('invite.show', {
  about: 'Whether an invite still lets somebody in.',
  input: { token: text(64, 1) },
  output: z.object({ communityName: z.string(), expiresAt: z.nullable(Instant) }),
  errors: ['bad_input', 'invite_not_found', 'too_fast'],
  allow: anyone,
})
