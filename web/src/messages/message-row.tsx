import type { Message } from '@parley/protocol/messages.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Block } from '../markdown/blocks.ts'
import { Markdown } from '../markdown/markdown.tsx'
import { NamesContext } from '../mentions/names-context.ts'
import { Avatar } from '../parts/avatar.tsx'
import { useClock } from '../parts/clock.tsx'
import { Icon } from '../parts/icon.tsx'
import { timeOf } from '../parts/moments.ts'
import { Time } from '../parts/time.tsx'
import { StatusMark } from '../people/status-mark.tsx'
import { personName } from '../rooms/room-title.ts'
import { versionTexts } from '../texts/versions.ts'
import { messageTexts as texts } from '../texts/messages.ts'
import { ThreadMark } from '../threads/thread-line.tsx'
import { permalink, threadPath } from './addresses.ts'
import { type MessageActions, MessageTools } from './message-tools.tsx'
import { QuoteLine } from './quote-line.tsx'
import type { Said } from './timeline-items.ts'

type Props = {
  readonly id: string
  readonly said: Said
  readonly author: Person | undefined
  /** Who wrote what this message answers. */
  readonly quotedAuthor?: Person | undefined
  readonly blocks: readonly Block[]
  /** Shows what a name in it means. */
  readonly showName?: ((typed: string) => ComponentChildren) | undefined
  readonly isFirst: boolean
  readonly isMine: boolean
  readonly roomPath: string
  /** Whether it stands among the other messages of its thread. */
  readonly isThread?: boolean
  readonly origin?: string | undefined
  /** One tab stop for the whole list: the message that holds it has 0. */
  readonly tabIndex?: number
  readonly isTarget?: boolean
  readonly isEditing?: boolean
  /** Absent until scripts run, and where one may do nothing. */
  readonly actions?: MessageActions | undefined
  /** Under its text. */
  readonly children?: ComponentChildren
}

const asTyped = (typed: string) => typed

/** A message: avatar and name once a run, then its text; what can be done with it once one comes near. */
export function MessageRow(props: Props) {
  const { said, author, blocks, isFirst, actions } = props
  const { message, state } = said
  const href = permalink(props.roomPath, message)
  const near = useNear()
  const classes = ['message', isFirst && 'first', state !== 'sent' && state, props.isEditing && 'editing']
    .filter(Boolean)
    .join(' ')
  return (
    <article
      class={classes}
      id={props.id}
      aria-label={useLabel(said, author)}
      tabIndex={props.tabIndex ?? -1}
      aria-current={props.isTarget || undefined}
      {...near.watch}
    >
      {message.replyTo !== null && (
        <QuoteLine quote={message.replyTo} author={props.quotedAuthor} roomPath={props.roomPath} />
      )}
      {message.replyTo === null && message.rootId !== null && !props.isThread && (
        <ThreadMark path={threadPath(props.roomPath, message.rootId)} />
      )}
      {isFirst ? (
        <Head said={said} author={author} href={href} tabIndex={props.tabIndex ?? -1} />
      ) : (
        <Gutter said={said} />
      )}
      <NamesContext.Provider value={props.showName ?? asTyped}>
        <Markdown
          blocks={blocks}
          {...(props.origin === undefined ? {} : { origin: props.origin })}
          after={message.editedAt !== null && <Edited message={message} onVersions={actions?.onVersions} />}
        />
      </NamesContext.Provider>
      {props.children}
      {state === 'failed' && <Stuck said={said} actions={actions} />}
      {near.isNear && state === 'sent' && actions !== undefined && (
        <MessageTools message={message} isMine={props.isMine} actions={actions} />
      )}
    </article>
  )
}

/** Whether the pointer or the focus has come to a row. */
function useNear() {
  const [isNear, setNear] = useState(false)
  const ref = useRef<HTMLElement>(null)
  // It may have been there before anything listened.
  useEffect(() => {
    if (ref.current?.matches(':is(:hover, :focus-within)')) setNear(true)
  }, [])
  const come = () => setNear(true)
  return { isNear, watch: { ref, onPointerEnter: come, onFocusIn: come } }
}

function useLabel({ message, state }: Said, author: Person | undefined): string {
  const { zone } = useClock()
  const time = timeOf(message.at, zone)
  const name = personName(author)
  const label = author?.role === 'guest' ? texts.guestMessage(name, time) : texts.message(name, time)
  if (state === 'failed') return texts.notSentLabel(label)
  return state === 'pending' ? texts.sendingLabel(label) : label
}

function Edited({
  message,
  onVersions,
}: {
  readonly message: Message
  readonly onVersions: MessageActions['onVersions']
}) {
  return (
    <>
      {' '}
      <button class="edited" type="button" title={versionTexts.show} onClick={() => onVersions?.(message)}>
        {texts.edited}
      </button>
    </>
  )
}

type HeadProps = {
  readonly said: Said
  readonly author: Person | undefined
  readonly href: string
  readonly tabIndex: number
}

function Head({ said, author, href, tabIndex }: HeadProps) {
  const name = personName(author)
  return (
    <>
      <Avatar name={name} />
      <header class="message-head">
        <Author author={author} name={name} tabIndex={tabIndex} />
        <StatusMark person={author} />
        {author?.role === 'guest' && <span class="kind">{texts.guest}</span>}
        {said.state === 'sent' ? (
          <a class="when" href={href} tabIndex={-1}>
            <Time at={said.message.at} as="time" />
          </a>
        ) : (
          <Time at={said.message.at} as="time" />
        )}
        {said.state === 'pending' && <Icon name="clock" class="waiting" />}
      </header>
    </>
  )
}

type AuthorProps = Pick<HeadProps, 'author' | 'tabIndex'> & { readonly name: string }

/** A stop of Tab in the message that holds the one of the list. */
function Author({ author, name, tabIndex }: AuthorProps) {
  if (!author?.userName) return <bdi class="author">{name}</bdi>
  return (
    <a class="author" href={`/people/${encodeURIComponent(author.userName)}`} tabIndex={tabIndex}>
      <bdi>{name}</bdi>
    </a>
  )
}

function Gutter({ said }: { readonly said: Said }) {
  if (said.state === 'pending') return <Icon name="clock" class="waiting" />
  return <Time at={said.message.at} as="time" class="gutter-time" />
}

function Stuck({ said, actions }: { readonly said: Said; readonly actions: MessageActions | undefined }) {
  return (
    <p class="outcome">
      <span class="why">
        <Icon name="circle-alert" />
        {texts.notSent} {said.reason}
      </span>{' '}
      <button class="text-button" type="button" onClick={() => actions?.onRetry?.(said.message)}>
        {texts.retry}
      </button>{' '}
      <button class="text-button" type="button" onClick={() => actions?.onDiscard?.(said.message)}>
        {texts.discard}
      </button>
    </p>
  )
}
