type ErrorEntry = { status: number; retryable: boolean }

/**
 * Every error that a client may see: its HTTP status, and whether the same request may succeed later. What it says to people
 * stands in `error-sentences.ts`, which browsers need not load.
 */
export const ERRORS = {
  bad_input: { status: 400, retryable: false },
  bad_json: { status: 400, retryable: false },
  bad_form: { status: 400, retryable: false },
  too_large: { status: 413, retryable: false },
  unknown_command: { status: 404, retryable: false },
  unknown_query: { status: 404, retryable: false },
  page_not_found: { status: 404, retryable: false },
  not_logged_in: { status: 401, retryable: false },
  session_ended: { status: 401, retryable: false },
  forbidden: { status: 403, retryable: false },
  wrong_origin: { status: 403, retryable: false },
  room_not_found: { status: 404, retryable: false },
  message_not_found: { status: 404, retryable: false },
  message_gone: { status: 410, retryable: false },
  user_not_found: { status: 404, retryable: false },
  session_not_found: { status: 404, retryable: false },
  scheduled_not_found: { status: 404, retryable: false },
  too_many: { status: 409, retryable: false },
  invite_not_found: { status: 404, retryable: false },
  id_reused: { status: 409, retryable: false },
  user_name_taken: { status: 409, retryable: false },
  display_name_taken: { status: 409, retryable: false },
  room_name_taken: { status: 409, retryable: false },
  room_name_unavailable: { status: 409, retryable: false },
  log_in_failed: { status: 401, retryable: false },
  wrong_password: { status: 403, retryable: false },
  weak_password: { status: 400, retryable: false },
  registration_closed: { status: 403, retryable: false },
  already_set_up: { status: 409, retryable: false },
  not_set_up: { status: 409, retryable: false },
  wrong_set_up_code: { status: 403, retryable: false },
  last_owner: { status: 409, retryable: false },
  last_room_owner: { status: 409, retryable: false },
  section_not_found: { status: 404, retryable: false },
  room_archived: { status: 409, retryable: false },
  announcements_only: { status: 403, retryable: false },
  slow_mode: { status: 429, retryable: true },
  too_many_reactions: { status: 409, retryable: false },
  direct_room: { status: 409, retryable: false },
  too_fast: { status: 429, retryable: true },
  busy: { status: 503, retryable: true },
  read_only: { status: 503, retryable: true },
  draining: { status: 503, retryable: true },
  internal: { status: 500, retryable: true },
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

  constructor(code: ErrorCode, hints: ErrorHints = {}, message?: string) {
    super(hints.problem ?? message ?? code)
    this.name = 'ParleyError'
    this.code = code
    this.hints = hints
  }

  /** The error as it crosses the wire. */
  toWire(): WireError {
    return { code: this.code, message: this.message, ...this.hints }
  }
}

/**
 * The codes of what may succeed later, as the table says (a test compares): this is all of it that browsers need, who take a
 * code that they do not know for final.
 */
export const RETRYABLE: ReadonlySet<string> = new Set([
  'slow_mode',
  'too_fast',
  'busy',
  'read_only',
  'draining',
  'internal',
])

/** Tells whether a text is the name of an error. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERRORS, text)
}
