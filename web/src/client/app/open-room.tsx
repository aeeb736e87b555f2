import { isBelow, mayIn, standingOf } from '@parley/protocol/rights.ts'
import type { RoomState } from '@parley/sdk/state/room.ts'
import type { ComponentChildren } from 'preact'
import { useCallback, useMemo } from 'preact/hooks'
import { Composer } from '../../messages/composer.tsx'
import { ComposerLine } from '../../messages/composer-line.tsx'
import { Newer, Older, RoomOutside, RoomStart } from '../../messages/timeline-ends.tsx'
import { type Said, type TimelineItem, timelineItems } from '../../messages/timeline-items.ts'
import { Timeline } from '../../messages/timeline.tsx'
import { agoOf } from '../../parts/ago.ts'
import { useClock } from '../../parts/clock.tsx'
import { statusOf } from '../../people/status.ts'
import { shellTexts } from '../../texts/shell.ts'
import { RoomBar } from '../../rooms/room-bar.tsx'
import { othersIn, personName, roomPath, roomSign, roomTitle } from '../../rooms/room-title.ts'
import { ReadOnly, RoomView } from '../../rooms/room-view.tsx'
import { messageTexts } from '../../texts/messages.ts'
import { saidOf } from '../timeline/said.ts'
import { allowedActions } from './allowed-actions.ts'
import type { AppModel } from './app-model.ts'
import { blocksOf, bodyOf } from './blocks-of.ts'
import { useHeld } from './held.ts'
import { isHidden } from './hidden.ts'
import type { AppActions } from './app-view.tsx'
import { FirstRun, SlowLine } from './lazy-views.ts'
import { nameShower } from './show-name.tsx'

type Props = {
  readonly model: AppModel
  readonly room: RoomState
  readonly actions: AppActions | undefined
  readonly still?: ComponentChildren
}

/** A room with its timeline and its composer. */
export function OpenRoom({ model, room, actions, still }: Props) {
  return (
    <RoomView
      key={room.room.id}
      bar={<Bar model={model} room={room} actions={actions} />}
      timeline={<Messages model={model} room={room} actions={actions} still={still} />}
      foot={<Foot model={model} room={room} actions={actions} />}
    />
  )
}

function Bar({ model, room: { room, membership }, actions }: Props) {
  const { people, me } = model.user
  const others = othersIn(room, me.id)
  const [only] = others.length === 1 ? others : []
  const about = useAbout(model, only)
  return (
    <RoomBar
      room={room}
      title={roomTitle(room, people, me.id)}
      path={roomPath(room)}
      presence={only === undefined ? undefined : model.presence[only]}
      hasSettings={room.kind !== 'direct' && !room.isClosed && membership !== null}
      panel={model.panel}
      onNotifications={membership === null ? undefined : actions?.openNotifications}
      {...(only === undefined ? {} : { about })}
    />
  )
}

/** Of the other one of a conversation: what he is up to, or when he was last here. */
function useAbout({ user, presence, lastSeen }: AppModel, id: string | undefined): string {
  const { now } = useClock()
  if (id === undefined) return ''
  const status = statusOf(user.people[id], now)
  if (status !== null) return [status.emoji, status.text].filter(Boolean).join(' ')
  const seenAt = presence[id] === 'offline' ? lastSeen[id] : undefined
  return seenAt === undefined ? '' : shellTexts.lastSeen(agoOf(seenAt, now))
}

/** The messages are many: they are drawn again only when something changed that they show. */
function Messages(props: Props) {
  const { model, room, actions } = props
  const { user, outbox, newAfter, unseen, isLoadingOlder, isAnnouncing, focusedId, targetId, editingId, parsed } = model
  const shown = [room.room, room.window, user.people, user.me, outbox, newAfter, unseen, isLoadingOlder, isAnnouncing]
  const drawn = useMemo(
    () => <MessagesNow {...props} />,
    [...shown, focusedId, targetId, editingId, parsed, actions, model.firstRun, model.hidden, model.threadId],
  )
  // Nobody should see a text first as it was typed and then as it is meant.
  const isReady = model.isReadyFor(room.window?.messages ?? []) && model.isReadyFor(outbox.map(bodyOf))
  return useHeld<ComponentChildren>(drawn, isReady, null)
}

