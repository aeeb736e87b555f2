import type { MessageActions } from '../../messages/message-tools.tsx'
import type { Sheet } from '../../styles/sheets.ts'
import type { PanelLive } from './app-view.tsx'
import type { AppModel } from './app-model.ts'
import { type LazyView, lazyView } from './lazy-view.tsx'

/** What every panel is given. */
export type PanelProps = {
  readonly model: AppModel
  readonly messages?: MessageActions | undefined
  readonly live?: PanelLive | undefined
}

/** The panels beside a room. */
export const panels: Readonly<Record<NonNullable<AppModel['panel']>, LazyView<PanelProps>>> = {
  members: lazyView(
    async () => (await import('./people-panel.tsx')).PeoplePanel,
    ['fields.css', 'lists.css', 'confirm.css'],
  ),
  pins: lazyView(async () => (await import('./pins-panel.tsx')).PinsPanel, ['kept.css']),
  thread: lazyView(async () => (await import('../threads/thread-view.tsx')).ThreadView, ['threads.css']),
}

export const ThreadListView = lazyView(
  async () => (await import('../threads/thread-list-view.tsx')).ThreadListView,
  ['threads.css'],
)

export const BrowseRooms = lazyView(
  async () => (await import('../../rooms/browse-rooms.tsx')).BrowseRooms,
  ['fields.css', 'lists.css', 'settings.css'],
)

/** How long one waits in a slow room. */
export const SlowLine = lazyView(async () => (await import('../../rooms/slow-line.tsx')).SlowLine)
/** What a name in a message means: loaded where something is named. */
export const Name = lazyView(
  async () => (await import('../../mentions/name.tsx')).Name,
  undefined,
  ({ typed }) => typed,
)

export const InboxPane = lazyView(async () => (await import('../notifications/inbox.tsx')).InboxPane, ['inbox.css'])

export const FirstRun = lazyView(
  async () => (await import('../../rooms/first-run.tsx')).FirstRun,
  ['fields.css', 'settings.css', 'first-run.css'],
)

export const SearchPane = lazyView(
  async () => (await import('../search/search-pane.tsx')).SearchPane,
  ['fields.css', 'search.css'],
)

type Shown = { readonly sheets: readonly Sheet[]; load(): Promise<void> }

/** The lazy views that a page may show from the start: the server links their sheets, the browser loads them first. */
export function viewsShown(
  model: Pick<AppModel, 'panel' | 'room' | 'browse' | 'search' | 'inbox' | 'firstRun' | 'isThreadList'>,
): Shown[] {
  const { panel, room, browse, search, inbox, firstRun, isThreadList } = model
  return [
    ...(panel === null ? [] : [panels[panel]]),
    ...(search === null ? [] : [SearchPane]),
    ...(isThreadList ? [ThreadListView] : []),
    ...(room === null && browse !== null ? [BrowseRooms] : []),
    ...(inbox !== null ? [InboxPane] : []),
    ...([room?.window, room?.thread?.window].some((window) => window?.messages.some(({ body }) => /[@#]/.test(body)))
      ? [Name]
      : []),
    ...(room !== null && firstRun !== null ? [FirstRun] : []),
  ]
}
