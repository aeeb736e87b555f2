import type { Me } from '@parley/protocol/accounts.ts'
import type { Level } from '@parley/protocol/memberships.ts'
import { NOTICE_LIMITS } from '@parley/protocol/notice-limits.ts'
import type { Ref } from 'preact'
import { Check } from '../forms/choices.tsx'
import { Field } from '../forms/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { notificationTexts as texts } from '../texts/notifications.ts'

type Props = {
  readonly roomSign: string
  readonly level: Level
  readonly me: Pick<Me, 'keywords' | 'tellsReading'>
  /** What went wrong, or that it is stored. */
  readonly said: string
  readonly dialogRef?: Ref<HTMLDialogElement> | undefined
  readonly onLevel: (level: Level) => void
  readonly onSave: (keywords: string[], tellsReading: boolean) => void
  readonly onDay: (day: string) => void
  readonly onClose: () => void
}

const LEVELS: readonly Level[] = ['everything', 'mentions', 'nothing']

/** What of a room concerns one, what does everywhere, and the way to a day of the room. */
export function NotificationsDialog(props: Props) {
  return (
    <dialog
      class="sheet-dialog"
      aria-labelledby="notifications-title"
      ref={props.dialogRef ?? null}
      onClose={props.onClose}
    >
      <div class="dialog-head">
        <h2 id="notifications-title">{texts.notifications}</h2>
        <button class="tool" type="button" aria-label={texts.close} onClick={props.onClose}>
          <Icon name="x" />
        </button>
      </div>
      <Levels {...props} />
      <Everywhere {...props} />
      <Day {...props} />
      <output class="hint">{props.said}</output>
    </dialog>
  )
}

function Levels({ roomSign, level, onLevel }: Props) {
  return (
    <fieldset class="field">
      <legend class="label">{texts.inRoom(roomSign)}</legend>
      {LEVELS.map((one) => (
        <label class="check" key={one}>
          <input type="radio" name="level" value={one} checked={one === level} onChange={() => onLevel(one)} />
          <span>{texts.level[one]}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Everywhere({ me, onSave }: Props) {
  const save = (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const fields = new FormData(event.currentTarget)
    const typed = fields.get('keywords')
    const keywords = typeof typed === 'string' ? typed.split(/[,،、，]/u) : []
    onSave(
      keywords.map((keyword) => keyword.trim()).filter((keyword) => keyword !== ''),
      fields.has('tellsReading'),
    )
  }
  return (
    <form onSubmit={save}>
      <Field
        name="keywords"
        label={texts.keywords}
        hint={texts.keywordsHint}
        value={me.keywords.join(', ')}
        input={{ dir: 'auto', maxLength: NOTICE_LIMITS.keywords * (NOTICE_LIMITS.keywordLength + 2) }}
      />
      <Check name="tellsReading" label={texts.tellsReading} isChecked={me.tellsReading} />
      <button class="button" type="submit">
        {texts.save}
      </button>
    </form>
  )
}

function Day({ onDay }: Props) {
  const go = (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const day = new FormData(event.currentTarget).get('day')
    if (typeof day === 'string' && day !== '') onDay(day)
  }
  return (
    <form onSubmit={go}>
      <Field name="day" label={texts.jumpToDay} input={{ type: 'date', required: true }} />
      <button class="button" type="submit">
        {texts.go}
      </button>
    </form>
  )
}
