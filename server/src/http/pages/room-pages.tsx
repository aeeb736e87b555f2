import { sayError } from '@parley/web/texts/say-error.ts'
import { isInTimeline } from '@parley/protocol/answers.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { threadPath } from '@parley/web/messages/addresses.ts'
import { threadTexts } from '@parley/web/texts/threads.ts'
import { AppView } from '@parley/web/client/app/app-view.tsx'
import { type AppModel, modelOf } from '@parley/web/client/app/app-model.ts'
import { viewsShown } from '@parley/web/client/app/lazy-views.ts'
import { type Panel, isId, roomAddress, seqOf } from '@parley/web/client/routing/routes.ts'
import { titleOf } from '@parley/web/client/title.ts'
import type { AppState, Browse } from '@parley/web/pages/page-state.ts'
import { OLDER } from '@parley/web/pins/older.ts'
import { roomPath, roomTitle } from '@parley/web/rooms/room-title.ts'
import type { Sheet } from '@parley/web/styles/sheets.ts'
import type { UserState } from '@parley/sdk/state/user.ts'
import { LiveLink } from '@parley/web/messages/live-room.tsx'
import { roomFormTexts } from '@parley/web/texts/room-forms.ts'
import { showPage } from './frame.tsx'
import { findRoom, loadApp, type Place, type ThreadPlace } from './load-app.ts'
import { ask, type PageContext } from './page-context.ts'
import { redirectTo } from './respond.ts'

/** Seconds after which a text browser asks again what was said. */
const REFRESH_S = 15

/** A room with the messages around where one reads. */
export async function roomPage(context: PageContext): Promise<Response> {
  return showRoom(context, { panel: null })
}

/** A room with its people beside it. */
export async function roomMembersPage(context: PageContext): Promise<Response> {
  return showRoom(context, { panel: 'members' })
}

/** A room around one message. What one may not see is answered as what does not exist. */
export async function messagePage(context: PageContext): Promise<Response> {
  const which = context.param('message')
  const seq = seqOf(which)
  if (seq === null && !isId(which)) throw new ParleyError('page_not_found')
  const { room } = (await findRoom(context, context.param('room'))).entry
  const asked = seq === null ? { messageId: which } : { roomId: room.id, seq }
  const { message } = await ask(context, 'message.show', asked)
  if (message.roomId !== room.id) throw new ParleyError('message_not_found')
  if (message.rootId === null || isInTimeline(message)) return showRoom(context, { panel: null, target: message })
  return redirectTo(`${threadPath(roomPath(room), message.rootId)}?around=${message.seq}`)
}

/** A room with its pinned messages beside it. */
export async function roomPinsPage(context: PageContext): Promise<Response> {
  return showRoom(context, { panel: 'pins' })
}

async function withPins(context: PageContext, state: AppState): Promise<AppState> {
  const { opened, bodies } = state
  if (!opened?.shown.entry.membership) return state
  const before = seqOf(context.url.searchParams.get(OLDER))
  const pins = await ask(context, 'pin.list', {
    roomId: opened.shown.entry.room.id,
    ...(before === null ? {} : { before }),
  })
  return { ...state, opened: { ...opened, pins }, bodies: { ...bodies, ...context.ports.bodies.of(pins.messages) } }
}

/** Members of the community who are not in the room; a guest is told of nobody. */
async function withCandidates(context: PageContext, state: AppState): Promise<AppState> {
  const { opened } = state
  const page = opened?.members ?? opened?.memberPage?.page
  if (!opened || !page || opened.shown.entry.room.kind === 'direct' || state.me.role === 'guest') return state
  const inside = new Set(page.members.map((member) => member.userId))
  const { people } = await ask(context, 'user.list', {})
  return { ...state, opened: { ...opened, candidates: people.filter((person) => !inside.has(person.id)) } }
}

/** A thread beside its room. */
export async function threadPage(context: PageContext): Promise<Response> {
  const rootId = context.param('root')
  if (!isId(rootId)) throw new ParleyError('page_not_found')
  const place = placeOf(context.url)
  return showRoom(context, {
    panel: 'thread',
    thread: { rootId, ...(place !== 'last' && place !== null ? place : {}) },
  })
}

/** The threads that one follows. */
export async function threadsPage(context: PageContext): Promise<Response> {
  const after = context.url.searchParams.get('after')
  const threads = await ask(context, 'thread.list', after === null ? {} : { after: after.slice(0, 100) })
  const state = { ...(await loadApp(context, null)), threads }
  const model = modelOf(state)
  return showPage(context, {
    title: titleOf(0, threadTexts.threads, state.community.name),
    state,
    sheets: sheetsOf(model),
    body: <AppView model={model} />,
  })
}

type Shown = { panel: AppModel['panel']; target?: Message; thread?: ThreadPlace }

