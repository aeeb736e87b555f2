import type { Me } from '@parley/protocol/accounts.ts'
import { LANGUAGES } from '@parley/protocol/languages.ts'
import { Segments } from '../forms/choices.tsx'
import { CommandForm } from '../forms/command-form.tsx'
import { languageTexts as texts } from '../texts/language.ts'

type Props = {
  /** What one chose for all devices; null for a guest, who has this browser alone. */
  readonly chosen: Me['language'] | null
}

/** The language of the account, or of this browser; each is called as it calls itself. */
export function LanguageForm({ chosen }: Props) {
  const own = LANGUAGES.map((code) => ({ value: code, label: texts.names[code] }))
  if (chosen === null) {
    return (
      <form method="post" action="/language" class="theme-form">
        <input type="hidden" name="then" value={HERE} />
        <Choice value={texts.code} choices={own} />
      </form>
    )
  }
  return (
    <CommandForm command="profile.edit" class="theme-form" then={HERE} label={texts.label}>
      <Choice value={chosen} choices={[{ value: 'auto', label: texts.auto }, ...own]} />
    </CommandForm>
  )
}

const HERE = '/settings#appearance'

type ChoiceProps = {
  readonly value: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}

function Choice(props: ChoiceProps) {
  return (
    <>
      <Segments name="language" legend={texts.label} look="setting" {...props} />
      <div class="actions">
        <button class="button" type="submit">
          {texts.save}
        </button>
      </div>
    </>
  )
}

/** Offers the other language to whoever is not in yet, in that language. */
export function OtherLanguage({ here }: { readonly here: string }) {
  const { code, label } = texts.other
  return (
    <form method="post" action="/language">
      <input type="hidden" name="then" value={here} />
      <button class="text-button" type="submit" name="language" value={code} lang={code}>
        {label}
      </button>
    </form>
  )
}
