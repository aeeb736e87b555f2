import { type ReadonlySignal, signal } from '@preact/signals'
import type { Presence } from '@parley/protocol/presence.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { OutboxEntry } from '@parley/sdk/outbox-store.ts'
import type { RoomState } from '@parley/sdk/state/room.ts'
import { newAfter } from '@parley/sdk/state/unread.ts'
import type { UserState } from '@parley/sdk/state/user.ts'
import type { Message, Quote } from '@parley/protocol/messages.ts'
import type { Block } from '../../markdown/blocks.ts'
import type { AppState, Browse, NamedRooms, Searched } from '../../pages/page-state.ts'
import type { Reasons } from '@parley/protocol/reasons.ts'
import { whyOf } from '../../notifications/why.ts'
import type { Inbox } from '../../notifications/inbox-items.ts'
import { userOf } from '../../pages/page-user.ts'
import type { Panel } from '../routing/routes.ts'
import type { ConnectionTrouble } from '../../shell/connection-line.tsx'

type MemberPage = NonNullable<AppState['opened']>['memberPage']

/** The panes of the app, of which a phone shows one. */
export type Pane = 'list' | 'room' | 'panel'

/** Everything that the app shows, as plain data: the server draws it once, the browser whenever it changes. */
export type AppModel = {
  readonly communityName: string
  readonly origin: string
  readonly user: UserState
  readonly room: RoomState | null
  readonly browse: Browse | null
  /** What is searched for; null: another page is shown. */
  readonly search: Searched | null
  readonly inbox: Inbox | null
  readonly whyOf: ((reasons: Reasons) => string) | null
  readonly firstRun: AppState['firstRun']
  readonly pane: Pane
  readonly panel: Panel | null
  /** The root of the thread that is open beside the room, and the seq of the message in it that one came for. */
  readonly threadId: string | null
  readonly threadAt: number | null
  /** Whether the list of threads stands in the place of a room. */
  readonly isThreadList: boolean
  /** Where further threads are, where no script runs. */
  readonly moreThreadsHref: string | null
  /** A page of the room's people, where they are too many to be read at once. */
  readonly memberPage: MemberPage
  /** Whom one could add to the room. */
  readonly candidates: readonly Person[] | null
  /** What a body that is more than paragraphs was parsed into; undefined while it is not. */
  readonly parsed: (message: Message) => readonly Block[] | undefined
  /** Whether all of these can be shown as they are meant; what cannot is waited for. */
  readonly isReadyFor: (messages: readonly Pick<Message, 'body'>[]) => boolean
  /** What is on its way to the timeline, and all of the room. */
  readonly outbox: readonly OutboxEntry[]
  readonly outboxAll: readonly OutboxEntry[]
  /** Messages that one deleted a moment ago. */
  readonly hidden: ReadonlySet<string>
  /** The seq after which messages are new; null: there is no divider. */
  readonly newAfter: number | null
  /** Unread messages below what one sees; null: one is at the present. */
  readonly unseen: number | null
  readonly isLoadingOlder: boolean
  readonly isAnnouncing: boolean
  readonly focusedId: string | null
  readonly targetId: string | null
  readonly editingId: string | null
  /** What the next message answers. */
  readonly answering: Quote | null
  readonly draft: string
  /** In the thread beside the room; a living page knows it by itself. */
  readonly replyDraft: string
  readonly problem: string | null
  readonly typing: readonly string[]
  readonly trouble: ConnectionTrouble
  /** Rooms beside one's own that messages name. */
  readonly named: ReadonlySignal<NamedRooms>
  readonly presence: Readonly<Record<string, Presence>>
  readonly lastSeen: Readonly<Record<string, string>>
  readonly drafts: ReadonlySet<string>
  readonly announcement: string
}

/** What the server draws: what it read, and nothing that only a living page knows. */
export function modelOf(state: AppState, panel: Panel | null = null): AppModel {
  const user = userOf(state)
  const room = state.opened === null ? null : (user.rooms[state.opened.shown.entry.room.id] ?? null)
  const after = room === null ? null : newAfter(room.room, room.membership)
  return {
    ...QUIET,
    communityName: state.community.name,
    origin: state.origin,
    user,
    room,
    browse: state.browse,
    search: state.search,
    inbox: state.inbox,
    whyOf,
    firstRun: state.firstRun,
    pane: paneOf(state, panel),
    panel,
    threadId: state.opened?.thread?.root.id ?? null,
    isThreadList: state.threads !== null,
    moreThreadsHref: state.threads?.next ? `/threads?${new URLSearchParams({ after: state.threads.next })}` : null,
    memberPage: state.opened?.memberPage ?? null,
    candidates: state.opened?.candidates ?? null,
    parsed: (message) => state.bodies[message.id]?.blocks,
    isReadyFor: () => true,
    named: signal(state.named),
    newAfter: after,
    // What the living page says otherwise at first stays as it was drawn.
    isAnnouncing: room !== null && after === null && room.window?.hasNewer !== true,
    focusedId: room?.window?.messages.at(-1)?.id ?? null,
  }
}

/** A phone shows the list of rooms on their page, unless one looks for a room there. */
function paneOf(state: AppState, panel: Panel | null): Pane {
  if (panel !== null) return 'panel'
  if (state.threads !== null || state.inbox !== null) return 'room'
  return state.opened === null && state.search === null && state.browse?.isAsked !== true ? 'list' : 'room'
}

const QUIET = {
  outbox: [],
  hidden: new Set<string>(),
  outboxAll: [],
  threadAt: null,
  unseen: null,
  isLoadingOlder: false,
  isAnnouncing: false,
  focusedId: null,
  targetId: null,
  editingId: null,
  answering: null,
  draft: '',
  replyDraft: '',
  problem: null,
  typing: [],
  trouble: null,
  presence: {},
  lastSeen: {},
  drafts: new Set<string>(),
  announcement: '',
} as const
