import { type Reasons, REASONS } from '@parley/protocol/reasons.ts'
import { reasonTexts } from '../texts/reasons.ts'

/** Why a room is counted: one phrase for each reason. */
export function whyOf(reasons: Reasons): string {
  return REASONS.flatMap((reason) => (reasons[reason] ? reasonTexts.why[reason](reasons[reason].length) : [])).join(
    ', ',
  )
}
