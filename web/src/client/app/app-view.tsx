import type { Presence } from '@parley/protocol/presence.ts'
import type { Parley } from '@parley/sdk/client.ts'
import { listRooms } from '@parley/sdk/state/user.ts'
import type { ComponentChildren, Ref } from 'preact'
import { useMemo } from 'preact/hooks'
import type { MessageActions } from '../../messages/message-tools.tsx'
import type { MissingRange } from '../../messages/timeline-items.ts'
import type { ComposerHands } from '../../messages/composer.tsx'
import { sidebarSections } from '../../rooms/room-rows.ts'
import { roomSign } from '../../rooms/room-title.ts'
import { Sidebar } from '../../rooms/sidebar.tsx'
import { AppShell } from '../../shell/app-shell.tsx'
import type { App } from './app.ts'
import type { AppModel } from './app-model.ts'
import { BrowseRooms, InboxPane, panels, SearchPane, ThreadListView } from './lazy-views.ts'
import { OpenRoom } from './open-room.tsx'

/** What lives on its own beside or instead of the room is given. */
export type PanelLive = {
  readonly app: App
  readonly goTo: (path: string) => Promise<void>
  readonly messages: MessageActions
}

/** What a living page does when somebody acts; on the server there is nothing of it. */
export type AppActions = {
  readonly client: Parley
  readonly live: PanelLive
  readonly goTo: (event: MouseEvent) => void
  /** Asks where a room is to stand in one's list. */
  readonly place: (roomId: string, event: MouseEvent) => void
  readonly editStatus: (event: MouseEvent) => void
  /** Who writes in the room. */
  readonly hands: ComposerHands
  /** Shown above what one writes. */
  readonly above: ComponentChildren
  readonly later: (event: MouseEvent) => void
  readonly reload: () => void
  readonly loadOlder: (event: MouseEvent) => void
  readonly loadMissing: (range: MissingRange) => void
  readonly toPresent: () => void
  readonly join: (event: SubmitEvent) => void
  readonly messages: MessageActions
  readonly openNotifications: () => void
  readonly scrollRef: Ref<HTMLDivElement>
  readonly flowRef: Ref<HTMLDivElement>
}

type Props = {
  readonly model: AppModel
  readonly actions?: AppActions | undefined
  /** In the place of a room. */
  readonly main?: ComponentChildren
  /** Under the room, where no script runs. */
  readonly still?: ComponentChildren
}

/** The app: the sidebar, what is open, and a panel beside it. The same on the server and in the browser. */
export function AppView({ model, actions, main, still }: Props) {
  const { room } = model
  const Panel = model.panel === null ? null : panels[model.panel]
  return (
    <AppShell
      pane={model.pane}
      phoneTitle={phoneTitleOf(model)}
      sidebar={<Rooms model={model} actions={actions} />}
      panel={Panel && <Panel model={model} messages={actions?.messages} live={actions?.live} />}
      skipTo={room === null ? 'content' : 'messages'}
      announcement={model.announcement}
    >
      {room === null ? (
        (main ?? <NoRoom model={model} actions={actions} />)
      ) : (
        <OpenRoom model={model} room={room} actions={actions} still={still} />
      )}
    </AppShell>
  )
}

function phoneTitleOf({ pane, panel, room, user, communityName }: AppModel): string | null {
  if (pane === 'list') return communityName
  return panel === null || room === null ? null : roomSign(room.room, user.people, user.me.id)
}

type PartProps = { readonly model: AppModel; readonly actions: AppActions | undefined }

/** Most of what happens in a room changes nothing in the list of rooms, which is then not drawn again. */
function Rooms({ model, actions }: PartProps) {
  const { user, room, drafts } = model
  const currentId = room?.room.id ?? null
  const around = { people: user.people, ownId: user.me.id, currentId, presence: model.presence, drafts }
  const isUnread = listRooms(user).some(({ reasons }) => reasons.thread)
  const shown = {
    communityName: model.communityName,
    sections: sidebarSections(listRooms(user), user.sections, { ...around, whyOf: model.whyOf }),
    isInbox: model.inbox !== null,
    reminded: Object.keys(user.reminded).length,
    me: user.people[user.me.id] ?? user.me,
    presence: ownPresence(model),
    threads: { isCurrent: model.isThreadList, isUnread },
  }
  const acting = actions && {
    onGoTo: actions.goTo,
    onPlace: actions.place,
    onStatus: actions.editStatus,
    onLater: actions.later,
  }
  return useMemo(() => <Sidebar {...shown} {...acting} />, [JSON.stringify(shown), actions])
}

function ownPresence({ trouble, user }: AppModel): Presence {
  if (trouble === 'offline' || trouble === 'reconnecting') return 'offline'
  return user.me.availability === 'auto' ? 'online' : user.me.availability
}

function NoRoom({ model, actions }: PartProps) {
  const { browse, search, inbox, user } = model
  if (search !== null) return <SearchPane {...search} user={user} client={actions?.client ?? null} />
  if (model.isThreadList) return <ThreadListView model={model} live={actions?.live} />
  if (inbox !== null) return <InboxPane model={model} actions={actions} />
  return browse === null ? <div class="pane" id="content" tabIndex={-1} /> : <BrowseRooms {...browse} />
}
