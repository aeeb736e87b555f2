import type { Room } from '@parley/protocol/rooms.ts'
import type { ComponentChildren, Ref } from 'preact'
import { CommandForm } from '../forms/command-form.tsx'
import { threadPath } from '../messages/addresses.ts'
import { Older } from '../messages/timeline-ends.tsx'
import type { Said, TimelineItem } from '../messages/timeline-items.ts'
import { Timeline, type TimelineAround, TimelineItemView } from '../messages/timeline.tsx'
import { Icon } from '../parts/icon.tsx'
import { messageTexts } from '../texts/messages.ts'
import { threadPanelTexts as texts } from '../texts/thread-panel.ts'
import { threadTexts } from '../texts/threads.ts'

type Props = {
  readonly room: Pick<Room, 'id'>
  readonly roomSign: string
  readonly path: string
  readonly rootId: string
  /** Null until it is loaded. */
  readonly root: Said | null
  readonly items: readonly TimelineItem[]
  readonly around: TimelineAround
  readonly isFollowing: boolean
  /** The last reply on a page without scripts, where it is unread. */
  readonly unreadSeq: number | null
  /** Where the older replies are; null where there are none. */
  readonly olderHref: string | null
  readonly newerHref: string | null
  readonly unseen: number | null
  readonly isAnnouncing: boolean
  readonly composer: ComponentChildren
  readonly scrollRef?: Ref<HTMLDivElement> | undefined
  readonly flowRef?: Ref<HTMLDivElement> | undefined
  readonly onFollow?: ((event: SubmitEvent) => void) | undefined
  readonly onOlder?: ((event: MouseEvent) => void) | undefined
  readonly onToPresent?: (() => void) | undefined
}

/** A thread beside its room: its root, its replies, and where one writes. */
export function ThreadPanel(props: Props) {
  const { root, around, items } = props
  return (
    <section class="panel" id="thread" aria-labelledby="thread-title">
      <Bar {...props} />
      <Timeline
        id="replies"
        label={texts.timeline(props.roomSign)}
        items={items}
        around={around}
        above={
          root !== null && (
            <>
              <TimelineItemView item={itemOf(root)} around={around} />
              <Count replies={root.message.thread?.replyCount ?? 0} hasItems={items.length > 0} />
              {props.olderHref !== null && (
                <Older href={props.olderHref} {...(props.onOlder ? { onLoad: props.onOlder } : {})} />
              )}
            </>
          )
        }
        below={<Below {...props} />}
        unseen={props.unseen}
        isAnnouncing={props.isAnnouncing}
        scrollRef={props.scrollRef}
        flowRef={props.flowRef}
        onToPresent={props.onToPresent}
      />
      {props.composer}
    </section>
  )
}

function Below({ newerHref, unreadSeq, path, rootId }: Props) {
  return (
    <>
      {newerHref !== null && (
        <p class="older">
          <a class="text-button" href={newerHref}>
            {messageTexts.newer}
          </a>
        </p>
      )}
      {unreadSeq !== null && (
        <noscript>
          <div class="older">
            <CommandForm
              command="thread.advance"
              then={threadPath(path, rootId)}
              hidden={{ rootId, seq: String(unreadSeq) }}
            >
              <button class="text-button" type="submit">
                {messageTexts.markRead}
              </button>
            </CommandForm>
          </div>
        </noscript>
      )}
    </>
  )
}

function itemOf(said: Said): TimelineItem {
  const { message } = said
  if (message.deletedAt !== null && said.state !== 'failed') return { kind: 'tombstone', key: message.id, message }
  return { kind: 'message', key: message.id, said, isFirst: true }
}

function Bar({ roomSign, path, rootId, root, isFollowing, onFollow }: Props) {
  return (
    <header class="bar">
      <a class="tool back" href={path} aria-label={texts.back}>
        <Icon name="chevron-left" isLarge turns />
      </a>
      <div class="bar-title">
        <h2 id="thread-title">{texts.thread}</h2>
        <p>
          <bdi>{roomSign}</bdi>
        </p>
      </div>
      <div class="tools">
        {root !== null && (
          <CommandForm
            command={isFollowing ? 'thread.unfollow' : 'thread.follow'}
            then={threadPath(path, rootId)}
            hidden={{ rootId }}
            onSubmit={onFollow}
          >
            <button
              class="tool"
              type="submit"
              aria-pressed={isFollowing}
              aria-label={texts.follow}
              title={isFollowing ? texts.unfollow : texts.follow}
            >
              <Icon name={isFollowing ? 'bell-ring' : 'bell-off'} />
            </button>
          </CommandForm>
        )}
        <a class="tool close" href={path} aria-label={texts.close} title={texts.close}>
          <Icon name="x" />
        </a>
      </div>
    </header>
  )
}

function Count({ replies, hasItems }: { readonly replies: number; readonly hasItems: boolean }) {
  if (replies === 0 && !hasItems) return <p class="no-replies">{texts.noReplies}</p>
  return <h3 class="replies">{threadTexts.replies(replies)}</h3>
}
