import { trust } from '@parley/sdk/brand.ts'
import type { ServerFrame } from '@parley/protocol/frames.ts'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import { hasUnsent, redraw } from './redraw.ts'

/** Logs that one stream follows; an address has an end. */
const LOGS = 50
/** A stream that was refused is asked for again after this. */
const AGAIN_MS = 10_000

/** One may see a page no longer, or it is gone. */
const LOST = new Set([401, 403, 404, 410])

/** What happens often and is on no page that is kept fresh. */
const ELSEWHERE = new Set([
  'cursor.advanced',
  'draft.set',
  'membership.edited',
  'nothing.changed',
  'thread.advanced',
  'thread.followed',
  'thread.unfollowed',
])

/** After which one may have a room more. */
const MORE = new Set(['room.joined', 'room.hidden'])

/** Shows on a page that no app draws what changes on another device or in another tab, while somebody looks at it. */
export function keepFresh(main: HTMLElement, ownId: string): void {
  let stream: EventSource | null = null
  let turn = 0
  const page = new FreshPage(main)
  const close = () => {
    turn += 1
    stream?.close()
    stream = null
  }
  const open = async () => {
    close()
    const own = turn
    const address = await addressOf(main, ownId)
    if (own !== turn) return
    stream = follow(address, failed, (frame) => {
      if (isNews(frame, ownId, main)) page.stale()
      if (namesAnotherRoom(frame, ownId)) look()
    })
  }
  const look = () => {
    if (document.hidden) close()
    else open().catch(failed)
  }
  // The page itself tells whether one may still see it.
  const failed = () => {
    page.stale()
    setTimeout(look, AGAIN_MS)
  }
  document.addEventListener('visibilitychange', look)
  look()
}

function follow(address: string, refused: () => void, heard: (frame: ServerFrame) => void): EventSource {
  const stream = new EventSource(address)
  stream.addEventListener('message', ({ data }: MessageEvent<string>) => heard(trust<ServerFrame>(JSON.parse(data))))
  stream.addEventListener('error', () => {
    if (stream.readyState === EventSource.CLOSED) refused()
  })
  return stream
}

/** One's own log and, where the page shows something of rooms, those of all of one's rooms or of one, from where they are now. */
async function addressOf(main: HTMLElement, ownId: string): Promise<string> {
  const answer = await fetch('/api/room.list')
  const { output } = trust<{ output: QueryOutput<'room.list'> }>(await answer.json())
  const shown = main.dataset['freshRooms']
  const entries = output.entries.filter(({ room }) => shown === 'all' || shown === room.id).slice(0, LOGS)
  const cursors: Record<string, number> = { [ownId]: output.head }
  for (const { room, head } of entries) cursors[room.id] = head
  return `/api/events?${new URLSearchParams({ cursors: JSON.stringify(cursors) })}`
}

/** One has a room of which the stream does not tell. */
function namesAnotherRoom(frame: ServerFrame, ownId: string): boolean {
  return frame.t === 'events' && frame.log === ownId && frame.events.some(({ type }) => MORE.has(type))
}

/** With each welcome too: what happened before it, and since the page was drawn, is told by nothing else. */
function isNews(frame: ServerFrame, ownId: string, main: HTMLElement): boolean {
  if (frame.t !== 'events') return frame.t === 'welcome' || frame.t === 'reset' || frame.t === 'gone'
  return frame.events.some(({ type, subjectId }) => {
    if (frame.log === ownId) return !ELSEWHERE.has(type)
    if (type.startsWith('room.')) return true
    // Somebody may have another name.
    if (type === 'member.edited' && main.querySelector(`[data-people~="${CSS.escape(subjectId)}"]`)) return true
    // Where a page is about one room, its people are on it.
    if (type.startsWith('member.')) return main.dataset['freshRooms'] === frame.log
    return main.querySelector(`#kept-${CSS.escape(subjectId)}`) !== null
  })
}

/** A page that is read again when it is stale: once at a time, and once more for what came meanwhile. */
class FreshPage {
  #isStale = false
  #isReading = false
  readonly #main: HTMLElement

  constructor(main: HTMLElement) {
    this.#main = main
  }

  stale(): void {
    this.#isStale = true
    if (!this.#isReading) void this.#read()
  }

  async #read(): Promise<void> {
    this.#isReading = true
    while (this.#isStale) {
      this.#isStale = false
      const drawn = await readPage().catch(() => null)
      // A form that is being sent leads somewhere by itself.
      if (drawn && !this.#main.querySelector('form[aria-busy=true]')) this.#show(drawn)
    }
    this.#isReading = false
  }

  #show({ page, isElsewhere }: Drawn): void {
    const next = page.querySelector<HTMLElement>('.pane[data-fresh]')
    if (next && !isElsewhere) {
      redraw(this.#main, next)
      document.title = page.title
    }
    // Whoever is sent elsewhere may not see this any more; what was typed is not thrown away for it.
    else if (isElsewhere && !hasUnsent(this.#main)) location.reload()
  }
}

type Drawn = { page: Document; isElsewhere: boolean }

/** Reads the page as a document: markup that is parsed from a text is what Trusted Types forbid. */
function readPage(): Promise<Drawn | null> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('GET', location.pathname + location.search)
    request.responseType = 'document'
    request.onerror = () => reject(new TypeError('the page could not be read'))
    request.onload = () => {
      const page: unknown = request.response
      const isElsewhere = LOST.has(request.status) || new URL(request.responseURL).pathname !== location.pathname
      resolve(page instanceof Document ? { page, isElsewhere } : null)
    }
    request.send()
  })
}
