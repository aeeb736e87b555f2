import type { Thread } from '@parley/protocol/messages.ts'
import type { Person } from '@parley/protocol/users.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Filled } from '../parts/filled.tsx'
import { Icon } from '../parts/icon.tsx'
import { Time } from '../parts/time.tsx'
import { personName } from '../rooms/room-title.ts'
import { threadTexts as texts } from '../texts/threads.ts'

type Props = {
  readonly thread: Thread
  readonly people: Readonly<Record<string, Person>>
  readonly path: string
  readonly isOpen: boolean
}

/** Under a message: who replied in its thread last, and how many did. It leads there. */
export function ThreadLine({ thread, people, path, isOpen }: Props) {
  if (thread.replyCount === 0) return null
  return (
    <a class="thread-line" href={path} tabIndex={-1} aria-current={isOpen || undefined}>
      <span class="stack" aria-hidden="true">
        {thread.peopleIds.map((id) => (
          <Avatar key={id} size="tiny" name={personName(people[id])} />
        ))}
      </span>
      <b>{texts.replies(thread.replyCount)}</b>
      {thread.lastReplyAt !== null && (
        <span class="rest">
          <Filled text={texts.last} with={[<Time at={thread.lastReplyAt} as="moment" />]} />
        </span>
      )}
    </a>
  )
}

/** Above a reply that was sent to the room as well: it leads to its thread. */
export function ThreadMark({ path }: { readonly path: string }) {
  return (
    <a class="quoted" href={path} tabIndex={-1}>
      <Icon name="message-square-text" />
      <span class="quoted-text">{texts.inThread}</span>
    </a>
  )
}