function MessagesNow({ model, room, actions, still }: Props) {
  const { user, parsed } = model
  const path = roomPath(room.room)
  const { isClosed, isArchived, announcementsOnly, kind } = room.room
  // Rows are drawn again when what can be done with them changes, and else not.
  const allowed = useMemo(
    () => actions && allowedActions(actions.messages, room, user.me),
    [actions, isClosed, isArchived, announcementsOnly, kind, room.membership?.role, user.me.role],
  )
  const blocks = useCallback((one: Said) => blocksOf(one, parsed), [parsed])
  return (
    <Timeline
      label={messageTexts.timeline(roomSign(room.room, user.people, user.me.id))}
      items={itemsOf(model, room.window)}
      above={<Above model={model} room={room} actions={actions} />}
      below={
        <>
          {room.window?.hasNewer && !actions && <Newer href={newerHref(path, room)} />}
          {still}
        </>
      }
      unseen={model.unseen}
      isAnnouncing={model.isAnnouncing}
      around={{
        ownId: user.me.id,
        people: user.people,
        showName: nameShower(model, actions?.live.app),
        blocksOf: blocks,
        roomPath: path,
        origin: model.origin,
        focusedId: model.focusedId,
        targetId: model.targetId,
        editingId: model.editingId,
        actions: allowed,
        onLoadMissing: actions?.loadMissing,
        openThreadId: model.threadId,
      }}
      {...(actions ? { scrollRef: actions.scrollRef, flowRef: actions.flowRef, onToPresent: actions.toPresent } : {})}
    />
  )
}

function itemsOf({ outbox, hidden, newAfter, user: { me } }: AppModel, window: RoomState['window']): TimelineItem[] {
  const all = saidOf(window?.messages ?? [], window?.hasNewer ? [] : outbox, me.id)
  const said = hidden.size === 0 ? all : all.filter((one) => !isHidden(one, hidden))
  return timelineItems({ said, holes: window?.hole ? [window.hole] : [], newAfter, zone: me.timeZone })
}

function Above({ model, room, actions }: Props) {
  const first = room.window?.messages[0]
  if (room.membership === null && !room.room.isClosed) return <RoomOutside room={room.room} />
  if (room.window === null) return null
  const { firstRun } = model
  if (first === undefined && firstRun !== null && model.outbox.length === 0 && room.room.memberCount === 1) {
    return <FirstRun communityName={model.communityName} invite={firstRun.invite} here={roomPath(room.room)} />
  }
  if (!room.window.hasOlder || first === undefined) return <RoomStart room={room.room} />
  return (
    <Older
      href={`${roomPath(room.room)}?before=${first.seq}`}
      isLoading={model.isLoadingOlder}
      {...(actions ? { onLoad: actions.loadOlder } : {})}
    />
  )
}

function newerHref(path: string, room: RoomState): string {
  const last = room.window?.messages.at(-1)
  return last === undefined ? path : `${path}?around=${last.seq + 1}`
}

function Foot({ model, room, actions }: Props) {
  const { user, editingId, answering } = model
  const path = roomPath(room.room)
  const standing = room.membership && standingOf(user.me.role, room.membership.role)
  if (standing === null || room.room.isClosed || (editingId === null && !mayIn(room.room, 'post', standing))) {
    return <ReadOnly room={room.room} path={path} standing={standing} {...(actions ? { onJoin: actions.join } : {})} />
  }
  const { slowModeS } = room.room
  const isSlow = slowModeS > 0 && isBelow(standing, 'moderator')
  return (
    <Composer
      roomId={room.room.id}
      roomSign={roomSign(room.room, user.people, user.me.id)}
      roomPath={path}
      text={model.draft}
      editingId={editingId}
      answering={answering}
      line={
        (editingId !== null || answering !== null) && (
          <ComposerLine answering={editingId === null ? answering : null} people={user.people} hands={actions?.hands} />
        )
      }
      problem={model.problem}
      typing={model.typing.map((id) => personName(user.people[id]))}
      trouble={model.trouble}
      slow={isSlow && <SlowLine slowModeS={slowModeS} lastPostedAt={room.membership?.lastPostedAt ?? null} />}
      sendsWith={user.me.sendsWith}
      above={actions?.above}
      hands={actions?.hands}
      onReload={actions?.reload}
    />
  )
}
