import * as z from 'zod/mini'
import { anyone, command, ownersOnly, query } from './define.ts'
import { LIMITS } from './limits.ts'
import { ChosenLanguage, DisplayName, Password, text, UserName } from './values.ts'

const EditHistory = z.enum(['room', 'author', 'nobody'])

/** What anyone may know of the community. */
export const Community = z.object({
  name: z.string(),
  description: z.string(),
  /** False until the first owner has made an account. */
  isSetUp: z.boolean(),
  registration: z.enum(['open', 'closed']),
  /** Whether a guest may make a room by naming it. */
  guestRooms: z.boolean(),
  /** Who may read what a message said before its edits: everybody in its room, its author and moderators, or nobody. */
  editHistory: EditHistory,
})
export type Community = z.infer<typeof Community>

const CommunityName = text(LIMITS.communityNameLength, 1)

/** Makes the first owner and names the community. Safe to send a hundred times at once: one wins. */
export const communityFound = command('community.found', {
  about: 'The first visitor becomes the owner and names the community; needs the set-up code that the server printed.',
  input: {
    code: text(64),
    communityName: CommunityName,
    userName: UserName,
    displayName: z.optional(DisplayName),
    password: Password,
    guestRooms: z.boolean(),
    /** As in `account.register`. */
    language: z.optional(ChosenLanguage),
  },
  errors: ['bad_input', 'already_set_up', 'wrong_set_up_code', 'weak_password', 'too_fast', 'busy'],
  allow: { owner: false, member: false, guest: false, nobody: 'while there is no owner, with the set-up code' },
  door: 'http',
})

/** Changes the community's name, description, registration and guest rooms; what is left out stays. */
export const communityEdit = command('community.edit', {
  about: 'Changes the name, the description and who may come in; what is left out stays.',
  input: {
    name: z.optional(CommunityName),
    description: z.optional(text(LIMITS.descriptionLength)),
    registration: z.optional(z.enum(['open', 'closed'])),
    guestRooms: z.optional(z.boolean()),
    editHistory: z.optional(EditHistory),
  },
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'id_reused'],
  allow: ownersOnly,
})

/** Reads what anyone may know of the community. */
export const communityShow = query('community.show', {
  about: 'What anyone may know of the community.',
  input: {},
  output: Community,
  errors: [],
  allow: anyone,
})
