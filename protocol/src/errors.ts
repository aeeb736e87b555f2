type ErrorEntry = { status: number; retryable: boolean; sentence: string }

/** Every error that a client may see: its HTTP status, whether the same request may succeed later, and a sentence for people. */
export const ERRORS = {
  bad_input: { status: 400, retryable: false, sentence: 'Something in this request is not as it should be.' },
  bad_json: { status: 400, retryable: false, sentence: 'The request is not valid JSON.' },
  bad_form: {
    status: 400,
    retryable: false,
    sentence: 'The form could not be read. Go back, reload the page and try again.',
  },
  too_large: { status: 413, retryable: false, sentence: 'This is too large.' },
  unknown_command: { status: 404, retryable: false, sentence: 'There is no such command.' },
  unknown_query: { status: 404, retryable: false, sentence: 'There is no such query.' },
  page_not_found: { status: 404, retryable: false, sentence: 'There is nothing here.' },
  not_logged_in: { status: 401, retryable: false, sentence: 'Log in first.' },
  session_ended: { status: 401, retryable: false, sentence: 'Your session has ended. Log in again.' },
  forbidden: { status: 403, retryable: false, sentence: 'You may not do this.' },
  wrong_origin: { status: 403, retryable: false, sentence: 'This request came from another site.' },
  room_not_found: { status: 404, retryable: false, sentence: 'There is no such room, or you may not see it.' },
  message_not_found: { status: 404, retryable: false, sentence: 'There is no such message.' },
  message_gone: { status: 410, retryable: false, sentence: 'This message was deleted.' },
  user_not_found: { status: 404, retryable: false, sentence: 'There is no such person.' },
  session_not_found: { status: 404, retryable: false, sentence: 'There is no such session.' },
  invite_not_found: { status: 404, retryable: false, sentence: 'This invite is not valid, or no longer.' },
  id_reused: { status: 409, retryable: false, sentence: 'This id was already used for something else.' },
  user_name_taken: { status: 409, retryable: false, sentence: 'This user name is taken, or looks like one that is.' },
  display_name_taken: { status: 409, retryable: false, sentence: 'Someone here already has this name.' },
  room_name_taken: { status: 409, retryable: false, sentence: 'A room with this name exists or existed.' },
  room_name_unavailable: {
    status: 409,
    retryable: false,
    sentence: 'You cannot enter a room with this name. Try another.',
  },
  log_in_failed: { status: 401, retryable: false, sentence: 'The user name or the password is wrong.' },
  wrong_password: { status: 403, retryable: false, sentence: 'The present password is wrong.' },
  weak_password: { status: 400, retryable: false, sentence: 'This password is too easy to guess.' },
  registration_closed: { status: 403, retryable: false, sentence: 'Registration is closed. Ask for an invite.' },
  already_set_up: { status: 409, retryable: false, sentence: 'This community is already set up.' },
  not_set_up: { status: 409, retryable: false, sentence: 'This community is not set up yet.' },
  wrong_set_up_code: {
    status: 403,
    retryable: false,
    sentence: 'The set-up code is wrong. It was printed when Parley started.',
  },
  last_owner: { status: 409, retryable: false, sentence: 'The last owner must stay one.' },
  last_room_owner: { status: 409, retryable: false, sentence: 'The last owner must stay one.' },
  room_archived: { status: 409, retryable: false, sentence: 'This room is archived.' },
  announcements_only: {
    status: 403,
    retryable: false,
    sentence: 'Only owners and moderators write in this room.',
  },
  slow_mode: { status: 429, retryable: true, sentence: 'This room is in slow mode.' },
  too_many_reactions: { status: 409, retryable: false, sentence: 'This message has too many different reactions.' },
  direct_room: { status: 409, retryable: false, sentence: 'The people of a direct room never change.' },
  too_fast: { status: 429, retryable: true, sentence: 'Too many requests. Wait a moment.' },
  busy: { status: 503, retryable: true, sentence: 'The server is busy. Try again in a moment.' },
  read_only: {
    status: 503,
    retryable: true,
    sentence: 'The server cannot store anything just now. Reading still works.',
  },
  draining: { status: 503, retryable: true, sentence: 'The server is restarting.' },
  internal: { status: 500, retryable: true, sentence: 'Something went wrong on the server.' },
} as const satisfies Record<string, ErrorEntry>

/** The name of an error that a client may see. */
export type ErrorCode = keyof typeof ERRORS

/** What an error carries beside its code: the field that is wrong and why, a free name, or how long to wait. */
export type ErrorHints = { field?: string; problem?: string; suggestion?: string; retryS?: number }

/** An error as it crosses the wire. */
export type WireError = { code: ErrorCode; message: string } & ErrorHints

/** The only error that reaches a client; anything else is answered as `internal`. */
export class ParleyError extends Error {
  readonly code: ErrorCode
  readonly hints: ErrorHints

  constructor(code: ErrorCode, hints: ErrorHints = {}) {
    super(hints.problem ?? ERRORS[code].sentence)
    this.name = 'ParleyError'
    this.code = code
    this.hints = hints
  }

  /** The error as it crosses the wire. */
  toWire(): WireError {
    return { code: this.code, message: this.message, ...this.hints }
  }
}

/** Tells whether a text is the name of an error. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERRORS, text)
}
