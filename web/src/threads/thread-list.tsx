import type { RoomState } from '@parley/sdk/state/room.ts'
import { isThreadUnread, type KnownThread } from '@parley/sdk/state/thread.ts'
import type { People } from '@parley/sdk/state/user.ts'
import { snippetOf } from '@parley/protocol/answers.ts'
import { threadPath } from '../messages/addresses.ts'
import { MayFail } from '../messages/may-fail.tsx'
import { quoteText } from '../messages/quote-line.tsx'
import { Avatar } from '../parts/avatar.tsx'
import { Filled } from '../parts/filled.tsx'
import { Icon } from '../parts/icon.tsx'
import { Time } from '../parts/time.tsx'
import { personName, roomPath, roomSign } from '../rooms/room-title.ts'
import { shellTexts } from '../texts/shell.ts'
import { threadPanelTexts as texts } from '../texts/thread-panel.ts'
import { threadTexts } from '../texts/threads.ts'

type Props = {
  readonly threads: readonly KnownThread[]
  readonly rooms: Readonly<Record<string, RoomState>>
  readonly people: People
  readonly ownId: string
  /** Where further threads are; null where there are none. */
  readonly moreHref: string | null
  readonly onMore?: ((event: MouseEvent) => void) | undefined
}

/** The threads that one follows: the unread first, then the latest. */
export function ThreadList({ threads, rooms, people, ownId, moreHref, onMore }: Props) {
  const shown = threads.flatMap((entry) => {
    const room = rooms[entry.root.roomId]?.room
    return room ? [{ entry, room }] : []
  })
  return (
    <div class="pane room" id="content" tabIndex={-1}>
      <header class="bar">
        <a class="tool back" href="/rooms" aria-label={shellTexts.backToRooms}>
          <Icon name="chevron-left" isLarge turns />
        </a>
        <span class="bar-sign">
          <Icon name="message-square-text" isLarge />
        </span>
        <div class="bar-title">
          <h1 id="threads-title">{threadTexts.threads}</h1>
          <p>{texts.lead}</p>
        </div>
      </header>
      <div class="thread-list">
        {shown.length === 0 && (
          <section class="no-threads">
            <h2>{texts.nothingFollowed}</h2>
            <p>{texts.nothingFollowedHow}</p>
          </section>
        )}
        <ul>
          {shown.map(({ entry, room }) => (
            <li key={entry.root.id}>
              <Entry
                entry={entry}
                path={threadPath(roomPath(room), entry.root.id)}
                sign={roomSign(room, people, ownId)}
                people={people}
              />
            </li>
          ))}
        </ul>
        {moreHref !== null && (
          <p class="older">
            <a class="text-button" href={moreHref} onClick={onMore}>
              {texts.more}
            </a>
          </p>
        )}
      </div>
    </div>
  )
}

type EntryProps = {
  readonly entry: KnownThread
  readonly path: string
  readonly sign: string
  readonly people: People
}

function Entry({ entry, path, sign, people }: EntryProps) {
  const { root } = entry
  const { thread } = root
  const name = personName(people[root.authorId])
  const isUnread = isThreadUnread(entry)
  return (
    <a class="thread-entry" href={path} data-unread={isUnread || undefined}>
      <Avatar name={name} />
      <span class="thread-entry-head">
        <bdi class="author">{name}</bdi>
        <span class="rest">
          <Filled text={texts.in} with={[<bdi>{sign}</bdi>]} />
        </span>
        {isUnread && <span class="heard">{threadTexts.unread}</span>}
      </span>
      <span class="thread-entry-text" dir="auto">
        <MayFail of={root}>{() => quoteText({ deletedAt: root.deletedAt, snippet: snippetOf(root.body) })}</MayFail>
      </span>
      {thread !== null && (
        <span class="thread-entry-foot">
          <span class="stack" aria-hidden="true">
            {thread.peopleIds.map((id) => (
              <Avatar key={id} size="tiny" name={personName(people[id])} />
            ))}
          </span>
          <b>{threadTexts.replies(thread.replyCount)}</b>
          {thread.lastReplyAt !== null && (
            <span class="rest">
              <Filled text={threadTexts.last} with={[<Time at={thread.lastReplyAt} as="moment" />]} />
            </span>
          )}
        </span>
      )}
    </a>
  )
}
