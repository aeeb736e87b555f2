import { LIMITS } from '@parley/protocol/limits.ts'
import { CommandForm } from '../forms/command-form.tsx'
import { Field } from '../forms/field.tsx'
import { usePageForms } from '../forms/page-forms.ts'
import { doorTexts as texts } from '../texts/doors.ts'

type Props = { readonly then: string; readonly displayName?: string | undefined; readonly invite?: string }

/** User name, display name and password of a new account. */
export function RegisterForm({ then, displayName, invite }: Props) {
  return (
    <CommandForm
      command="account.register"
      then={then}
      label={texts.registerTitle}
      {...(invite === undefined ? {} : { hidden: { invite } })}
    >
      <AccountFields displayName={displayName} />
      <button class="button primary tall" type="submit">
        {texts.createAccount}
      </button>
    </CommandForm>
  )
}

/** The fields of every form that makes an account. */
export function AccountFields({ displayName }: { readonly displayName?: string | undefined }) {
  const { language } = usePageForms()
  return (
    <>
      {language && <input type="hidden" name="language" value={language} />}
      <Field
        name="userName"
        label={texts.userName}
        hint={texts.userNameHint}
        look="tall"
        input={{
          autocomplete: 'username',
          autocapitalize: 'none',
          spellcheck: false,
          required: true,
          minLength: LIMITS.userNameMin,
          maxLength: LIMITS.userNameMax,
        }}
      />
      <Field
        name="displayName"
        label={texts.displayName}
        hint={texts.displayNameHint}
        look="tall"
        value={displayName}
        input={{ autocomplete: 'name', maxLength: LIMITS.displayNameLength, dir: 'auto' }}
      />
      <Field
        name="password"
        label={texts.password}
        hint={texts.newPasswordHint}
        look="tall"
        input={{ type: 'password', autocomplete: 'new-password', required: true, minLength: LIMITS.passwordMinBytes }}
      />
    </>
  )
}
