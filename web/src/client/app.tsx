import { clientTexts } from '../texts/client.ts'
import { hydrate, render } from 'preact'
import { createParley } from '@parley/sdk/client.ts'
import { createIds } from '@parley/sdk/ids.ts'
import { systemPorts } from '@parley/sdk/ports.ts'
import type { ParleyOptions } from '@parley/sdk/options.ts'
import { FormsContext } from '../forms/page-forms.ts'
import { copyLinks } from '../invites/copy-links.ts'
import type { AppState } from '../pages/page-state.ts'
import { userOf } from '../pages/page-user.ts'
import { App } from './app/app.ts'
import { watchAttention } from './app/attention.ts'
import { BodyParser } from './app/body-parser.ts'
import { loadDialogs } from './app/lazy-dialogs.tsx'
import { LiveApp } from './app/live-app.tsx'
import type { Around } from './app/ui.ts'
import { keepAboveKeyboard } from './app/viewport.ts'
import { readPageState } from './app/read-page-state.ts'
import { Writer } from './composer/writer.ts'
import { slashRunner } from './composer/slash-runner.ts'
import { Drafts } from './drafts/drafts.ts'
import { enhanceForms } from './forms/enhance.ts'
import { listenToKeys } from './keys/keyboard.ts'
import { withLeadership } from './offline/leadership.ts'
import { eraseEverything, type LastVisit, openMemory, readLastVisit, rememberVisit } from './offline/memory.ts'
import { openTabs } from './offline/tabs.ts'
import { registerServiceWorker } from './offline/register.ts'
import { Navigation } from './routing/navigation.ts'
import { readRoute } from './routing/routes.ts'

/** What is not on the page yet must not be in the way of what is. */
const REST_MS = 5_000

/** Brings the page to life: over what the server drew, or offline over what this browser kept. */
async function start(): Promise<void> {
  const state = readPageState(document)
  const visit = state === null ? readLastVisit() : visitOf(state)
  copyLinks(document)
  enhanceForms(document, { loggedOut: eraseEverything })
  void registerServiceWorker()
  if (visit === null) return
  if (state !== null) await rememberVisit(visit).catch(() => {})
  await startApp(state, visit)
}

function visitOf({ me, community, sessionId }: AppState): LastVisit {
  return { userId: me.id, communityName: community.name, sessionId }
}

async function startApp(state: AppState | null, visit: LastVisit): Promise<void> {
  const { rooms, outbox, isLasting } = await openMemory(visit.userId)
  const tabs = openTabs(visit.sessionId)
  const options: ParleyOptions = { url: location.origin, rooms, outbox, withLeadership, ...(tabs ? { tabs } : {}) }
  const client = createParley(state === null ? options : { ...options, initial: initialOf(state) })
  const app = new App({
    client,
    drafts: new Drafts(localStorage, visit.userId),
    route: readRoute(new URL(location.href)) ?? { page: 'list' },
    roomId: state?.opened?.shown.entry.room.id ?? null,
    initial: state === null ? null : userOf(state),
    candidates: state?.opened?.candidates ?? null,
  })
  const navigation = new Navigation(app)
  const writer = new Writer(app, slashRunner(app, navigation.goTo), {
    isTouch: matchMedia('(pointer: coarse)').matches,
    sendsWith: 'enter',
  })
  navigation.listen()
  listenToKeys({ app, writer, goTo: navigation.goTo })
  if (state !== null) draw(app, writer, navigation, visit, state)
  // Refused: the session has ended, and the app says so by its status.
  await client.start().catch(() => {})
  if (state === null) {
    if (app.user === null) return
    draw(app, writer, navigation, visit, null)
  }
  if (document.activeElement === document.body && location.hash === '') navigation.focus()
  await app.show(new URL(location.href))
  watchAttention(app)
  keepAboveKeyboard()
  void listenForLongPress(app)
  setTimeout(() => whenIdle(() => void loadDialogs()), REST_MS)
  if (!isLasting) app.patch({ announcement: clientTexts.nothingKept })
}

/** Fingers come after the page, and to some devices never. */
async function listenForLongPress(app: App): Promise<void> {
  if (!matchMedia('(any-pointer: coarse)').matches) return
  const { watchLongPress } = await import('./timeline/long-press.ts')
  watchLongPress(document, (messageId) => {
    const message = app.room?.window?.messages.find(({ id, deletedAt }) => id === messageId && deletedAt === null)
    if (message) app.patch({ dialog: { kind: 'message', message } })
  })
}

/** Safari has no idle callback. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 5_000 })
  else setTimeout(run, 2_000)
}

function initialOf({ me, list, opened }: AppState) {
  const page = opened?.page
  return { me, list, ...(page ? { room: { roomId: opened.shown.entry.room.id, page } } : {}) }
}

function draw(app: App, writer: Writer, { goTo }: Navigation, visit: LastVisit, state: AppState | null): void {
  const root = document.getElementById('root')
  if (root === null) return
  const parser = new BodyParser(
    async () => (await import('../markdown/parse.ts')).parse,
    () => {
      around.parsed = parser.parsed.bind(parser)
      app.patch({})
    },
  )
  parser.seed(state?.opened?.page?.messages ?? [], state?.bodies ?? {})
  const around: Around = {
    communityName: visit.communityName,
    origin: location.origin,
    build: state?.build ?? '',
    browse: state?.browse ?? null,
    firstRun: state?.firstRun ?? null,
    memberPage: state?.opened?.memberPage ?? null,
    parsed: parser.parsed.bind(parser),
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
  if (state === null) render(tree, root)
  else hydrate(tree, root)
}

void start()
