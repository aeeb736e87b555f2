import { ParleyError } from '@parley/protocol/errors.ts'
import { useSignal } from '@preact/signals'
import { WhenDialog } from '../../later/when-dialog.tsx'
import { dayOf, timeOf } from '../../parts/moments.ts'
import { laterTexts as texts } from '../../texts/later.ts'
import type { App } from '../app/app.ts'
import { offerLabel } from '../../later/offer-label.ts'
import { Modal } from '../app/modal.tsx'
import { momentIn, offersAt } from './times.ts'

type Props = {
  readonly app: App
  readonly title: string
  /** Rejects with what is wrong; the dialog stays. */
  readonly onPick: (at: string) => Promise<void>
  readonly onClose: () => void
}

const HOUR_MS = 3_600_000

/** Asks for a time and does with it what it was asked for. */
export function LiveWhenDialog({ app, title, onPick, onClose }: Props) {
  const problem = useSignal<string | null>(null)
  const opened = useSignal(Date.now()).value
  const zone = app.user?.me.timeZone ?? 'UTC'
  const soon = opened + HOUR_MS
  const pick = async (at: number) => {
    if (at <= Date.now()) return (problem.value = texts.passed)
    try {
      await onPick(new Date(at).toISOString())
      onClose()
    } catch (error) {
      problem.value = error instanceof ParleyError ? error.message : texts.failed
    }
    return undefined
  }
  return (
    <Modal>
      {(ref) => (
        <WhenDialog
          title={title}
          offers={offersAt(opened, zone).map((offer) => ({ ...offer, label: offerLabel(offer) }))}
          day={dayOf(soon, zone)}
          time={timeOf(new Date(soon).toISOString(), zone)}
          problem={problem.value}
          dialogRef={ref}
          onPick={(at) => void pick(at)}
          onOwn={(day, time) => void pick(momentIn(zone, day, time))}
          onClose={onClose}
        />
      )}
    </Modal>
  )
}
