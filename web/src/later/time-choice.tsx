import type { UserState } from '@parley/sdk/state/user.ts'
import { useContext } from 'preact/hooks'
import { offersAt } from '../client/later/times.ts'
import { FormContext } from '../forms/page-forms.ts'
import { Problem } from '../forms/problem.tsx'
import { laterTexts as texts } from '../texts/later.ts'
import { offerLabel } from './offer-label.ts'

type Props = {
  readonly id: string
  readonly user: Pick<UserState, 'me'>
  readonly now: number
  /** The time that stays where no other is chosen; null: one has to be. */
  readonly asItIs: string | null
}

/** One of the times that are meant most, in a form. */
export function TimeChoice({ id, user, now, asItIs }: Props) {
  const { problem } = useContext(FormContext)
  const isWrong = problem?.field === 'at'
  return (
    <div class="field">
      <label for={id}>{texts.ownTime}</label>
      <select class="input" id={id} name="at" aria-invalid={isWrong || undefined}>
        {asItIs !== null && <option value="">{asItIs}</option>}
        {offersAt(now, user.me.timeZone).map((offer) => (
          <option key={offer.id} value={new Date(offer.at).toISOString()}>
            {offerLabel(offer)}
          </option>
        ))}
      </select>
      {problem && isWrong && <Problem id={`${id}-problem`} problem={problem} />}
    </div>
  )
}
