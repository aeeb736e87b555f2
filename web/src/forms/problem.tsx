import { Icon } from '../parts/icon.tsx'
import { formTexts as texts } from '../texts/forms.ts'
import type { FormProblem } from './page-forms.ts'

type Props = { readonly id: string; readonly problem: Pick<FormProblem, 'message' | 'suggestion'> }

/** Says what was wrong, and what would be right. */
export function Problem({ id, problem }: Props) {
  return (
    <p class="problem" id={id} role="alert">
      <Icon name="circle-alert" />
      <span>
        {problem.message}
        {problem.suggestion !== null && ` ${texts.isFree(problem.suggestion)}`}
      </span>
    </p>
  )
}
