import { signal } from '@preact/signals'
import { render } from 'preact'
import { useEffect } from 'preact/hooks'
import { personName } from '../../rooms/room-title.ts'
import { Toast } from '../../shell/toast.tsx'
import { laterTexts as texts } from '../../texts/later.ts'
import type { App } from '../app/app.ts'
import { loadSheet } from '../app/load-sheet.ts'
import type { LaterTab } from '../app/ui.ts'

type Told = { readonly id: string; readonly text: string; readonly tab: LaterTab }

/** More would cover the page; the lists have them all. */
const MOST = 3

const told = signal<readonly Told[]>([])
let isDrawn = false

/** Says over the page that a reminder has come. */
export async function tellReminder(app: App, messageId: string): Promise<void> {
  const shown = await app.client.query('message.show', { messageId }).catch(() => null)
  if (!shown) return
  const author = shown.people.find(({ id }) => id === shown.message.authorId)
  await tell(app, { id: messageId, text: texts.reminder(personName(author)), tab: 'reminders' })
}

/** Says over the page that a scheduled message could not be sent. */
export async function tellFailure(app: App, id: string): Promise<void> {
  await tell(app, { id, text: texts.couldNotSend, tab: 'scheduled' })
}

async function tell(app: App, one: Told): Promise<void> {
  told.value = [...told.value.filter(({ id }) => id !== one.id), one].slice(-MOST)
  if (isDrawn) return
  isDrawn = true
  await Promise.all([loadSheet('dialogs.css'), loadSheet('later.css')])
  const root = document.body.appendChild(document.createElement('div'))
  render(<Toasts app={app} />, root)
}

/** What comes while one does not want to be disturbed waits until that is over. */
function Toasts({ app }: { app: App }) {
  const last = app.ui.value.isQuiet ? undefined : told.value.at(-1)
  useEffect(() => {
    if (last !== undefined) app.patch({ announcement: last.text })
  }, [app, last])
  if (last === undefined) return null
  const open = ({ id, tab }: Told) => {
    told.value = told.value.filter((one) => one.id !== id)
    app.patch({ dialog: { kind: 'later', tab } })
  }
  return (
    <div class="later-toasts">
      {told.value.map((one) => (
        <Toast key={one.id} text={one.text} action={texts.show} onAct={() => open(one)} />
      ))}
    </div>
  )
}
