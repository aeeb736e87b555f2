import { quoteOf } from '@parley/protocol/answers.ts'
import type { App } from '../app/app.ts'
import type { Desk } from './desk.ts'

/** Takes up what a draft answers. Only its id was kept: what the message says is read as it is now. */
export async function restoreAnswer(app: App, desk: Desk, messageId: string): Promise<void> {
  const place = desk.place()
  if (desk.writing().answering !== null) return
  const known = desk.find(messageId)
  const message = known ?? (await app.client.query('message.show', { messageId }).catch(() => null))?.message
  if (message && desk.place()?.key === place?.key) desk.write({ answering: quoteOf(message) })
}
