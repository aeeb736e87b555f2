import type { Message } from '@parley/protocol/messages.ts'
import { clientTexts } from '../../texts/client.ts'
import { notificationTexts } from '../../texts/notifications.ts'
import type { App } from './app.ts'
import { UNDO_MS, unreadOf } from './read-all.ts'

let reading: ReturnType<typeof setTimeout> | undefined

/** All rooms are read, unless somebody thinks better of it in the next seconds. */
export function readAll(app: App): void {
  finishAll(app)
  const all = app.user && unreadOf(app.user)
  app.patch({ readAtOpening: null, readAll: all, announcement: clientTexts.allRead })
  if (all) reading = setTimeout(() => finishAll(app), UNDO_MS)
}

export function undoReadAll(app: App): void {
  clearTimeout(reading)
  app.patch({ readAll: null, announcement: '' })
}

/** What was about to be read is read now. */
export function finishAll(app: App): void {
  clearTimeout(reading)
  const all = app.ui.peek().readAll
  if (!all) return
  const sent = [...all.upTo].map(([roomId, seq]) => readRoom(app, roomId, seq))
  // Until it is known that the threads are read, they look so.
  void Promise.all(sent).then(() => app.ui.peek().readAll === all && app.patch({ readAll: null }))
}

/** The room is unread from a message on, until one comes back to it. */
export function markUnread(app: App, { roomId, seq }: Message): void {
  app.patch({ readAtOpening: seq - 1, announcement: notificationTexts.markedUnread })
  void app.client.command('membership.mark-unread', { roomId, seq }).catch(() => {})
}

/** One has read up to here, wherever it was shown: a room, or a thread of it. */
export function readPlace(app: App, place: { roomId: string; seq: number; rootId: string | null }): void {
  const { roomId, seq, rootId } = place
  if (rootId !== null) return void readThread(app, rootId, seq)
  app.client.advanceCursor(roomId, seq)
  unmark(app, roomId)
}

/** One has read a room and the threads that one follows in it, up to here. What is answered ends when it is known of these. */
export function readRoom(app: App, roomId: string, seq: number): Promise<unknown> {
  const rootIds = Object.keys(app.client.state.user?.rooms[roomId]?.replies ?? {})
  readPlace(app, { roomId, seq, rootId: null })
  return Promise.all(rootIds.map((rootId) => readThread(app, rootId, seq)))
}

function readThread(app: App, rootId: string, seq: number): Promise<unknown> {
  return app.client.command('thread.advance', { rootId, seq }).catch(() => {})
}

/** Takes a room's mark away, if it has one. */
export function unmark(app: App, roomId: string): void {
  if (!app.client.state.user?.rooms[roomId]?.membership?.markedSeq) return
  void app.client.command('membership.mark-unread', { roomId, seq: 0 }).catch(() => {})
}
