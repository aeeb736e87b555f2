import type { ClientFrame, ServerFrame } from '@parley/protocol/frames.ts'
import type { Page } from 'playwright-core'
import { until } from './until.ts'

type Cursors = Readonly<Record<string, number>>

/** One frame that went over a socket of a page, or a request that takes the place of a hello where sockets fail. */
export type Passed =
  | { way: 'sent'; frame: ClientFrame }
  | { way: 'received'; frame: ServerFrame }
  | { way: 'asked'; frame: { t: 'hello'; cursors: Cursors } }

const passedOf = new WeakMap<Page, Passed[]>()
/** How many frames had passed when the document came that a page shows. */
const beforeOf = new WeakMap<Page, number>()

/** Watches the sockets that a page opens from now on. */
export function watchFrames(page: Page): void {
  const passed: Passed[] = []
  passedOf.set(page, passed)
  watchDocuments(page, () => beforeOf.set(page, passed.length))
  page.on('response', (response) => {
    const url = new URL(response.url())
    const cursors = url.searchParams.get('cursors')
    if (cursors === null || !response.ok()) return
    passed.push({ way: 'asked', frame: { t: 'hello', cursors: JSON.parse(cursors) as Cursors } })
  })
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      passed.push({ way: 'sent', frame: JSON.parse(String(payload)) as ClientFrame })
    })
    socket.on('framereceived', ({ payload }) => {
      passed.push({ way: 'received', frame: JSON.parse(String(payload)) as ServerFrame })
    })
  })
}

/** Tells of every new document: when it is asked for, and when it takes the place of the former. */
function watchDocuments(page: Page, changed: () => void): void {
  let isAsked = false
  page.on('request', (request) => {
    if (!request.isNavigationRequest() || request.frame() !== page.mainFrame()) return
    isAsked = true
    changed()
  })
  page.on('framenavigated', (frame) => {
    // A page that goes from room to room stays the same document.
    if (frame !== page.mainFrame() || !isAsked) return
    isAsked = false
    changed()
  })
}

/** Every frame of a page's sockets, in order. */
export function framesOf(page: Page): readonly Passed[] {
  return passedOf.get(page) ?? []
}

/** Waits until the document that the page shows is alive: its script runs, and the server has welcomed its socket. */
export function isAlive(page: Page): Promise<void> {
  return until(() => welcomes(page, beforeOf.get(page)) > 0, 'the page is alive', 60_000)
}

/** Does something after which the page has to connect anew, and waits until it has. */
export async function comesBack(page: Page, after: () => Promise<unknown>): Promise<void> {
  const before = welcomes(page)
  await after()
  await until(() => welcomes(page) > before, 'the page is back', 60_000)
}

function welcomes(page: Page, from = 0): number {
  return framesOf(page)
    .slice(from)
    .filter(({ way, frame }) => way === 'asked' || (way === 'received' && frame.t === 'welcome')).length
}

/** What a page said of a log when it connected, and how far it had read the log by then. */
export type Hello = { cursor: number | undefined; heldUpTo: number }

/** The hellos of a page in order, each beside the last event of the log that had come before it. */
export function hellosOf(page: Page, log: string): Hello[] {
  const hellos: Hello[] = []
  let heldUpTo = 0
  for (const { frame } of framesOf(page)) {
    if (frame.t === 'hello') {
      const cursor = frame.cursors[log]
      heldUpTo = Math.max(heldUpTo, hellos.length === 0 ? (cursor ?? 0) : 0)
      hellos.push({ cursor, heldUpTo })
    }
    if (frame.t === 'events' && frame.log === log) {
      heldUpTo = Math.max(heldUpTo, ...frame.events.map((event) => event.seq))
    }
  }
  return hellos
}
