import { ParleyError } from '@parley/protocol/errors.ts'
import type { Lasting } from '@parley/protocol/presence.ts'
import type { Fields } from '@parley/sdk/client.ts'
import { useSignal } from '@preact/signals'
import { Icon } from '../../parts/icon.tsx'
import { StatusForm } from '../../people/status-form.tsx'
import { SheetDialog } from '../../shell/sheet-dialog.tsx'
import { clientTexts } from '../../texts/client.ts'
import { presenceTexts as texts } from '../../texts/presence.ts'
import type { App } from '../app/app.ts'
import { Modal } from '../app/modal.tsx'

type Change = Fields<'profile.edit'>

type Props = { readonly app: App; readonly onClose: () => void }

/** At one's own name: what one is up to, and whether one wants to be disturbed. */
export function StatusDialog({ app, onClose }: Props) {
  const problem = useSignal<string | null>(null)
  const me = app.user?.me
  if (me === undefined) return null
  const save = async (change: Change) => {
    try {
      await app.client.command('profile.edit', change)
      onClose()
    } catch (error) {
      problem.value = error instanceof ParleyError ? error.message : clientTexts.unreachable
    }
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (event.currentTarget instanceof HTMLFormElement) void save(changeIn(event.currentTarget))
  }
  return (
    <Modal>
      {(ref) => (
        <SheetDialog id="status" title={texts.title} problem={problem.value} dialogRef={ref} onClose={onClose}>
          <StatusForm me={me} onSubmit={submit}>
            <Presets onPick={(preset) => void save(preset)} hasStatus={me.statusEmoji + me.statusText !== ''} />
          </StatusForm>
        </SheetDialog>
      )}
    </Modal>
  )
}

type Preset = { readonly statusEmoji: string; readonly statusText: string; readonly statusFor: Lasting }

const PRESETS: readonly Preset[] = [
  { statusEmoji: '🗓️', statusText: texts.meeting, statusFor: '1h' },
  { statusEmoji: '🚌', statusText: texts.commuting, statusFor: '30min' },
  { statusEmoji: '🎧', statusText: texts.focus, statusFor: '4h' },
  { statusEmoji: '🤒', statusText: texts.sick, statusFor: 'today' },
  { statusEmoji: '🌴', statusText: texts.holiday, statusFor: 'week' },
]

const NO_STATUS: Preset = { statusEmoji: '', statusText: '', statusFor: 'always' }

type PresetsProps = { readonly onPick: (preset: Preset) => void; readonly hasStatus: boolean }

function Presets({ onPick, hasStatus }: PresetsProps) {
  return (
    <ul class="presets" aria-label={texts.presets}>
      {PRESETS.map((preset) => (
        <li key={preset.statusEmoji}>
          <button class="preset" type="button" onClick={() => onPick(preset)}>
            <span aria-hidden="true">{preset.statusEmoji}</span>
            <span>{preset.statusText}</span>
            <small>{texts.lasting[preset.statusFor]}</small>
          </button>
        </li>
      ))}
      {hasStatus && (
        <li>
          <button class="preset" type="button" onClick={() => onPick(NO_STATUS)}>
            <Icon name="x" />
            <span>{texts.clear}</span>
          </button>
        </li>
      )}
    </ul>
  )
}

function changeIn(form: HTMLFormElement): Change {
  const fields = new FormData(form)
  const text = (name: string) => {
    const value = fields.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const [statusFor, availabilityFor] = [text('statusFor'), text('availabilityFor')]
  const availability = text('availability')
  return {
    statusEmoji: text('statusEmoji'),
    statusText: text('statusText'),
    ...(isLasting(statusFor) ? { statusFor } : {}),
    availability: availability === 'away' || availability === 'dnd' ? availability : 'auto',
    ...(isLasting(availabilityFor) ? { availabilityFor } : {}),
    showsLastSeen: fields.has('showsLastSeen'),
  }
}

function isLasting(value: string): value is Lasting {
  return Object.hasOwn(texts.lasting, value)
}
