import type { Quote } from '@parley/protocol/messages.ts'
import type { Person } from '@parley/protocol/users.ts'
import { Filled } from '../parts/filled.tsx'
import { Icon } from '../parts/icon.tsx'
import { personName } from '../rooms/room-title.ts'
import { messageTexts as texts } from '../texts/messages.ts'
import type { ComposerHands } from './composer.tsx'
import { quoteText } from './quote-line.tsx'

type Props = {
  /** What the new message answers; null: a message is edited. */
  readonly answering: Quote | null
  readonly people: Readonly<Record<string, Person>>
  readonly hands: ComposerHands | undefined
}

/** Above the text: what one answers, or that one edits; and the way out of it. */
export function ComposerLine({ answering, people, hands }: Props) {
  if (answering === null) {
    return (
      <p class="composer-line">
        <Icon name="pencil" />
        {texts.editing}
        <button class="text-button" type="button" onClick={hands?.cancelEdit}>
          {texts.cancel}
        </button>
      </p>
    )
  }
  const name = <bdi>{personName(people[answering.authorId])}</bdi>
  return (
    <p class="composer-line">
      <Icon name="reply" />
      <span class="answered">
        <Filled text={texts.replyingTo} with={[name]} /> <bdi class="quoted-text">{quoteText(answering)}</bdi>
      </span>
      <button
        class="tool"
        type="button"
        aria-label={texts.stopReplying}
        title={texts.stopReplying}
        onClick={hands?.cancelReply}
      >
        <Icon name="x" />
      </button>
    </p>
  )
}
