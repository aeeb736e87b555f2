import type { LogEvent } from '@parley/protocol/events.ts'
import { listRooms } from '@parley/sdk/state/user.ts'
import type { Inbox } from '../../notifications/inbox-items.ts'
import { readLines } from '../../notifications/unread-places.ts'
import type { App } from '../app/app.ts'

const live = new WeakSet<App>()

/** Shows the inbox, and keeps it right while it is shown. */
export async function openInbox(app: App): Promise<void> {
  const shows: Inbox['shows'] = new URL(location.href).searchParams.has('unread') ? 'unread' : 'mine'
  const known = app.ui.peek().inbox
  app.patch({ inbox: { items: known?.items ?? [], next: known?.next ?? null, lines: known?.lines ?? {}, shows } })
  if (!live.has(app)) {
    live.add(app)
    app.client.onEvent((event) => void heard(app, event))
  }
  await refresh(app)
}

/** Reads the page after the last one. */
export async function moreOfInbox(app: App): Promise<void> {
  const after = app.ui.peek().inbox?.next
  if (after === null || after === undefined) return
  const { items, next, people } = await app.client.query('inbox.list', { after })
  app.client.learn(people)
  const { inbox } = app.ui.peek()
  if (inbox?.next === after) app.patch({ inbox: { ...inbox, items: [...inbox.items, ...items], next } })
}

async function reload(app: App): Promise<void> {
  const shows = app.ui.peek().inbox?.shows
  if (shows === 'mine') await readItems(app)
  if (shows === 'unread') await readUnread(app)
}

async function readItems(app: App): Promise<void> {
  const { items, next, people } = await app.client.query('inbox.list', {})
  app.client.learn(people)
  const { inbox } = app.ui.peek()
  if (inbox) app.patch({ inbox: { ...inbox, items, next } })
}

async function readUnread(app: App): Promise<void> {
  const rooms = app.user ? listRooms(app.user) : []
  const { lines, people } = await readLines(rooms, (name, input) => app.client.query(name, input))
  app.client.learn(people)
  const { inbox } = app.ui.peek()
  if (inbox) app.patch({ inbox: { ...inbox, lines } })
}

/** One reading at a time, and one more for what came meanwhile. */
let reading: Promise<void> | null = null
let isStale = false

async function heard(app: App, event: LogEvent): Promise<void> {
  if (app.ui.peek().route.page === 'inbox' && concerns(event)) await refresh(app)
}

async function refresh(app: App): Promise<void> {
  isStale = true
  if (reading) return reading
  while (isStale) {
    isStale = false
    reading = reload(app).catch(() => {})
    await reading
  }
  reading = null
}

function concerns(event: LogEvent): boolean {
  return /^(message|thread|room|reminder)\./.test(event.type)
}
