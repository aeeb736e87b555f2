import * as z from 'zod/mini'
import { command, query, withAccount, withSession } from './define.ts'
import { LIMITS } from './limits.ts'
import { Community } from './community.ts'
import { NotificationSettings } from './notifications.ts'
import { Availability, Lasting, StatusEmoji } from './presence.ts'
import { Person } from './users.ts'
import { ChosenLanguage, DisplayName, Instant, Password, text, TimeZone, UserName } from './values.ts'

/** With which key one sends what one wrote; with the other way to press Enter, a new line begins. */
export const SendsWith = z.enum(['enter', 'ctrl-enter'])
export type SendsWith = z.infer<typeof SendsWith>

/** Oneself: what only the person and nobody else is told. */
export const Me = z.extend(Person, {
  bio: z.string(),
  timeZone: z.string(),
  createdAt: Instant,
  /** What one is by choice, until when; `auto`: what one's devices say. */
  availability: Availability,
  availabilityUntil: z.nullable(Instant),
  /** Whether others are told when one was last here. */
  showsLastSeen: z.boolean(),
  /** In which one is answered on all devices; `auto`: what each of them asks for. */
  language: ChosenLanguage,
  sendsWith: SendsWith,
  ...NotificationSettings.shape,
})
export type Me = z.infer<typeof Me>

/** Makes an account and a session. A guest who registers keeps what he said. The account's id is the command's. */
export const accountRegister = command('account.register', {
  about: 'Makes an account and logs in; a guest becomes a member and keeps what he said.',
  input: {
    userName: UserName,
    displayName: z.optional(DisplayName),
    password: Password,
    invite: z.optional(text(64)),
    /** What the visitor chose before he had an account; `auto` where nothing is said. */
    language: z.optional(ChosenLanguage),
  },
  errors: [
    'bad_input',
    'not_set_up',
    'user_name_taken',
    'weak_password',
    'registration_closed',
    'invite_not_found',
    'too_fast',
    'busy',
  ],
  allow: {
    owner: false,
    member: false,
    guest: 'where registration is open, or with an invite',
    nobody: 'where registration is open, or with an invite',
  },
  door: 'http',
})

/** Changes the password, ends all other sessions and puts a new one in place of this one. */
export const passwordChange = command('password.change', {
  about: 'Changes the password; ends all other sessions and puts a new one in place of this one.',
  input: { current: Password, next: Password },
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'wrong_password', 'weak_password', 'too_fast', 'busy'],
  allow: withAccount,
  door: 'http',
})

/** Changes what others see of oneself, and with which key one sends; what is left out stays. */
export const profileEdit = command('profile.edit', {
  about: 'Changes what others see of oneself, and with which key one sends; what is left out stays.',
  input: {
    displayName: z.optional(DisplayName),
    bio: z.optional(text(LIMITS.bioLength)),
    statusEmoji: z.optional(StatusEmoji),
    statusText: z.optional(text(LIMITS.statusTextLength)),
    /** How long the status stays; a new one for good, where nothing is said. */
    statusFor: z.optional(Lasting),
    availability: z.optional(Availability),
    availabilityFor: z.optional(Lasting),
    showsLastSeen: z.optional(z.boolean()),
    timeZone: z.optional(TimeZone),
    language: z.optional(ChosenLanguage),
    sendsWith: z.optional(SendsWith),
  },
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'id_reused'],
  allow: withAccount,
})

/** Reads who one is here. */
export const sessionShow = query('session.show', {
  about: 'Who one is here: oneself, this session and the community.',
  input: {},
  output: z.object({ me: Me, sessionId: z.string(), epoch: z.string(), community: Community }),
  errors: ['not_logged_in'],
  allow: withSession,
})
