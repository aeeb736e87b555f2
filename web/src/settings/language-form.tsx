import { Segments } from '../forms/choices.tsx'
import { languageTexts as texts } from '../texts/language.ts'
import { LANGUAGES } from '../texts/spoken.ts'

/** The language of this browser; each is called as it calls itself. */
export function LanguageForm() {
  return (
    <form method="post" action="/language" class="theme-form">
      <input type="hidden" name="then" value="/settings#appearance" />
      <Segments
        name="language"
        legend={texts.label}
        value={texts.code}
        look="setting"
        choices={LANGUAGES.map((code) => ({ value: code, label: texts.names[code] }))}
      />
      <div class="actions">
        <button class="button" type="submit">
          {texts.save}
        </button>
      </div>
    </form>
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
