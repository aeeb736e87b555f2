import { ParleyError } from '@parley/protocol/errors.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { clientTexts } from '../../texts/client.ts'
import { pinTexts as texts } from '../../texts/pins.ts'
import type { App } from '../app/app.ts'
import { notify } from '../app/notify.ts'

/** Pins a message, or takes its pin away. */
export async function togglePin(app: App, { id: messageId, pin }: Message): Promise<void> {
  try {
    await app.client.command(pin ? 'message.unpin' : 'message.pin', { messageId })
    notify(app, pin ? texts.unpinned : texts.pinned)
  } catch (error) {
    notify(app, error instanceof ParleyError ? error.message : clientTexts.unreachable)
  }
}
