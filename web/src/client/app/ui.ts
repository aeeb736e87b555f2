import { isInTimeline, quoteOf } from '@parley/protocol/answers.ts'
import type { Message, Quote } from '@parley/protocol/messages.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { OutboxEntry } from '@parley/sdk/outbox-store.ts'
import type { ParleyState } from '@parley/sdk/client.ts'
import type { ReadonlySignal } from '@preact/signals'
import type { RoomState } from '@parley/sdk/state/room.ts'
import type { UserState } from '@parley/sdk/state/user.ts'
import type { Block } from '../../markdown/blocks.ts'
import type { Inbox } from '../../notifications/inbox-items.ts'
import type { Browse, NamedRooms, Searched } from '../../pages/page-state.ts'
import type { ConnectionTrouble } from '../../shell/connection-line.tsx'
import type { Route } from '../routing/routes.ts'
import { countNew, dividerAt } from '../timeline/reading.ts'
import type { AppModel, Pane } from './app-model.ts'
import type { ReadAll } from './read-all.ts'

/** The lists of what one keeps for later. */
export type LaterTab = 'drafts' | 'scheduled' | 'reminders'

/** What lies over the page. */
export type Dialog =
  | { kind: 'switcher' }
  | { kind: 'shortcuts' }
  | { kind: 'place'; roomId: string }
  | { kind: 'status' }
  | { kind: 'versions'; message: Message }
  /** `isBeside`: the message stands in the thread beside the room. */
  | { kind: 'message'; message: Message; isBeside?: boolean }
  | { kind: 'later'; tab: LaterTab }
  | { kind: 'when'; title: string; onPick: (at: string) => Promise<void> }
  | { kind: 'notifications' }
  | { kind: 'readers'; message: Message }
  /** Null: those of the first emoji. */
  | { kind: 'reactors'; message: Message; emoji: string | null }
  | { kind: 'emoji'; near: Element | null; onPick: (emoji: string) => void }
  | null

/** What only this page knows: where one is, and what one is about to do. */
export type Ui = {
  readonly route: Route
  readonly roomId: string | null
  readonly editing: Message | null
  /** What the next message answers. */
  readonly answering: Quote | null
  readonly problem: string | null
  readonly focusedId: string | null
  readonly targetId: string | null
  /** The seq up to which one had read when the room was opened; null: there is nothing to divide. */
  readonly readAtOpening: number | null
  /** Whether the end of the timeline is in sight and followed. */
  readonly isFollowing: boolean
  readonly isLoadingOlder: boolean
  readonly announcement: string
  /** What did not work, for a few seconds. */
  readonly notice: string | null
  readonly candidates: readonly Person[] | null
  readonly inbox: Inbox | null
  readonly whyOf: AppModel['whyOf']
  /** The mark with which the room was opened: reading takes it away, and no later one. */
  readonly markAtOpening: number
  readonly dialog: Dialog
  /** Whose card stands beside his name. */
  readonly cardOf: string | null
  readonly isOnline: boolean
  /** One does not want to be disturbed. */
  readonly isQuiet: boolean
  /** Messages that are out of sight because one deleted them, and those of them whose deletion can still be undone. */
  readonly hidden: ReadonlySet<string>
  readonly undoable: readonly Message[]
  /** Rooms that are about to be read, which can still be undone. */
  readonly readAll: ReadAll | null
}

/** What goes on while one goes to another room, as it is at first. */
export const LASTING = { readAll: null, isQuiet: false, whyOf: null, hidden: new Set<string>(), undoable: [] } as const

/** What does not change while the page lives, and what is asked while it is drawn. */
export type Around = {
  readonly communityName: string
  readonly origin: string
  readonly build: string
  readonly browse: Browse | null
  readonly search: Searched | null
  readonly firstRun: AppModel['firstRun']
  readonly memberPage: AppModel['memberPage']
  /** Another function once more is parsed: what was drawn without it is drawn again. */
  parsed: (message: Message) => readonly Block[] | undefined
  readonly isReadyFor: AppModel['isReadyFor']
  readonly named: ReadonlySignal<NamedRooms>
  readonly draftOf: (roomId: string) => string
  readonly drafts: () => ReadonlySet<string>
}

