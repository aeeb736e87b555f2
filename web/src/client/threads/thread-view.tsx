import { mayIn, standingOf } from '@parley/protocol/rights.ts'
import type { RoomState } from '@parley/sdk/state/room.ts'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { threadPath } from '../../messages/addresses.ts'
import { Composer } from '../../messages/composer.tsx'
import { ComposerLine } from '../../messages/composer-line.tsx'
import { type Said, timelineItems } from '../../messages/timeline-items.ts'
import { dayOf } from '../../parts/moments.ts'
import { Filled } from '../../parts/filled.tsx'
import { roomPath, roomSign } from '../../rooms/room-title.ts'
import { threadPanelTexts as texts } from '../../texts/thread-panel.ts'
import { ThreadPanel } from '../../threads/thread-panel.tsx'
import { isHidden } from '../app/hidden.ts'
import { blocksOf, bodyOf } from '../app/blocks-of.ts'
import { useHeld } from '../app/held.ts'
import { nameShower } from '../app/show-name.tsx'
import type { AppModel } from '../app/app-model.ts'
import type { PanelProps } from '../app/lazy-views.ts'
import type { PanelLive } from '../app/app-view.tsx'
import { AboveText } from '../suggestions/suggesting.tsx'
import { countNew } from '../timeline/reading.ts'
import { saidOf } from '../timeline/said.ts'
import { threadActions } from './thread-actions.ts'
import { QUIET_THREAD, ThreadDesk, type ThreadUi } from './thread-desk.ts'

/** The thread that is open beside the room: as the server draws it, or living. */
export function ThreadView({ model, live }: PanelProps) {
  return live === undefined ? <Drawn model={model} ui={stillUi(model)} /> : <LiveThread model={model} live={live} />
}

/** What a link led to is marked where no script runs as well. */
function stillUi({ room, threadAt }: AppModel): ThreadUi {
  const target = threadAt === null ? undefined : room?.thread?.window?.messages.find(({ seq }) => seq >= threadAt)
  return { ...QUIET_THREAD, targetId: target?.id ?? null }
}

function LiveThread({ model, live }: { readonly model: AppModel; readonly live: PanelLive }) {
  const { app, goTo, messages } = live
  const desk = useMemo(() => new ThreadDesk(app, goTo, messages), [app, goTo, messages])
  const { threadId, threadAt } = model
  useEffect(() => {
    app.beside = desk
    return () => {
      desk.leave()
      app.beside = null
    }
  }, [app, desk])
  const roomId = model.room?.room.id
  useEffect(() => {
    if (threadId !== null) void desk.show(threadId, threadAt)
  }, [desk, roomId, threadId, threadAt])
  useLayoutEffect(() => desk.driver.settle())
  useEffect(() => desk.markRead())
  useEffect(() => {
    const looked = () => desk.markRead()
    window.addEventListener('focus', looked)
    document.addEventListener('visibilitychange', looked)
    return () => {
      window.removeEventListener('focus', looked)
      document.removeEventListener('visibilitychange', looked)
    }
  }, [desk])
  return <Drawn model={model} ui={desk.ui.value} desk={desk} live={live} />
}

type DrawnProps = {
  readonly model: AppModel
  readonly ui: ThreadUi
  readonly desk?: ThreadDesk
  readonly live?: PanelLive
}

function Drawn({ model, ui, desk, live }: DrawnProps) {
  const { room, user } = model
  const refs = useTimeline(desk)
  const { thread, outbox } = useShown(model)
  if (room === null) return null
  const path = roomPath(room.room)
  const rootId = thread?.rootId ?? model.threadId ?? ''
  const window = thread?.window
  const messages = window?.messages ?? []
  const ownPosts = outbox.filter(({ command }) => command.name !== 'message.post' || command.input.rootId === rootId)
  const all = saidOf(messages, window === null || window?.hasNewer ? [] : ownPosts, user.me.id)
  const said = all.filter((one) => !isHidden(one, model.hidden))
  const [root = null] = thread?.root ? saidOf([thread.root], ownPosts.filter(isChange), user.me.id) : []
  const isAtPresent = ui.isFollowing && !window?.hasNewer
  const here = threadPath(path, rootId)
  const readSeq = user.threads[rootId]?.readSeq ?? Infinity
  return (
    <ThreadPanel
      room={room.room}
      roomSign={roomSign(room.room, user.people, user.me.id)}
      path={path}
      rootId={rootId}
      root={root}
      items={itemsOf(said, root?.message.at, ui.newAfter, user.me.timeZone)}
      around={{
        isThread: true,
        ownId: user.me.id,
        people: user.people,
        showName: nameShower(model, live?.app),
        blocksOf: (one) => blocksOf(one, model.parsed),
        roomPath: path,
        origin: model.origin,
        focusedId: ui.focusedId ?? messages.at(-1)?.id ?? rootId,
        targetId: ui.targetId,
        editingId: ui.editing?.id ?? null,
        actions: desk && threadActions(desk.actions, room, user.me),
      }}
      isFollowing={user.threads[rootId]?.isFollowing ?? false}
      unreadSeq={desk || !room.replies[rootId] ? null : (messages.at(-1)?.seq ?? null)}
      olderHref={window?.hasOlder ? `${here}?before=${messages[0]?.seq ?? 0}` : null}
      newerHref={window?.hasNewer && !desk ? `${here}?around=${(messages.at(-1)?.seq ?? 0) + 1}` : null}
      unseen={isAtPresent || !desk ? null : countNew(messages, readSeq, user.me.id)}
      isAnnouncing={isAtPresent && live?.app.ui.value.isQuiet !== true}
      composer={<Write model={model} room={room} rootId={rootId} ui={ui} {...(desk ? { desk } : {})} />}
      {...refs}
      {...(desk && live ? acting(desk, live, rootId, user.threads[rootId]?.isFollowing ?? false) : {})}
    />
  )
}

