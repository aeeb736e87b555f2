import type { Ref } from 'preact'
import { Icon } from '../parts/icon.tsx'
import { SheetDialog } from '../shell/sheet-dialog.tsx'
import { laterTexts as texts } from '../texts/later.ts'

type Props = {
  readonly title: string
  readonly offers: readonly { readonly id: string; readonly label: string; readonly at: number }[]
  /** What the form of one's own time begins with. */
  readonly day: string
  readonly time: string
  readonly problem: string | null
  readonly dialogRef: Ref<HTMLDialogElement>
  readonly onPick: (at: number) => void
  readonly onOwn: (day: string, time: string) => void
  readonly onClose: () => void
}

/** Asks for a time: some that are meant most, or one's own. */
export function WhenDialog({ title, offers, problem, dialogRef, onPick, onClose, ...own }: Props) {
  return (
    <SheetDialog id="when" title={title} look="when" problem={problem} dialogRef={dialogRef} onClose={onClose}>
      <ul class="when-offers">
        {offers.map(({ id, label, at }) => (
          <li key={id}>
            <button type="button" onClick={() => onPick(at)}>
              <Icon name="clock" />
              {label}
            </button>
          </li>
        ))}
      </ul>
      <OwnTime {...own} />
    </SheetDialog>
  )
}

function OwnTime({ day, time, onOwn }: Pick<Props, 'day' | 'time' | 'onOwn'>) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const fields = new FormData(event.currentTarget)
    const [ownDay, ownTime] = [fields.get('day'), fields.get('time')]
    if (typeof ownDay === 'string' && typeof ownTime === 'string') onOwn(ownDay, ownTime)
  }
  return (
    <form class="when-own" onSubmit={submit}>
      <label>
        {texts.ownDay}
        <input class="input" type="date" name="day" required min={day} defaultValue={day} />
      </label>
      <label>
        {texts.ownTime}
        <input class="input" type="time" name="time" required defaultValue={time} />
      </label>
      <button class="button" type="submit">
        {texts.choose}
      </button>
    </form>
  )
}
