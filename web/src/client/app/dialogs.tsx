import { clientTexts } from '../../texts/client.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { useSignal } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { MessageSheet } from '../../messages/message-sheet.tsx'
import type { MessageActions } from '../../messages/message-tools.tsx'
import { placePath, roomTitle } from '../../rooms/room-title.ts'
import { PlaceDialog } from '../../sections/place-dialog.tsx'
import { SessionEnded } from '../../shell/session-ended.tsx'
import { Shortcuts } from '../../shell/shortcuts.tsx'
import { StatusDialog } from '../people/status-dialog.tsx'
import { LiveNotifications } from '../notifications/live-notifications.tsx'
import { Readers } from '../notifications/readers.tsx'
import { LiveSwitcher } from '../switcher/live-switcher.tsx'
import { threadActions } from '../threads/thread-actions.ts'
import { allowedActions } from './allowed-actions.ts'
import type { App } from './app.ts'
import { lazyView } from './lazy-view.tsx'
import { Modal } from './modal.tsx'

/** All emoji and their names, which most visits never need. */
const EmojiDialog = lazyView(async () => (await import('../emoji/emoji-dialog.tsx')).EmojiDialog, ['emoji.css'])

/** With the parser of Markdown, in which all versions are read. */
const LiveVersions = lazyView(
  async () => (await import('../versions/live-versions.tsx')).LiveVersions,
  ['versions.css'],
)

/** What one keeps for later, and the choice of a time. */
const LaterDialog = lazyView(async () => (await import('../later/later-dialog.tsx')).LaterDialog, ['later.css'])
const WhenDialog = lazyView(async () => (await import('../later/when-dialog.tsx')).LiveWhenDialog, ['later.css'])

/** Everybody who reacts to a message. */
const LiveReactors = lazyView(
  async () => (await import('../reactions/live-reactors.tsx')).LiveReactors,
  ['reactors.css'],
)

type Props = { app: App; goTo: (path: string) => Promise<void>; messages: MessageActions }

/** What lies over the page, one at a time; the end of the session over everything. */
export function Dialogs({ app, goTo, messages }: Props) {
  const { dialog } = app.ui.value
  // A dialog tells late that it was closed, when another may be open already.
  const close = () => app.ui.peek().dialog === dialog && app.patch({ dialog: null })
  if (app.live.value.status === 'ended') return <LogInAgain app={app} />
  switch (dialog?.kind) {
    case 'switcher':
      return <LiveSwitcher app={app} goTo={goTo} onClose={close} />
    case 'shortcuts':
      return (
        <Modal>
          {(ref) => <Shortcuts sendsWith={app.user?.me.sendsWith ?? 'enter'} dialogRef={ref} onClose={close} />}
        </Modal>
      )
    case 'status':
      return <StatusDialog app={app} onClose={close} />
    case 'message': {
      const { message, isBeside } = dialog
      const { user, room } = app
      if (!user || !room) return null
      const beside = isBeside ? app.beside?.actions : undefined
      const actions = beside ? threadActions(beside, room, user.me) : allowedActions(messages, room, user.me)
      const isMine = message.authorId === user.me.id
      return (
        <Modal>
          {(ref) => (
            <MessageSheet
              message={message}
              isMine={isMine}
              isSaved={user.saved[message.id] ?? false}
              actions={actions}
              onReactors={room.membership && (() => app.patch({ dialog: { kind: 'reactors', message, emoji: null } }))}
              dialogRef={ref}
              onClose={close}
            />
          )}
        </Modal>
      )
    }
    case 'reactors':
      return <LiveReactors app={app} message={dialog.message} emoji={dialog.emoji} onClose={close} />
    case 'versions':
      return <LiveVersions app={app} message={dialog.message} onClose={close} />
    case 'emoji':
      return <EmojiDialog near={dialog.near} onPick={dialog.onPick} onClose={close} />
    case 'later':
      return <LaterDialog app={app} tab={dialog.tab} goTo={goTo} onClose={() => app.patch({ dialog: null })} />
    case 'when':
      return <WhenDialog app={app} title={dialog.title} onPick={dialog.onPick} onClose={close} />
    case 'place':
      return <PlaceRoom app={app} roomId={dialog.roomId} onClose={close} />
    case 'notifications':
      return <LiveNotifications app={app} goTo={goTo} onClose={close} />
    case 'readers':
      return <Readers app={app} message={dialog.message} onClose={close} />
    case undefined:
      return null
  }
}

function PlaceRoom({ app, roomId, onClose }: { app: App; roomId: string; onClose: () => void }) {
  const { user } = app
  const room = user?.rooms[roomId]
  const sectionId = room?.membership?.sectionId ?? null
  const before = useRef(sectionId)
  // The row stands elsewhere now, and the link that had the focus is another.
  // At once: the form that was sent may close the dialog as well, and then no effect would come any more.
  useLayoutEffect(() => {
    if (sectionId === before.current) return
    onClose()
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[href="${placePath(roomId)}"]`)?.focus())
  }, [sectionId])
  if (!user || !room?.membership) return null
  const title = roomTitle(room.room, user.people, user.me.id)
  const rest = { roomId, title, sectionId, sections: user.sections, onClose }
  return <Modal>{(ref) => <PlaceDialog {...rest} dialogRef={ref} />}</Modal>
}

function LogInAgain({ app }: { app: App }) {
  const ref = useRef<HTMLDialogElement>(null)
  const problem = useSignal<string | null>(null)
  useEffect(() => {
    ref.current?.showModal()
  }, [])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (event.currentTarget instanceof HTMLFormElement)
      void logIn(app, event.currentTarget, (text) => (problem.value = text))
  }
  return (
    <dialog class="session-ended" ref={ref} onCancel={(event) => event.preventDefault()}>
      <SessionEnded userName={app.user?.me.userName ?? null} onSubmit={submit} />
      {problem.value !== null && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
    </dialog>
  )
}

async function logIn(app: App, form: HTMLFormElement, show: (problem: string) => void, isAgain = false): Promise<void> {
  const fields = new FormData(form)
  const userName = textOf(fields, 'userName')
  try {
    await app.client.command('session.log-in', { userName, password: textOf(fields, 'password') })
    // Somebody else's page must not show what the first one read.
    if (userName !== app.user?.me.userName) location.assign('/')
  } catch (error) {
    // The first answer takes away the cookie of the session that ended; the next request comes without it.
    const hadCookie = error instanceof ParleyError && error.code === 'session_ended' && !isAgain
    if (hadCookie) return logIn(app, form, show, true)
    show(error instanceof ParleyError ? error.message : clientTexts.unreachable)
  }
}

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name)
  return typeof value === 'string' ? value : ''
}
