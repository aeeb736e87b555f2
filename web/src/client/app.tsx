// What the file that follows shares with those that come later would be small files, each asked for by itself.
import '@parley/sdk/state/later.ts'
import '../texts/reasons.ts'
import './keys/ahead.ts'
import { clientTexts } from '../texts/client.ts'
import { hydrate, render } from 'preact'
import { createParley } from '@parley/sdk/client.ts'
import { createIds } from '@parley/sdk/ids.ts'
import { systemPorts } from '@parley/sdk/ports.ts'
import type { ParleyOptions } from '@parley/sdk/options.ts'
import { FormsContext } from '../forms/page-forms.ts'
import type { AppState } from '../pages/page-state.ts'
import { userOf } from '../pages/page-user.ts'
import { OLDER } from '../pins/older.ts'
import { App } from './app/app.ts'
import { Dialogs } from './app/lazy-dialogs.tsx'
import { BodyParser } from './app/body-parser.ts'
import { LiveApp } from './app/live-app.tsx'
import { Name, viewsShown } from './app/lazy-views.ts'
import type { Around } from './app/ui.ts'
import { readPageState } from './app/read-page-state.ts'
import type * as Following from './follow.ts'
import { roomDesk } from './composer/room-desk.ts'
import { Writer } from './composer/writer.ts'
import { Drafts } from './drafts/drafts.ts'
import { withLeadership } from './offline/leadership.ts'
import { type LastVisit, openMemory, readLastVisit, rememberVisit } from './offline/memory.ts'
import { openTabs } from './offline/tabs.ts'
import { Navigation } from './routing/navigation.ts'
import { readRoute } from './routing/routes.ts'

/** What the sidebar adds when the page has settled. */
const SETTLED_MS = 2_500

/** What must not be in the way of anybody who has just come. */
const REST_MS = 5_000

/** Brings the page to life: over what the server drew, or offline over what this browser kept. */
async function start(): Promise<void> {
  const state = readPageState(document)
  const visit = state === null ? readLastVisit() : visitOf(state)
  if (visit === null) return void import('./follow.ts')
  if (state !== null) await rememberVisit(visit).catch(() => {})
  await startApp(state, visit)
}

function visitOf({ me, community, sessionId }: AppState): LastVisit {
  return { userId: me.id, communityName: community.name, sessionId }
}

async function startApp(state: AppState | null, visit: LastVisit): Promise<void> {
  const following = import('./follow.ts')
  // Whoever waits for it hears that it failed.
  following.catch(() => {})
  const { rooms, outbox, isLasting } = await openMemory(visit.userId)
  const tabs = openTabs(visit.sessionId)
  const options: ParleyOptions = { url: location.origin, rooms, outbox, withLeadership, ...(tabs ? { tabs } : {}) }
  const client = createParley(state === null ? options : { ...options, initial: initialOf(state) })
  const app = new App({
    client,
    drafts: new Drafts(localStorage, visit.userId),
    route: readRoute(new URL(location.href)) ?? { page: 'list', isAsked: false },
    roomId: state?.opened?.shown.entry.room.id ?? null,
    initial: state === null ? null : userOf(state),
    candidates: state?.opened?.candidates ?? null,
    inbox: state?.inbox ?? null,
    named: state?.named ?? {},
  })
  const navigation = new Navigation(app)
  const writer = new Writer(app, roomDesk(app), navigation.goTo)
  if (state !== null) await draw(app, writer, navigation, visit, state)
  // Until then links are the browser's: what changed before would not be what the server drew.
  navigation.listen()
  // Who sees that the page is there may press a key at once.
  await follow(following, app, writer, navigation, visit).catch(() => {})
  // Refused: the session has ended, and the app says so by its status.
  await client.start().catch(() => {})
  if (state === null) {
    if (app.user === null) return
    await draw(app, writer, navigation, visit, null)
  }
  const { route } = app.ui.peek()
  const isPlaced = location.hash !== '' || (route.page === 'room' && (route.at !== null || route.threadId !== null))
  if (document.activeElement === document.body && !isPlaced) navigation.focus(document.body)
  await app.show(new URL(location.href))
  if (app.ui.peek().targetId !== null) navigation.focus(document.body)
  setTimeout(() => whenIdle(loadRest), REST_MS)
  if (!isLasting) app.patch({ announcement: clientTexts.nothingKept })
}

