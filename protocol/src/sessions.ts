import * as z from 'zod/mini'
import { anyone, command, query, withSession } from './define.ts'
import { Id, Instant, Password, text } from './values.ts'

/** One device or browser in which somebody is logged in. */
export const Session = z.object({
  id: z.string(),
  isThis: z.boolean(),
  createdAt: Instant,
  lastSeenAt: Instant,
  /** A short name of the browser and system, from its User-Agent. */
  device: z.string(),
  address: z.string(),
})
export type Session = z.infer<typeof Session>

/** Logs in: makes a session and sets its cookie. */
export const sessionLogIn = command('session.log-in', {
  about: 'Logs in with user name and password; sets the session cookie.',
  input: { userName: text(64, 1), password: Password },
  errors: ['bad_input', 'log_in_failed', 'too_fast', 'busy'],
  allow: anyone,
  door: 'http',
})

/** Ends this session and its cookie. */
export const sessionLogOut = command('session.log-out', {
  about: 'Ends this session.',
  input: {},
  errors: ['not_logged_in'],
  allow: withSession,
  door: 'http',
})

/** Ends one of one's own sessions; its sockets close within 5 s. */
export const sessionEnd = command('session.end', {
  about: 'Ends one of one’s own sessions.',
  input: { sessionId: Id },
  errors: ['bad_input', 'not_logged_in', 'session_not_found', 'id_reused'],
  allow: withSession,
})

/** Reads one's own sessions, the latest seen first. */
export const sessionList = query('session.list', {
  about: 'One’s own sessions, the latest seen first.',
  input: {},
  output: z.object({ sessions: z.array(Session) }),
  errors: ['not_logged_in'],
  allow: withSession,
})
