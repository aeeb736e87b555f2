import * as z from 'zod/mini'
import { command, ownersOnly, query, withAccount } from './define.ts'
import { Id, Instant, text, UserName } from './values.ts'

/** Someone as others see him. `gone`: a guest who was forgotten or a member who was deactivated. */
export const Person = z.object({
  id: z.string(),
  /** Null for guests. */
  userName: z.nullable(z.string()),
  displayName: z.string(),
  role: z.enum(['owner', 'member', 'guest', 'gone']),
  /** What he is up to: an emoji (or nothing), a few words, and when both end by themselves. */
  statusEmoji: z.string(),
  statusText: z.string(),
  statusUntil: z.nullable(Instant),
})
export type Person = z.infer<typeof Person>

/** A member's own page. */
export const PersonDetails = z.extend(Person, {
  bio: z.string(),
  timeZone: z.string(),
  createdAt: Instant,
  /** Null where he does not tell. */
  lastSeenAt: z.nullable(Instant),
})
export type PersonDetails = z.infer<typeof PersonDetails>

/** Reads the contact list: members by display name, never guests or the deactivated. */
export const userList = query('user.list', {
  about: 'The contact list: members in the order of their display names, from the one after `after`.',
  input: { search: z.optional(text(100)), after: z.optional(text(200)) },
  output: z.object({ people: z.array(Person), next: z.nullable(z.string()) }),
  errors: ['bad_input', 'not_logged_in', 'forbidden'],
  allow: withAccount,
})

/** Reads one member's page, by id or by user name. */
export const userShow = query('user.show', {
  about: 'One member, by `userId` or by `userName`.',
  input: { userId: z.optional(Id), userName: z.optional(UserName) },
  output: PersonDetails,
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'user_not_found'],
  allow: withAccount,
})

/** A member of the community as the owner sees him. */
export const UserDetails = z.object({
  id: z.string(),
  userName: z.string(),
  displayName: z.string(),
  role: z.enum(['owner', 'member']),
  isDeactivated: z.boolean(),
  createdAt: Instant,
  lastSeenAt: z.nullable(Instant),
})
export type UserDetails = z.infer<typeof UserDetails>

/** Deactivates a member: all sessions end within 5 s; memberships and messages stay. */
export const userDeactivate = command('user.deactivate', {
  about: 'Deactivates a member: the sessions end at once; messages stay.',
  input: { userId: Id },
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'user_not_found', 'last_owner', 'id_reused'],
  allow: ownersOnly,
})

/** Lets a deactivated member log in again. */
export const userReactivate = command('user.reactivate', {
  about: 'Lets a deactivated member log in again.',
  input: { userId: Id },
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'user_not_found', 'id_reused'],
  allow: ownersOnly,
})

/** Makes a member an owner of the community, or an owner a member. */
export const userSetRole = command('user.set-role', {
  about: 'Makes a member an owner of the community, or an owner a member. The last owner stays one.',
  input: { userId: Id, role: z.enum(['owner', 'member']) },
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'user_not_found', 'last_owner', 'id_reused'],
  allow: ownersOnly,
})

/** Reads all members, the deactivated too. */
export const userListAll = query('user.list-all', {
  about: 'All members, the deactivated too, by user name.',
  input: {},
  output: z.object({ users: z.array(UserDetails) }),
  errors: ['not_logged_in', 'forbidden'],
  allow: ownersOnly,
})