/** What a page can be seen and written in without: keys, forms, who looks at it, and fingers, where there are any. */
async function follow(
  following: Promise<typeof Following>,
  app: App,
  writer: Writer,
  { goTo }: Navigation,
  visit: LastVisit,
): Promise<void> {
  const { drawAttention, keepDrafts, listenToKeys, listenToPresses, watchAttention, watchLater, watchNames } =
    await following
  listenToKeys({ app, writer, goTo })
  listenToPresses(app)
  watchAttention(app)
  drawAttention(app, visit.communityName)
  keepDrafts(app)
  watchLater(app)
  watchNames(app, goTo)
  setTimeout(() => whenIdle(() => void listThreads(app).catch(() => {})), SETTLED_MS)
}

/** The sidebar marks threads in which something is new. */
async function listThreads(app: App): Promise<void> {
  const threads = await app.client.threads()
  await threads.list()
}

/** What is needed sooner or later: then it is there at once. What cannot be loaded is asked for again when it is needed. */
function loadRest(): void {
  const writing = [() => import('./composer/formatting.ts'), () => import('./composer/questions.ts')]
  const loads = [Dialogs.load, Name.load, () => import('../markdown/parse.ts'), ...writing]
  for (const load of loads) load().catch(() => {})
}

/** Safari has no idle callback. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 5_000 })
  else setTimeout(run, 2_000)
}

function initialOf({ me, list, opened }: AppState) {
  const page = opened?.page
  const thread = opened?.thread ?? null
  // A page of older ones is not where the list begins.
  const pins = new URL(location.href).searchParams.has(OLDER) ? null : (opened?.pins ?? null)
  return { me, list, ...(page ? { room: { roomId: opened.shown.entry.room.id, page, thread, pins } } : {}) }
}

async function draw(
  app: App,
  writer: Writer,
  { goTo }: Navigation,
  visit: LastVisit,
  state: AppState | null,
): Promise<void> {
  const root = document.getElementById('root')
  if (root === null) return
  const parser = new BodyParser(
    // Names are more than text as well.
    async () => (await Promise.all([import('../markdown/parse.ts'), Name.load().catch(() => {})]))[0].parse,
    () => {
      around.parsed = parser.parsed.bind(parser)
      app.patch({})
    },
  )
  const { page, thread, pins } = state?.opened ?? {}
  const drawn = [
    ...(page?.messages ?? []),
    ...(thread ? [thread.root, ...thread.messages] : []),
    ...(pins?.messages ?? []),
  ]
  parser.seed(drawn, state?.bodies ?? {})
  const around: Around = {
    communityName: visit.communityName,
    origin: location.origin,
    build: state?.build ?? '',
    browse: state?.browse ?? null,
    search: state?.search ?? null,
    firstRun: state?.firstRun ?? null,
    memberPage: state?.opened?.memberPage ?? null,
    parsed: parser.parsed.bind(parser),
    isReadyFor: (messages) => parser.isReadyFor(messages),
    named: app.named,
    draftOf: (roomId: string) => app.drafts.read(roomId),
    drafts: () => app.drafts.rooms(),
  }
  const forms = { token: state?.token ?? '', newId: createIds(systemPorts), here: location.pathname, problem: null }
  const startedAt = state === null ? Date.now() : Date.parse(state.at)
  const tree = (
    <FormsContext.Provider value={forms}>
      <LiveApp app={app} writer={writer} around={around} goTo={goTo} startedAt={startedAt} />
    </FormsContext.Provider>
  )
  if (state === null) return render(tree, root)
  await loadShown(app, around)
  hydrate(tree, root)
}

/** What the server drew must be there when the page comes to life. */
async function loadShown(app: App, around: Around): Promise<void> {
  const { route, inbox } = app.ui.peek()
  const panel = route.page === 'room' ? route.panel : null
  const isThreadList = route.page === 'threads'
  const model = { ...around, inbox, room: app.room ?? null, panel, isThreadList }
  await Promise.allSettled(viewsShown(model).map((view) => view.load()))
}

void start()
