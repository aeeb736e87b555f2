import type { Message } from '@parley/protocol/messages.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { ComponentChildren } from 'preact'
import type { Block } from '../markdown/blocks.ts'
import { Markdown } from '../markdown/markdown.tsx'
import { Avatar } from '../parts/avatar.tsx'
import { Time } from '../parts/time.tsx'
import { personName } from '../rooms/room-title.ts'
import { permalink } from './addresses.ts'
import { MayFail } from './may-fail.tsx'

type Props = {
  readonly message: Message
  readonly author: Person | undefined
  readonly blocksOf: (message: Message) => readonly Block[]
  readonly roomPath: string
  /** In which room it is, where that is not plain. */
  readonly where?: ComponentChildren
  readonly toMessage: string
  readonly children?: ComponentChildren
}

/** A message out of its room, in a list of what one wants to find again: it leads to where it was said. */
export function KeptMessage({ message, author, blocksOf, roomPath, where, toMessage, children }: Props) {
  const name = personName(author)
  return (
    <li class="kept" id={`kept-${message.id}`}>
      <Avatar name={name} size="small" />
      <p class="kept-head">
        <bdi class="author" data-people={message.authorId}>
          {name}
        </bdi>{' '}
        {where !== undefined && <span>{where}</span>} <Time at={message.at} as="moment" />
      </p>
      <MayFail of={message}>{() => <Markdown blocks={blocksOf(message)} />}</MayFail>
      <div class="kept-foot">
        <a class="text-button" href={permalink(roomPath, message)}>
          {toMessage}
        </a>
        {children}
      </div>
    </li>
  )
}
