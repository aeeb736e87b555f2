import type { CommandName } from '@parley/protocol/commands.ts'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Problem } from './problem.tsx'
import { FormContext, usePageForms } from './page-forms.ts'

type Props = {
  readonly command: CommandName
  /** Where it leads afterwards; the page itself where nothing is said. */
  readonly then?: string
  /** Inputs that nobody types. */
  readonly hidden?: Readonly<Record<string, string>>
  /** Checkboxes of the form: unchecked ones are not sent. */
  readonly checks?: readonly string[]
  readonly class?: string
  /** Tells two forms of one command apart: a problem is shown in the one whose `of` was sent. */
  readonly of?: { readonly name: string; readonly value: string }
  /** Nothing is loaded anew after it: what it changes comes by the log. */
  readonly stays?: boolean
  readonly id?: string
  readonly label?: string
  readonly labelledBy?: string
  readonly onSubmit?: ((event: SubmitEvent) => void) | undefined
  readonly children: ComponentChildren
}

/** A form that is a door to a command: it works without scripts, and scripts only make it quicker. */
export function CommandForm({ command, then, hidden = {}, checks, of, stays, onSubmit, children, ...rest }: Props) {
  const page = usePageForms()
  const [id, setId] = useState(page.newId)
  const isOurs = page.problem?.command === command && (of === undefined || page.problem.values?.[of.name] === of.value)
  const problem = isOurs ? page.problem : null
  const fixed = of === undefined ? hidden : { ...hidden, [of.name]: of.value }
  return (
    <form
      method="post"
      action={`/api/${command}`}
      class={rest.class}
      id={rest.id}
      aria-label={rest.label}
      aria-labelledby={rest.labelledBy}
      data-stays={stays}
      onSubmit={onSubmit}
      onReset={() => setId(page.newId())}
    >
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="then" value={then ?? page.here} />
      <input type="hidden" name="token" value={page.token} />
      {checks !== undefined && <input type="hidden" name="checks" value={checks.join(' ')} />}
      {Object.entries(fixed).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {problem !== null && problem.field === null && <Problem id={`${command}-problem`} problem={problem} />}
      <FormContext.Provider value={{ command, problem }}>{children}</FormContext.Provider>
    </form>
  )
}
