import { CommandForm } from '../forms/command-form.tsx'
import { Field } from '../forms/field.tsx'
import { doorTexts as texts } from '../texts/doors.ts'

type Props = {
  readonly then?: string
  readonly userName?: string
  /** One form of several on a page starts its ids with this. */
  readonly prefix?: string
  readonly isMain?: boolean
  readonly onSubmit?: ((event: SubmitEvent) => void) | undefined
}

/** User name and password. */
export function LogInForm({ then, userName, prefix = 'log-in', isMain = false, onSubmit }: Props) {
  const look = isMain ? { look: 'tall' as const } : {}
  return (
    <CommandForm command="session.log-in" onSubmit={onSubmit} {...(then === undefined ? {} : { then })}>
      <Field
        name="userName"
        id={`${prefix}-user-name`}
        label={texts.userName}
        value={userName}
        input={{ autocomplete: 'username', autocapitalize: 'none', spellcheck: false, required: true, maxLength: 64 }}
        {...look}
      />
      <Field
        name="password"
        id={`${prefix}-password`}
        label={texts.password}
        input={{ type: 'password', autocomplete: 'current-password', required: true }}
        {...look}
      />
      <div class="between">
        <button class={isMain ? 'button primary tall' : 'button'} type="submit">
          {texts.logInButton}
        </button>
      </div>
    </CommandForm>
  )
}