type Shown = { readonly thread: RoomState['thread']; readonly outbox: AppModel['outboxAll'] }

/** The thread and what one is about to say in it, as far as they can be shown as they are meant. */
function useShown({ room, outboxAll: outbox, isReadyFor }: AppModel): Shown {
  const thread = room?.thread ?? null
  const messages = [...(thread?.root ? [thread.root] : []), ...(thread?.window?.messages ?? [])]
  const isReady = isReadyFor(messages) && isReadyFor(outbox.map(bodyOf))
  return useHeld<Shown>({ thread, outbox }, isReady, { thread: null, outbox: [] })
}

/** The day of the root need not be said again. */
function itemsOf(said: readonly Said[], rootAt: string | undefined, newAfter: number | null, zone: string) {
  const items = timelineItems({ said, newAfter, zone })
  const [first] = items
  const isSameDay = first?.kind === 'day' && rootAt !== undefined && dayOf(first.at, zone) === dayOf(rootAt, zone)
  return isSameDay ? items.slice(1) : items
}

function isChange({ command }: AppModel['outboxAll'][number]): boolean {
  return command.name !== 'message.post'
}

/** Hands the timeline that is drawn to its driver, once both of its elements are there. */
function useTimeline(desk: ThreadDesk | undefined) {
  const refs = useRef<{ box: HTMLDivElement | null; flow: HTMLDivElement | null }>({ box: null, flow: null })
  return useMemo(() => {
    if (!desk) return {}
    const changed = () => {
      const { box, flow } = refs.current
      if (box === null || flow === null) desk.driver.detach()
      else queueMicrotask(() => desk.driver.attach(box, flow, desk.openingRow))
    }
    return {
      scrollRef: (box: HTMLDivElement | null) => {
        refs.current.box = box
        changed()
      },
      flowRef: (flow: HTMLDivElement | null) => {
        refs.current.flow = flow
        changed()
      },
    }
  }, [desk])
}

function acting(desk: ThreadDesk, { app }: PanelLive, rootId: string, isFollowing: boolean) {
  return {
    onFollow: (event: SubmitEvent) => {
      event.preventDefault()
      const name = isFollowing ? 'thread.unfollow' : 'thread.follow'
      void app.client.command(name, { rootId }).then(
        () => app.patch({ announcement: isFollowing ? texts.unfollowed : texts.followed }),
        () => {},
      )
    },
    onOlder: (event: MouseEvent) => {
      event.preventDefault()
      desk.older()
    },
    onToPresent: () => void desk.toPresent(),
  }
}

type WriteProps = {
  readonly model: AppModel
  readonly room: RoomState
  readonly rootId: string
  readonly ui: ThreadUi
  readonly desk?: ThreadDesk
}

function Write({ model, room, rootId, ui, desk }: WriteProps) {
  const { user } = model
  const { membership } = room
  const standing = membership && standingOf(user.me.role, membership.role)
  const root = room.thread?.root
  const mayBegin = root && (root.deletedAt === null || root.thread !== null)
  if (standing === null || room.room.isClosed || !mayBegin || !mayIn(room.room, 'reply', standing)) return null
  const sign = roomSign(room.room, user.people, user.me.id)
  const { answering, editing } = ui
  const also = mayIn(room.room, 'post', standing) && (
    <label class="also">
      <input
        type="checkbox"
        name="alsoInRoom"
        value="true"
        checked={ui.alsoInRoom}
        onChange={desk && ((event) => desk.patch({ alsoInRoom: event.currentTarget.checked }))}
      />
      <span>
        <Filled text={texts.alsoInRoom} with={[<bdi>{sign}</bdi>]} />
      </span>
    </label>
  )
  return (
    <Composer
      key={rootId}
      roomId={room.room.id}
      roomSign={sign}
      roomPath={threadPath(roomPath(room.room), rootId)}
      names={{ label: texts.composer, placeholder: texts.placeholder }}
      more={{ rootId }}
      choice={also}
      text={editing?.body ?? model.replyDraft}
      editingId={editing?.id ?? null}
      answering={answering}
      line={
        (editing !== null || answering !== null) && (
          <ComposerLine answering={editing === null ? answering : null} people={user.people} hands={desk?.writer} />
        )
      }
      problem={ui.problem}
      sendsWith={user.me.sendsWith}
      above={desk && <AboveText writer={desk.writer} />}
      hands={desk?.writer}
    />
  )
}
