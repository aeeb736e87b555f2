import { LogInForm } from '../sessions/log-in-form.tsx'
import { shellTexts as texts } from '../texts/shell.ts'

type Props = { readonly userName: string | null; readonly onSubmit?: ((event: SubmitEvent) => void) | undefined }

/** Asks to log in over the page, which keeps what was typed. */
export function SessionEnded({ userName, onSubmit }: Props) {
  return (
    <div class="sheet-dialog" role="alertdialog" aria-modal="true" aria-labelledby="ended" aria-describedby="ended-why">
      <h2 id="ended">{texts.sessionEnded}</h2>
      <p id="ended-why">{texts.sessionEndedWhy}</p>
      <LogInForm userName={userName ?? ''} onSubmit={onSubmit} />
    </div>
  )
}