/** Everything that is shown, made of what the client knows and what the page knows. */
export function modelFrom(ui: Ui, state: ParleyState & { user: UserState }, around: Around): AppModel {
  const { user } = state
  const room = ui.roomId === null ? null : (user.rooms[ui.roomId] ?? null)
  const messages = room?.window?.messages ?? []
  const isAtPresent = ui.isFollowing && room?.window?.hasNewer !== true
  return {
    communityName: around.communityName,
    origin: around.origin,
    user,
    room,
    browse: around.browse,
    search: searchOf(ui.route, around),
    inbox: ui.route.page === 'inbox' ? ui.inbox : null,
    whyOf: ui.whyOf,
    firstRun: around.firstRun,
    pane: paneOf(ui.route),
    ...besideOf(ui.route),
    isThreadList: ui.route.page === 'threads',
    moreThreadsHref: null,
    parsed: around.parsed,
    isReadyFor: around.isReadyFor,
    named: around.named,
    hidden: ui.hidden,
    outbox: outboxOf(state, ui.roomId, isForTimeline),
    outboxAll: outboxOf(state, ui.roomId, () => true),
    newAfter: newAfterOf(ui, room, user.me.id),
    unseen: room === null || isAtPresent ? null : countNew(messages, room.membership?.readSeq ?? Infinity, user.me.id),
    isLoadingOlder: ui.isLoadingOlder,
    isAnnouncing: isAtPresent && !ui.isQuiet,
    focusedId: ui.focusedId ?? messages.at(-1)?.id ?? null,
    targetId: ui.targetId,
    editingId: ui.editing?.id ?? null,
    answering: answeringOf(ui.answering, messages),
    draft: ui.editing?.body ?? (ui.roomId === null ? '' : around.draftOf(ui.roomId)),
    replyDraft: '',
    problem: ui.problem,
    typing: (state.typing[ui.roomId ?? ''] ?? []).filter((id) => id !== user.me.id && user.people[id]).slice(0, 4),
    trouble: troubleOf(ui, state, around.build),
    presence: state.presence,
    lastSeen: state.lastSeen,
    drafts: around.drafts(),
    announcement: ui.announcement,
    candidates: ui.candidates,
    memberPage: around.memberPage,
  }
}

/** What is answered, as it is now. */
function answeringOf(answering: Quote | null, messages: readonly Message[]): Quote | null {
  const message = answering && messages.find(({ id }) => id === answering.id)
  return message ? quoteOf(message) : answering
}

const NOTHING: ParleyState['outbox'] = []

/** Nothing is always the same nothing, so that the timeline need not be drawn again. */
function outboxOf(
  state: ParleyState,
  roomId: string | null,
  belongs: (entry: OutboxEntry) => boolean,
): ParleyState['outbox'] {
  const entries = state.outbox.filter((entry) => entry.roomId === roomId && belongs(entry))
  return entries.length === 0 ? NOTHING : entries
}

/** What the page came with is shown where it was asked for, and nowhere else. */
function searchOf(route: Route, { search }: Around): Searched | null {
  if (route.page !== 'search') return null
  return search?.text === route.text ? search : { text: route.text, page: null }
}

function paneOf(route: Route): Pane {
  if (route.page !== 'room') return route.page === 'list' && !route.isAsked ? 'list' : 'room'
  return route.panel === null ? 'room' : 'panel'
}

function isForTimeline({ command }: OutboxEntry): boolean {
  if (command.name !== 'message.post') return true
  return isInTimeline({ rootId: command.input.rootId ?? null, alsoInRoom: command.input.alsoInRoom ?? false })
}

/** What stands beside the room. */
function besideOf(route: Route): Pick<AppModel, 'panel' | 'threadId' | 'threadAt'> {
  if (route.page !== 'room') return { panel: null, threadId: null, threadAt: null }
  const { panel, threadId, at } = route
  return { panel, threadId, threadAt: threadId !== null && at !== null && 'around' in at ? at.around : null }
}

function newAfterOf(ui: Ui, room: RoomState | null, ownId: string): number | null {
  if (ui.readAtOpening === null || room === null) return null
  const first = dividerAt(room.window?.messages ?? [], ui.readAtOpening, ownId)
  return first === null ? null : first - 1
}

function troubleOf(ui: Ui, { status, build }: ParleyState, ownBuild: string): ConnectionTrouble {
  if (status === 'reconnecting') return ui.isOnline ? 'reconnecting' : 'offline'
  if (status === 'outdated') return 'new-version'
  // A page that came from the service worker does not know its build.
  const isKnown = build !== '' && ownBuild !== ''
  return status === 'online' && isKnown && build !== ownBuild ? 'new-version' : null
}
