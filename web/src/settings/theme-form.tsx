import { Segments } from '../forms/choices.tsx'
import type { Theme } from '../shell/theme.ts'
import { settingsTexts } from '../texts/settings.ts'
import { shellTexts } from '../texts/shell.ts'

type Props = { readonly theme: Theme; readonly onChange?: ((theme: string) => void) | undefined }

/** The theme of this browser. It shows at once, by the styles alone; saving keeps it. */
export function ThemeForm({ theme, onChange }: Props) {
  return (
    <form method="post" action="/theme" class="theme-form">
      <input type="hidden" name="then" value="/settings" />
      <Segments
        name="theme"
        legend={shellTexts.theme.label}
        value={theme}
        look="setting"
        onChange={onChange}
        choices={[
          { value: 'system', label: shellTexts.theme.system },
          { value: 'light', label: shellTexts.theme.light },
          { value: 'dark', label: shellTexts.theme.dark },
        ]}
      />
      <div class="actions">
        <button class="button" type="submit">
          {settingsTexts.save}
        </button>
      </div>
    </form>
  )
}
