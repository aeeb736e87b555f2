import { Toast } from '../../shell/toast.tsx'
import { deletionTexts as texts } from '../../texts/deletions.ts'
import type { App } from '../app/app.ts'
import { undoDeletions } from './delete-later.ts'

/** What was just deleted, and the way back. */
export function DeletionsToast({ app }: { app: App }) {
  const { length } = app.ui.value.undoable
  return <Toast text={texts.deleted(length)} action={texts.undo} onAct={() => undoDeletions(app)} />
}
