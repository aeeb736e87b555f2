import { ParleyError } from '@parley/protocol/errors.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { clientTexts } from '../../texts/client.ts'
import { savedTexts as texts } from '../../texts/saved.ts'
import type { App } from '../app/app.ts'
import { notify } from '../app/notify.ts'

/** Keeps a message for oneself, or no longer. */
export async function toggleSaved(app: App, { id: messageId }: Message): Promise<void> {
  const isSaved = app.user?.saved[messageId] ?? false
  try {
    await app.client.command(isSaved ? 'message.unsave' : 'message.save', { messageId })
    notify(app, isSaved ? texts.unsaved : texts.saved)
  } catch (error) {
    notify(app, error instanceof ParleyError ? error.message : clientTexts.unreachable)
  }
}
