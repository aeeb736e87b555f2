import type { Message } from '@parley/protocol/messages.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { ReactorsDialog } from '../../reactions/reactors-dialog.tsx'
import { reactorTexts as texts } from '../../texts/reactors.ts'
import type { App } from '../app/app.ts'
import { Modal } from '../app/modal.tsx'
import { ReactorList, type Reactors } from './reactor-list.ts'

type Props = {
  readonly app: App
  readonly message: Message
  readonly emoji: string | null
  readonly onClose: () => void
}

/** Everybody who reacts to a message, as they come and go while one looks. */
export function LiveReactors({ app, message, emoji, onClose }: Props) {
  const list = useMemo(() => listOf(app, message.id), [app, message.id])
  const { reactions = [], deletedAt } = presentOf(app, message)
  const shown = list.shown.value
  const chosen = reactions.find((one) => one.emoji === (shown.emoji || emoji)) ?? reactions[0]
  useEffect(() => app.client.onEvent((event) => list.note(event)), [app, list])
  useEffect(() => {
    if (chosen && chosen.emoji !== shown.emoji) void list.show(chosen.emoji)
  }, [list, chosen?.emoji])
  // What was missed while nobody could be reached is read anew.
  const isWhole = shown.state !== 'read' || shown.next !== null || shown.reactors.length === chosen?.count
  useEffect(() => {
    if (!isWhole && chosen) void list.show(chosen.emoji)
  }, [list, chosen?.count])
  if (!app.user) return null
  const isOver = deletedAt !== null || chosen === undefined
  return (
    <Modal>
      {(ref) => (
        <ReactorsDialog
          reactions={deletedAt === null ? reactions : []}
          emoji={chosen?.emoji ?? ''}
          reactors={isOver ? [] : shown.reactors}
          people={app.user?.people ?? {}}
          ownId={app.user?.me.id ?? ''}
          said={deletedAt === null ? saidOf(shown, isOver) : texts.gone}
          onMore={!isOver && shown.state === 'read' && shown.next !== null ? () => void list.more() : undefined}
          onAgain={!isOver && shown.state === 'failed' ? () => void list.more() : undefined}
          onEmoji={(next) => void list.show(next)}
          onClose={onClose}
          dialogRef={ref}
        />
      )}
    </Modal>
  )
}

function listOf(app: App, messageId: string): ReactorList {
  return new ReactorList(messageId, async (input) => {
    const page = await app.client.query('reaction.list', input)
    app.client.learn(page.people)
    return page
  })
}

/** The message as it is now, where the room or the thread beside it has it. */
function presentOf({ room }: App, message: Message): Message {
  const { window, thread } = room ?? {}
  const known = [
    ...(window?.messages ?? []),
    ...(thread?.root ? [thread.root] : []),
    ...(thread?.window?.messages ?? []),
  ]
  return known.find(({ id }) => id === message.id) ?? message
}

function saidOf({ state }: Reactors, isOver: boolean): string | null {
  if (isOver) return texts.none
  return { loading: texts.loading, failed: texts.failed, read: null }[state]
}
