import type { ErrorCode, ParleyError, WireError } from './errors.ts'

/** What an error says to people. */
export const SENTENCES: Readonly<Record<ErrorCode, string>> = {
  bad_input: 'Something in this request is not as it should be.',
  bad_json: 'The request is not valid JSON.',
  bad_form: 'The form could not be read. Go back, reload the page and try again.',
  too_large: 'This is too large.',
  unknown_command: 'There is no such command.',
  unknown_query: 'There is no such query.',
  page_not_found: 'There is nothing here.',
  not_logged_in: 'Log in first.',
  session_ended: 'Your session has ended. Log in again.',
  forbidden: 'You may not do this.',
  wrong_origin: 'This request came from another site.',
  room_not_found: 'There is no such room, or you may not see it.',
  message_not_found: 'There is no such message.',
  message_gone: 'This message was deleted.',
  user_not_found: 'There is no such person.',
  session_not_found: 'There is no such session.',
  scheduled_not_found: 'There is no such scheduled message.',
  too_many: 'There are too many of these. Remove some first.',
  invite_not_found: 'This invite is not valid, or no longer.',
  id_reused: 'This id was already used for something else.',
  user_name_taken: 'This user name is taken, or looks like one that is.',
  display_name_taken: 'Someone here already has this name.',
  room_name_taken: 'A room with this name exists or existed.',
  room_name_unavailable: 'You cannot enter a room with this name. Try another.',
  log_in_failed: 'The user name or the password is wrong.',
  wrong_password: 'The present password is wrong.',
  weak_password: 'This password is too easy to guess.',
  registration_closed: 'Registration is closed. Ask for an invite.',
  already_set_up: 'This community is already set up.',
  not_set_up: 'This community is not set up yet.',
  wrong_set_up_code: 'The set-up code is wrong. It was printed when Parley started.',
  last_owner: 'The last owner must stay one.',
  last_room_owner: 'The last owner of a room must stay one. Make somebody else an owner first.',
  section_not_found: 'There is no such section.',
  room_archived: 'This room is archived. It can only be read.',
  announcements_only: 'Only owners and moderators write in this room.',
  slow_mode: 'This room is in slow mode. Wait a moment.',
  too_many_reactions: 'This message has too many different reactions.',
  direct_room: 'The people of a direct room never change.',
  too_fast: 'Too many requests. Wait a moment.',
  busy: 'The server is busy. Try again in a moment.',
  read_only: 'The server cannot store anything just now. Reading still works.',
  draining: 'The server is restarting.',
  internal: 'Something went wrong on the server.',
}

/** What an error says: what was wrong in particular, or its sentence. */
export function sentenceOf({ code, hints }: ParleyError): string {
  return hints.problem ?? SENTENCES[code]
}

/** The error as a server sends it, with its sentence. */
export function wireOf(error: ParleyError): WireError {
  return { ...error.toWire(), message: sentenceOf(error) }
}
