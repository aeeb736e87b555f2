import type { Me } from '@parley/protocol/accounts.ts'
import { Segments } from '../forms/choices.tsx'
import { CommandForm } from '../forms/command-form.tsx'
import { settingsTexts as texts } from '../texts/settings.ts'

/** With which key one sends, on all of one's devices. */
export function WritingForm({ me }: { readonly me: Pick<Me, 'sendsWith'> }) {
  return (
    <CommandForm command="profile.edit" class="theme-form" then="/settings#writing">
      <Segments
        name="sendsWith"
        legend={texts.sendsWith}
        value={me.sendsWith}
        look="setting"
        choices={[
          { value: 'enter', label: texts.sendsWithEnter },
          { value: 'ctrl-enter', label: texts.sendsWithControl },
        ]}
      />
      <div class="actions">
        <button class="button" type="submit">
          {texts.save}
        </button>
      </div>
    </CommandForm>
  )
}
