import type { Message } from '@parley/protocol/messages.ts'
import type { App } from '../app/app.ts'

/** Deletes a message, which can be undone for a moment; what does it is loaded with the first one. */
export async function deleteSoon(app: App, message: Message): Promise<void> {
  const { deleteLater } = await import('./delete-later.ts')
  deleteLater(app, message)
}
