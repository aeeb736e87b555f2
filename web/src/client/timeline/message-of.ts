import type { Message } from '@parley/protocol/messages.ts'
import type { App } from '../app/app.ts'

/** The message that a row shows, in the timeline or in the thread beside it; deleted ones are none. */
export function messageOf(app: App, row: Element | null | undefined): Message | undefined {
  const [, place, id] = /^(message|reply)-(.+)$/.exec(row?.id ?? '') ?? []
  const { window, thread } = app.room ?? {}
  const beside = [...(thread?.root ? [thread.root] : []), ...(thread?.window?.messages ?? [])]
  const messages = place === 'reply' ? beside : (window?.messages ?? [])
  return messages.find((message) => message.id === id && message.deletedAt === null)
}
