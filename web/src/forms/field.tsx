import type { ComponentChildren, InputHTMLAttributes, TextareaHTMLAttributes } from 'preact'
import { useContext } from 'preact/hooks'
import type { IconName } from '../parts/icon-names.ts'
import { Icon } from '../parts/icon.tsx'
import { FormContext } from './page-forms.ts'
import { Problem } from './problem.tsx'

type Shared = {
  readonly name: string
  readonly label: string
  readonly id?: string
  readonly hint?: ComponentChildren
  readonly value?: string | undefined
  /** In a form that fills the page, or in settings, where the name stands at the left. */
  readonly look?: 'tall' | 'setting'
}

type FieldProps = Shared & { readonly icon?: IconName; readonly input?: InputHTMLAttributes<HTMLInputElement> }
type AreaProps = Shared & { readonly area?: TextareaHTMLAttributes<HTMLTextAreaElement> }

/** A line to type into, with its name, a hint, and what was wrong with it. */
export function Field({ icon, input, ...shared }: FieldProps) {
  const { id, value, described, problem, isTall } = useField(shared)
  const typed = (
    <input
      type="text"
      class={isTall ? 'input tall' : 'input'}
      id={id}
      name={shared.name}
      defaultValue={value}
      aria-invalid={problem !== null || undefined}
      aria-describedby={described}
      {...input}
    />
  )
  return (
    <Frame {...shared} id={id} problem={problem}>
      {icon === undefined ? (
        typed
      ) : (
        <span class="prefixed">
          <Icon name={icon} isLarge />
          {typed}
        </span>
      )}
    </Frame>
  )
}

/** A few lines to type into. */
export function Area({ area, ...shared }: AreaProps) {
  const { id, value, described, problem } = useField(shared)
  return (
    <Frame {...shared} id={id} problem={problem}>
      <textarea
        class="input"
        id={id}
        name={shared.name}
        rows={2}
        dir="auto"
        defaultValue={value}
        aria-invalid={problem !== null || undefined}
        aria-describedby={described}
        {...area}
      />
    </Frame>
  )
}

function useField({ name, id = name, hint, value, look }: Shared) {
  const { problem: ofForm } = useContext(FormContext)
  const problem = ofForm?.field === name ? ofForm : null
  const described = [hint !== undefined && `${id}-hint`, problem !== null && `${id}-problem`].filter(Boolean).join(' ')
  return {
    id,
    value: ofForm?.values?.[name] ?? value,
    described: described || undefined,
    problem,
    isTall: look === 'tall',
  }
}

type FrameProps = Shared & {
  readonly id: string
  readonly problem: { readonly message: string; readonly suggestion: string | null } | null
  readonly children: ComponentChildren
}

function Frame({ id, label, hint, look, problem, children }: FrameProps) {
  const below = (
    <>
      {problem !== null && <Problem id={`${id}-problem`} problem={problem} />}
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </>
  )
  if (look === 'setting')
    return (
      <div class="setting">
        <label for={id}>{label}</label>
        <div class="value">
          {children}
          {below}
        </div>
      </div>
    )
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {below}
    </div>
  )
}
