import { type Reasons, REASONS } from '@parley/protocol/reasons.ts'
import { notificationTexts } from '../texts/notifications.ts'

/** Why a room is counted: one phrase for each reason. */
export function whyOf(reasons: Reasons): string {
  return REASONS.flatMap((reason) =>
    reasons[reason] ? notificationTexts.why[reason](reasons[reason].length) : [],
  ).join(', ')
}