async function showRoom(context: PageContext, { panel, target, thread }: Shown): Promise<Response> {
  const place = target ? { around: target.seq } : thread ? null : placeOf(context.url)
  const loaded = await loadApp(context, context.param('room'), place, thread)
  const state = await withPanel(context, loaded, panel)
  if (context.problem !== null && !state.opened?.shown.entry.membership) throw context.problem.error
  const elsewhere = canonicalPath(context, state)
  if (elsewhere !== null) return redirectTo(elsewhere)
  // Never by itself: somebody may be writing in it. The page that is live refreshes.
  const refreshes = context.url.searchParams.has('refresh')
  const model = {
    ...modelOf(state, panel),
    targetId: target?.id ?? null,
    ...(await draftFor(context, state)),
    ...refused(context),
    threadAt: thread?.around ?? null,
  }
  return showPage(context, {
    title: titleIn(state, model.user),
    state,
    sheets: sheetsOf(model),
    body: <AppView model={model} still={<WithoutScripts {...state} />} />,
    ...(refreshes ? { refreshS: REFRESH_S } : {}),
  })
}

function withPanel(context: PageContext, state: AppState, panel: Panel | null): Promise<AppState> {
  if (panel === 'pins') return withPins(context, state)
  return panel === 'members' ? withCandidates(context, state) : Promise.resolve(state)
}

/** The rooms: a list of one's own, and the public ones. */
export async function roomsPage(context: PageContext): Promise<Response> {
  const state = await loadApp(context, null)
  const browse = context.visit.actor.role === 'guest' ? null : await browseRooms(context)
  const shown = { ...state, browse }
  const model = modelOf(shown)
  return showPage(context, {
    title: titleOf(0, roomFormTexts.rooms, state.community.name),
    state: shown,
    sheets: sheetsOf(model),
    body: <AppView model={model} />,
  })
}

function sheetsOf(model: AppModel): Sheet[] {
  return [...new Set(viewsShown(model).flatMap((view) => view.sheets))]
}

async function browseRooms(context: PageContext): Promise<Browse> {
  const { searchParams } = context.url
  const search = searchParams.get('q') ?? ''
  const areArchived = searchParams.has('archived')
  const after = searchParams.get('after')
  const page = await ask(context, 'room.browse', {
    ...(search === '' ? {} : { search: search.slice(0, 100) }),
    ...(after === null ? {} : { after }),
    ...(areArchived ? { archived: true } : {}),
  })
  const next =
    page.next === null
      ? null
      : `/rooms?${new URLSearchParams({ q: search, after: page.next, ...(areArchived ? { archived: '' } : {}) })}`
  return { rooms: page.rooms, search, areArchived, isAsked: searchParams.has('q'), nextHref: next }
}

function placeOf(url: URL): Place {
  const around = seqOf(url.searchParams.get('around'))
  if (around !== null) return { around }
  const before = seqOf(url.searchParams.get('before'))
  return before === null ? null : { before }
}

/** Where no script runs, the list of drafts leads to what one typed. */
async function draftFor(
  context: PageContext,
  { opened }: AppState,
): Promise<Pick<AppModel, 'draft' | 'replyDraft'> | null> {
  const room = opened?.shown.entry.room
  if (!room || !context.url.searchParams.has('draft')) return null
  const { drafts } = await ask(context, 'draft.list', {})
  const rootId = opened.thread?.root.id ?? null
  const body = drafts.find((draft) => draft.roomId === room.id && draft.rootId === rootId)?.body ?? ''
  return rootId === null ? { draft: body, replyDraft: '' } : { draft: '', replyDraft: body }
}

/** What could not be said stands in the composer again. */
function refused({ problem }: PageContext): { draft: string; problem: string | null } | null {
  if (problem?.command !== 'message.post') return null
  // Without a field the form itself says what was wrong.
  return { draft: problem.fields.body ?? '', problem: problem.error.hints.field ? sayError(problem.error) : null }
}

/** A room has one address: a public one its name, others their id. */
function canonicalPath(context: PageContext, { opened }: AppState): string | null {
  const room = opened?.shown.entry.room
  if (room === undefined || context.problem !== null || roomAddress(room) === context.param('room')) return null
  const rest = context.url.pathname.replace(/^\/r\/[^/]+/, '')
  return roomPath(room) + rest + context.url.search
}

/** The title of a page of the app: the room, or the community alone. */
export function titleIn(state: AppState, { people }: Pick<UserState, 'people'>): string {
  const room = state.opened?.shown.entry.room
  return titleOf(0, room === undefined ? null : roomTitle(room, people, state.me.id), state.community.name)
}

/** Where no script runs: reading a page changes nothing, so that one has read it is said by a button. */
function WithoutScripts({ opened }: AppState) {
  if (!opened?.shown.entry.membership) return null
  const { room, membership } = opened.shown.entry
  const last = opened.page?.messages.at(-1)?.seq ?? 0
  const unreadSeq = last > membership.readSeq ? last : null
  return <LiveLink roomId={room.id} path={roomPath(room)} unreadSeq={unreadSeq} />
}
