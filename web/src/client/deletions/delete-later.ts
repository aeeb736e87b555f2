import type { Message } from '@parley/protocol/messages.ts'
import { createIds } from '@parley/sdk/ids.ts'
import { systemPorts } from '@parley/sdk/ports.ts'
import { deletionTexts as texts } from '../../texts/deletions.ts'
import type { App } from '../app/app.ts'

/** So long a deletion can be undone: nothing is sent before. */
const UNDO_MS = 5_000

const watched = new WeakSet<App>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Takes a message out of sight at once, and deletes it unless somebody thinks better of it. */
export function deleteLater(app: App, message: Message): void {
  const { hidden, undoable } = app.ui.peek()
  if (hidden.has(message.id)) return
  focusNeighbour(message.id)
  const waiting = [...undoable, message]
  app.patch({
    hidden: new Set([...hidden, message.id]),
    undoable: waiting,
    editing: null,
    announcement: texts.deleted(waiting.length),
  })
  clearTimeout(timer)
  timer = setTimeout(() => deleteNow(app), UNDO_MS)
  if (watched.has(app)) return
  watched.add(app)
  window.addEventListener('pagehide', () => sendBeforeLeaving(app))
}

/** Shows what was to be deleted again, and goes back to it. */
export function undoDeletions(app: App): void {
  clearTimeout(timer)
  const { hidden, undoable } = app.ui.peek()
  const back = new Set(undoable.map((message) => message.id))
  app.patch({ hidden: hidden.difference(back), undoable: [], announcement: texts.restored(back.size) })
  const first = undoable[0]
  requestAnimationFrame(() => document.getElementById(`message-${first?.id}`)?.focus())
}

/** They stay out of sight until their tombstones come; one that cannot be deleted is shown again, with the reason. */
function deleteNow(app: App): void {
  const { undoable } = app.ui.peek()
  app.patch({ undoable: [] })
  for (const message of undoable) void app.client.deleteMessage(message)
}

/** What was not undone when the page goes was meant. A request of its own outlives the page. */
function sendBeforeLeaving(app: App): void {
  clearTimeout(timer)
  const { undoable } = app.ui.peek()
  const nextId = createIds(systemPorts)
  for (const { id: messageId } of undoable) {
    void fetch('/api/message.delete', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: nextId(), messageId }),
      keepalive: true,
    })
  }
  app.patch({ undoable: [] })
}

/** Deleting moves the focus to the next message, for the one that had it is no more. */
function focusNeighbour(messageId: string): void {
  // In the thread beside the room, if that is where it was deleted.
  const beside = document.activeElement?.closest('#thread') && document.getElementById(`reply-${messageId}`)
  const row = beside ?? document.getElementById(`message-${messageId}`)
  const rows = [...(row?.closest('[role=log]')?.querySelectorAll<HTMLElement>('article') ?? [])]
  const at = rows.findIndex((one) => one === row)
  const next = rows[at + 1] ?? rows[at - 1] ?? document.querySelector<HTMLElement>('.composer textarea')
  requestAnimationFrame(() => next?.focus())
}
