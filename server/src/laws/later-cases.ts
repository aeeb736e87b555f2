import { allKinds, type Case, ofTheRoom, withSession } from './standings.ts'

/** What one wrote oneself and did not send stays one's own. */
const FORMER_MAY = { 'former member': 'ok' } as const

/** Who may do what about drafts, scheduled messages and reminders. */
export const LATER_COMMANDS = {
  'draft.set': [
    { answers: ofTheRoom(), ...allKinds },
    {
      of: 'in a thread',
      input: ({ roomId, othersMessageId }) => ({ roomId, rootId: othersMessageId, body: 'typed' }),
      answers: ofTheRoom(),
    },
  ],
  'message.schedule': [{ answers: ofTheRoom(), ...allKinds }],
  'scheduled.edit': [{ answers: ofTheRoom('ok', 'scheduled_not_found', FORMER_MAY) }],
  'scheduled.cancel': [{ answers: ofTheRoom('ok', 'scheduled_not_found', FORMER_MAY) }],
  'scheduled.send': [
    { answers: ofTheRoom('ok', 'scheduled_not_found', { 'former member': 'forbidden' }), ...allKinds },
  ],
  'reminder.set': [{ answers: ofTheRoom('ok', 'message_not_found'), ...allKinds }],
  'reminder.remove': [{ answers: ofTheRoom('ok', 'message_not_found') }],
  'reminder.see': [{ answers: ofTheRoom('ok', 'message_not_found') }],
} satisfies Record<string, Case[]>

/** The same for their lists. */
export const LATER_QUERIES = {
  'draft.list': [{ answers: withSession }],
  'scheduled.list': [{ answers: withSession }],
  'reminder.list': [{ answers: withSession }],
} satisfies Record<string, Case[]>
