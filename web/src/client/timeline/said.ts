import { PLAIN, quoteOf } from '@parley/protocol/answers.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { OutboxEntry } from '@parley/sdk/outbox-store.ts'
import type { Said } from '../../messages/timeline-items.ts'
import type { App } from '../app/app.ts'

/** Messages as one sees them: those of the log, with one's own changes that are on their way, and what one just said. */
export function saidOf(messages: readonly Message[], outbox: readonly OutboxEntry[], ownId: string): Said[] {
  if (outbox.length === 0) return messages.map((message) => ({ message, state: 'sent' }))
  const changes = new Map<string, OutboxEntry>()
  for (const entry of outbox) {
    if (entry.command.name !== 'message.post') changes.set(entry.command.input.messageId, entry)
  }
  const known = new Set(messages.map((message) => message.id))
  const posts = outbox.filter((entry) => entry.command.name === 'message.post' && !known.has(entry.command.input.id))
  return [
    ...messages.map((message) => withChange(message, changes.get(message.id))),
    ...posts.map((entry) => posted(entry, ownId, messages)),
  ]
}

/** The entry of the outbox that one means by a message: what made it, or what changes it. */
export function entryOf(outbox: readonly OutboxEntry[], messageId: string): OutboxEntry | undefined {
  return outbox.find(({ command }) =>
    command.name === 'message.post' ? command.input.id === messageId : command.input.messageId === messageId,
  )
}

/** The message that a row shows, in the timeline or in the thread beside it; deleted ones are none. */
export function messageOf(app: App, row: Element | null | undefined): Message | undefined {
  const [, place, id] = /^(message|reply)-(.+)$/.exec(row?.id ?? '') ?? []
  const { window, thread } = app.room ?? {}
  const beside = [...(thread?.root ? [thread.root] : []), ...(thread?.window?.messages ?? [])]
  const messages = place === 'reply' ? beside : (window?.messages ?? [])
  return messages.find((message) => message.id === id && message.deletedAt === null)
}

function withChange(message: Message, entry: OutboxEntry | undefined): Said {
  if (entry === undefined) return { message, state: 'sent' }
  const body = entry.command.name === 'message.edit' ? entry.command.input.body : message.body
  const isEdit = entry.command.name === 'message.edit'
  return { message: { ...message, body, editedAt: isEdit ? entry.at : message.editedAt }, ...stateOf(entry) }
}

function posted(entry: OutboxEntry, ownId: string, known: readonly Message[]): Said {
  const { command, roomId, at } = entry
  const given = command.name === 'message.post' ? command.input : null
  const quoted = known.find((message) => message.id === given?.replyTo)
  const seq = entry.seq ?? Number.MAX_SAFE_INTEGER
  const message = {
    id: command.input.id,
    roomId,
    seq,
    version: seq,
    authorId: ownId,
    body: given?.body ?? '',
    at,
    editedAt: null,
    deletedAt: null,
    ...PLAIN,
    replyTo: quoted ? quoteOf(quoted) : null,
    rootId: given?.rootId ?? null,
    alsoInRoom: given?.alsoInRoom ?? false,
  }
  return { message, ...stateOf(entry) }
}

function stateOf({ state, error }: OutboxEntry): Pick<Said, 'state' | 'reason'> {
  if (state === 'failed') return { state, reason: error?.message ?? '' }
  return { state: state === 'sent' ? 'sent' : 'pending' }
}
