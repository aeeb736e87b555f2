import { LIMITS } from '@parley/protocol/limits.ts'
import { CommandForm } from '../forms/command-form.tsx'
import { Field } from '../forms/field.tsx'
import { doorTexts } from '../texts/doors.ts'
import { settingsTexts as texts } from '../texts/settings.ts'

/** Changes one's password. */
export function PasswordForm({ userName }: { readonly userName: string }) {
  return (
    <CommandForm command="password.change" then="/settings" label={texts.password}>
      <input
        class="heard"
        type="text"
        autocomplete="username"
        value={userName}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <Field
        name="current"
        label={texts.current}
        look="setting"
        input={{ type: 'password', autocomplete: 'current-password', required: true }}
      />
      <Field
        name="next"
        label={texts.next}
        hint={doorTexts.newPasswordHint}
        look="setting"
        input={{ type: 'password', autocomplete: 'new-password', required: true, minLength: LIMITS.passwordMinBytes }}
      />
      <div class="actions">
        <button class="button" type="submit">
          {texts.changePassword}
        </button>
      </div>
    </CommandForm>
  )
}
