import type { Message } from '@parley/protocol/messages.ts'
import type { App } from '../app/app.ts'
import { threadPath } from '../../messages/addresses.ts'
import { roomPath } from '../../rooms/room-title.ts'
import { messageOf } from '../timeline/said.ts'
import type { Writer } from '../composer/writer.ts'
import { searchIn, searchPath } from '../../search/search-path.ts'
import { chooseReaction } from '../reactions/choose-reaction.ts'
import { holdKeys } from './ahead.ts'
import { type FocusPlace, shortcutOf, type Shortcut } from './shortcuts.ts'

type KeyboardParts = { app: App; writer: Writer; goTo: (path: string) => Promise<void> }

/** Listens to the keys of the whole page. */
export function listenToKeys({ app, writer, goTo }: KeyboardParts): void {
  holdKeys(app)
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return
    const shortcut = shortcutOf(event, placeOf(document.activeElement))
    if (shortcut === null || (isCovered() && shortcut !== 'switcher' && shortcut !== 'help')) return
    if (act(shortcut, { app, writer, goTo })) event.preventDefault()
  })
}

function placeOf(element: Element | null): FocusPlace {
  if (element?.closest('[role=log]') && !element.closest('input, textarea, select, button, a')) return 'timeline'
  return element?.closest('input, textarea, select, [contenteditable]') ? 'field' : 'elsewhere'
}

/** A dialog or a menu closes itself, and takes all other keys. */
function isCovered(): boolean {
  return document.querySelector('dialog[open], [popover=auto]:popover-open') !== null
}

/** Does what a shortcut means; false leaves the key to the browser. */
function act(shortcut: Shortcut, { app, writer, goTo }: KeyboardParts): boolean {
  switch (shortcut) {
    case 'switcher':
      app.patch({ dialog: app.ui.peek().dialog?.kind === 'switcher' ? null : { kind: 'switcher' } })
      return true
    case 'help':
      app.patch({ dialog: { kind: 'shortcuts' } })
      return true
    case 'search':
      return search(app, goTo)
    case 'previous-room':
    case 'next-room':
    case 'previous-unread':
    case 'next-unread':
      return stepRoom(app, goTo, shortcut)
    case 'escape':
      return escape(app, writer, goTo)
    case 'all-read':
      app.reads?.later(({ readAll }) => readAll(app))
      return true
    case 'next-message':
    case 'previous-message':
    case 'first-message':
    case 'last-message':
      return stepMessage(app, shortcut)
    case 'edit-message':
      return editFocused(app, writerOf(app, writer))
    case 'reply':
      return replyToFocused(app, writerOf(app, writer))
    case 'thread':
      return threadOfFocused(app, goTo)
    case 'react':
      return reactToFocused(app)
    case 'type':
      writerOf(app, writer).focus()
      return false
  }
}

/** Searches here; on the page of the search, the browser searches in the page as it always does. */
function search(app: App, goTo: (path: string) => Promise<void>): boolean {
  if (app.ui.peek().route.page === 'search') return false
  const name = app.room?.room.name
  void goTo(searchPath(typeof name === 'string' ? searchIn(name) : ''))
  return true
}

function stepRoom(app: App, goTo: (path: string) => Promise<void>, shortcut: Shortcut): boolean {
  const rows = app.rows
  const at = rows.findIndex((row) => row.id === app.ui.peek().roomId)
  const isBack = shortcut.startsWith('previous')
  const ahead = isBack ? [...rows.slice(0, Math.max(0, at))].reverse() : rows.slice(at + 1)
  const next = ahead.find((row) => !shortcut.endsWith('unread') || row.isUnread)
  if (next !== undefined) void goTo(next.href)
  return true
}

/** One layer at a time: what was just deleted comes back, the edit, the panel, and with nothing open the present. */
function escape(app: App, writer: Writer, goTo: (path: string) => Promise<void>): boolean {
  const { editing, answering, route, undoable } = app.ui.peek()
  const beside = isBeside() ? app.beside : null
  const there = beside?.ui.peek()
  if (undoable.length > 0) void import('../deletions/delete-later.ts').then(({ undoDeletions }) => undoDeletions(app))
  else if (there?.editing) beside?.writer.cancelEdit()
  else if (there?.answering) beside?.writer.cancelReply()
  else if (editing !== null) writer.cancelEdit()
  else if (answering !== null) writer.cancelReply()
  else if (route.page === 'room' && route.panel !== null)
    void goTo(location.pathname.replace(/\/(?:members|pins|t\/[^/]+)\/?$/, ''))
  else if (route.page === 'search') void leaveSearch(goTo)
  else {
    void app.toPresent()
    writer.focus()
  }
  return true
}

/** Back to where one came from, if that was a page of ours. */
function leaveSearch(goTo: (path: string) => Promise<void>): Promise<void> | void {
  const state: unknown = history.state
  if (typeof state === 'object' && state !== null && 'isInside' in state) return history.back()
  return goTo('/rooms')
}

function stepMessage(app: App, shortcut: Shortcut): boolean {
  const log = document.activeElement?.closest('[role=log]') ?? document.getElementById('messages')
  const rows = [...(log?.querySelectorAll<HTMLElement>('article') ?? [])]
  const focused = document.activeElement?.closest('article')
  const at = rows.findIndex((row) => row === focused)
  const last = rows.length - 1
  const from = at === -1 ? last + 1 : at
  const to = {
    'next-message': Math.min(last, from + 1),
    'previous-message': Math.max(0, from - 1),
    'first-message': 0,
  }[String(shortcut)]
  const row = rows[to ?? last]
  if (row === undefined) return false
  const focusedId = row.id.replace(/^(?:message|reply)-/, '')
  if (isBeside()) app.beside?.patch({ focusedId })
  else app.patch({ focusedId })
  row.focus()
  return true
}

function focusedMessage(app: App): Message | undefined {
  return messageOf(app, document.activeElement?.closest('article'))
}

/** Whether the focus is in the thread beside the room. */
function isBeside(): boolean {
  return Boolean(document.activeElement?.closest('#thread'))
}

function writerOf(app: App, writer: Writer): Writer {
  return (isBeside() ? app.beside?.writer : null) ?? writer
}

function threadOfFocused(app: App, goTo: (path: string) => Promise<void>): boolean {
  const message = focusedMessage(app)
  const room = app.room?.room
  if (!message || !room || isBeside()) return false
  void goTo(threadPath(roomPath(room), message.rootId ?? message.id))
  return true
}

function replyToFocused(app: App, writer: Writer): boolean {
  const message = focusedMessage(app)
  if (message) writer.reply(message)
  return message !== undefined
}

function reactToFocused(app: App): boolean {
  const message = focusedMessage(app)
  if (message) chooseReaction(app, message)
  return message !== undefined
}

function editFocused(app: App, writer: Writer): boolean {
  const message = focusedMessage(app)
  if (!message || message.authorId !== app.user?.me.id) return false
  writer.edit(message)
  return true
}
