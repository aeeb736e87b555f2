import { allKinds, type Case, GUESTS_MAY_NOT, ofTheRoom, withSession } from './standings.ts'

/** Who may say what he thinks of a message, and what should be found again: reactions, pins, what is saved, and versions. */
export const OPINION_COMMANDS = {
  'message.pin': [{ answers: ofTheRoom('ok', 'message_not_found', GUESTS_MAY_NOT), ...allKinds }],
  'message.unpin': [{ answers: ofTheRoom('ok', 'message_not_found', GUESTS_MAY_NOT), ...allKinds }],
  'message.save': [{ answers: ofTheRoom('ok', 'message_not_found'), ...allKinds }],
  'message.unsave': [{ answers: ofTheRoom('ok', 'message_not_found'), ...allKinds }],
  'reaction.add': [{ answers: ofTheRoom('ok', 'message_not_found'), ...allKinds }],
  'reaction.remove': [{ answers: ofTheRoom('ok', 'message_not_found'), ...allKinds }],
} satisfies Record<string, Case[]>

/** Who may read it. */
export const OPINION_QUERIES = {
  'message.versions': [{ answers: ofTheRoom('ok', 'message_not_found'), ...allKinds }],
  'pin.list': [{ answers: ofTheRoom(), ...allKinds }],
  'saved.list': [{ answers: withSession }],
  'reaction.list': [{ answers: ofTheRoom('ok', 'message_not_found'), ...allKinds }],
} satisfies Record<string, Case[]>
