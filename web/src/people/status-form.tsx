import type { Me } from '@parley/protocol/accounts.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { Lasting } from '@parley/protocol/presence.ts'
import type { ComponentChildren } from 'preact'
import { Check, Segments } from '../forms/choices.tsx'
import { CommandForm } from '../forms/command-form.tsx'
import { Field } from '../forms/field.tsx'
import { presenceTexts as texts } from '../texts/presence.ts'

type Props = {
  readonly me: Me
  readonly onSubmit?: ((event: SubmitEvent) => void) | undefined
  /** Before the fields, as what is often used. */
  readonly children?: ComponentChildren
}

const availabilities = () =>
  [
    { value: 'auto', label: texts.auto },
    { value: 'away', label: texts.away },
    { value: 'dnd', label: texts.dnd },
  ] as const

/** What one is up to, for how long, and whether one wants to be disturbed. */
export function StatusForm({ me, onSubmit, children }: Props) {
  return (
    <CommandForm
      command="profile.edit"
      class="status-form"
      then="/settings#status"
      checks={['showsLastSeen']}
      label={texts.title}
      onSubmit={onSubmit}
    >
      {children}
      <div class="status-line">
        <Field
          name="statusEmoji"
          label={texts.emoji}
          value={me.statusEmoji}
          input={{ autocomplete: 'off', maxLength: 32, size: 3 }}
        />
        <Field
          name="statusText"
          label={texts.text}
          value={me.statusText}
          input={{ autocomplete: 'off', maxLength: LIMITS.statusTextLength, dir: 'auto' }}
        />
        <For name="statusFor" mayStay={me.statusUntil !== null} />
      </div>
      <div class="status-line">
        <Segments name="availability" legend={texts.availability} value={me.availability} choices={availabilities()} />
        <For name="availabilityFor" mayStay={me.availabilityUntil !== null} />
      </div>
      <p class="hint">{texts.dndHint}</p>
      <Check name="showsLastSeen" label={texts.showsLastSeen} isChecked={me.showsLastSeen} />
      <div class="actions">
        <button class="button primary" type="submit">
          {texts.save}
        </button>
      </div>
    </CommandForm>
  )
}

const SPANS: readonly Lasting[] = ['always', '30min', '1h', '4h', 'today', 'week']

function For({ name, mayStay }: { readonly name: string; readonly mayStay: boolean }) {
  return (
    <div class="field">
      <label for={name}>{texts.for}</label>
      <select class="input" id={name} name={name}>
        {mayStay && <option value="">{texts.as}</option>}
        {SPANS.map((span) => (
          <option key={span} value={span}>
            {texts.lasting[span]}
          </option>
        ))}
      </select>
    </div>
  )
}
