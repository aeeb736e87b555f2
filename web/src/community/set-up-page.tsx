import { LIMITS } from '@parley/protocol/limits.ts'
import { AccountFields } from '../accounts/register-form.tsx'
import { Check } from '../forms/choices.tsx'
import { CommandForm } from '../forms/command-form.tsx'
import { Field } from '../forms/field.tsx'
import { Door } from '../shell/door.tsx'
import type { Theme } from '../shell/theme.ts'
import { doorTexts as texts } from '../texts/doors.ts'

type Props = {
  readonly theme: Theme
  /** What the server thinks best where it listens. */
  readonly guestRooms: boolean
  readonly code?: string
}

const UNNAMED = { name: 'Parley', description: '' }

/** The first run: the owner's account and the community's name. */
export function SetUpPage({ theme, guestRooms, code }: Props) {
  return (
    <Door community={UNNAMED} theme={theme} here="/set-up">
      <h1>{texts.setUpTitle}</h1>
      <p class="lead">{texts.setUpLead}</p>
      <CommandForm command="community.found" then="/r/general" checks={['guestRooms']} label={texts.setUpTitle}>
        <Field
          name="code"
          label={texts.setUpCode}
          hint={texts.setUpCodeHint}
          look="tall"
          value={code}
          input={{
            autocomplete: 'one-time-code',
            autocapitalize: 'none',
            spellcheck: false,
            required: true,
            maxLength: 64,
          }}
        />
        <Field
          name="communityName"
          label={texts.communityName}
          look="tall"
          input={{ autocomplete: 'organization', required: true, maxLength: LIMITS.communityNameLength, dir: 'auto' }}
        />
        <AccountFields />
        <Check name="guestRooms" label={texts.guestRooms} hint={texts.guestRoomsHint} isChecked={guestRooms} />
        <button class="button primary tall" type="submit">
          {texts.found}
        </button>
      </CommandForm>
    </Door>
  )
}
