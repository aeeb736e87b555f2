import { clientTexts } from '../../texts/client.ts'
import { useSignal } from '@preact/signals'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { Message } from '@parley/protocol/messages.ts'
import { permalink, threadPath } from '../../messages/addresses.ts'
import type { MessageActions } from '../../messages/message-tools.tsx'
import { ClockContext } from '../../parts/clock.tsx'
import { roomPath } from '../../rooms/room-title.ts'
import type { Writer } from '../composer/writer.ts'
import { AboveText } from '../suggestions/suggesting.tsx'
import { entryOf } from '../timeline/said.ts'
import { chooseReaction, react } from '../reactions/choose-reaction.ts'
import type { App } from './app.ts'
import { type AppActions, AppView } from './app-view.tsx'
import { deleteSoon } from '../deletions/delete-soon.ts'
import { DeletionsToast, LazyDialogs, Toast } from './lazy-dialogs.tsx'
import { type Around, modelFrom } from './ui.ts'

type Props = { app: App; writer: Writer; around: Around; goTo: (path: string) => Promise<void>; startedAt: number }

const MINUTE_MS = 60_000

/** The app that lives: it draws what the client and the page know, and hands on what people do. */
export function LiveApp({ app, writer, around, goTo, startedAt }: Props) {
  const now = useNow(startedAt)
  const user = app.user
  const ui = app.ui.value
  const timeline = useTimeline(app)
  const actions = useMemo(() => actionsOf(app, writer, timeline, goTo), [app, writer, timeline, goTo])
  useLayoutEffect(() => app.driver.settle())
  const zone = user?.me.timeZone ?? 'UTC'
  // Whatever shows a time is drawn again with another clock.
  const clock = useMemo(() => ({ zone, now }), [zone, now])
  if (user === null) return null
  const model = modelFrom(ui, { ...app.live.value, user }, around)
  return (
    <ClockContext.Provider value={clock}>
      <AppView model={model} actions={actions} />
      {ui.readAll !== null && (
        <Toast
          text={clientTexts.allRead}
          action={clientTexts.undo}
          onAct={() => app.reads?.later(({ undoReadAll }) => undoReadAll(app))}
        />
      )}
      {ui.undoable.length > 0 && <DeletionsToast app={app} />}
      {ui.notice !== null && <Toast text={ui.notice} />}
      <LazyDialogs app={app} goTo={goTo} messages={actions.messages} />
    </ClockContext.Provider>
  )
}

function useNow(startedAt: number): number {
  const now = useSignal(startedAt)
  useEffect(() => {
    const timer = setInterval(() => (now.value = Date.now()), MINUTE_MS)
    return () => clearInterval(timer)
  }, [now])
  return now.value
}

type TimelineRefs = { box: HTMLDivElement | null; flow: HTMLDivElement | null }

/** Hands each timeline that is drawn to the driver, once both of its elements are there. */
function useTimeline(app: App): Pick<AppActions, 'scrollRef' | 'flowRef'> {
  const refs = useRef<TimelineRefs>({ box: null, flow: null })
  return useMemo(() => {
    const changed = () => {
      const { box, flow } = refs.current
      if (box === null || flow === null) app.driver.detach()
      else queueMicrotask(() => app.driver.attach(box, flow, app.openingRow))
    }
    return {
      scrollRef: (box) => {
        refs.current.box = box
        changed()
      },
      flowRef: (flow) => {
        refs.current.flow = flow
        changed()
      },
    }
  }, [app])
}

type GoTo = (path: string) => Promise<void>

function actionsOf(
  app: App,
  writer: Writer,
  timeline: Pick<AppActions, 'scrollRef' | 'flowRef'>,
  goTo: GoTo,
): AppActions {
  const messages = messageActions(app, writer, goTo)
  return {
    ...timeline,
    client: app.client,
    live: { app, goTo, messages },
    hands: writer,
    above: <AboveText writer={writer} />,
    goTo: (event) => {
      event.preventDefault()
      app.patch({ dialog: { kind: 'switcher' } })
    },
    place: (roomId, event) => {
      event.preventDefault()
      app.patch({ dialog: { kind: 'place', roomId } })
    },
    editStatus: (event) => {
      event.preventDefault()
      app.patch({ dialog: { kind: 'status' } })
    },
    later: (event) => {
      event.preventDefault()
      app.patch({ dialog: { kind: 'later', tab: 'drafts' } })
    },
    reload: () => location.reload(),
    loadOlder: (event) => {
      event.preventDefault()
      void app.loadOlder()
    },
    loadMissing: ({ before }) => void app.open(app.ui.peek().roomId ?? '', { around: before }, true),
    toPresent: () => void app.toPresent(),
    join: (event) => {
      event.preventDefault()
      const { roomId } = app.ui.peek()
      if (roomId !== null) void app.client.command('room.join', { roomId }).then(() => app.client.openRoom(roomId))
    },
    messages,
    openNotifications: () => app.patch({ dialog: { kind: 'notifications' } }),
  }
}

function messageActions(app: App, writer: Writer, goTo: GoTo): MessageActions {
  const keyOf = (message: Message) => entryOf(app.live.peek().outbox, message.id)?.key
  return {
    onReply: (message) => writer.reply(message),
    onThread: (message) => {
      const { room } = app
      if (room) void goTo(threadPath(roomPath(room.room), message.rootId ?? message.id))
    },
    onReact: (message, emoji) => void react(app, message, emoji),
    onChooseEmoji: (message) => chooseReaction(app, message),
    onRemind: (message) => void import('../later/ask.ts').then(({ askReminder }) => askReminder(app, message)),
    onEdit: (message) => writer.edit(message),
    onCopyText: (message) => void copy(app, message.body, clientTexts.textCopied),
    onDelete: (message) => void deleteSoon(app, message),
    onPin: (message) => void import('../pins/toggle-pin.ts').then(({ togglePin }) => togglePin(app, message)),
    onSave: (message) => void import('../saved/toggle-saved.ts').then(({ toggleSaved }) => toggleSaved(app, message)),
    onVersions: (message) => app.patch({ dialog: { kind: 'versions', message } }),
    onMore: (message) => app.patch({ dialog: { kind: 'message', message } }),
    onReaders: (message) => app.patch({ dialog: { kind: 'readers', message } }),
    onMarkUnread: (message) => app.reads?.later(({ markUnread }) => markUnread(app, message)),
    onCopyLink: (message) => void copyLink(app, message),
    onRetry: (message) => {
      const key = keyOf(message)
      if (key !== undefined) void app.client.retry(key)
    },
    onDiscard: (message) => {
      const key = keyOf(message)
      if (key !== undefined) void app.client.discard(key)
      writer.focus()
    },
  }
}

async function copyLink(app: App, message: Message): Promise<void> {
  const room = app.room?.room
  if (room === undefined) return
  await copy(app, location.origin + permalink(roomPath(room), message), clientTexts.copied)
}

async function copy(app: App, text: string, announcement: string): Promise<void> {
  await navigator.clipboard?.writeText(text)
  app.patch({ announcement })
}
