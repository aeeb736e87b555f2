import type { Quote } from '@parley/protocol/messages.ts'
import type { Person } from '@parley/protocol/users.ts'
import { snippetText } from '../markdown/snippet.ts'
import { personName } from '../rooms/room-title.ts'
import { messageTexts as texts } from '../texts/messages.ts'
import { permalink } from './addresses.ts'

type Props = { readonly quote: Quote; readonly author: Person | undefined; readonly roomPath: string }

/** What a message answers, as it is today; it leads there. */
export function QuoteLine({ quote, author, roomPath }: Props) {
  const name = personName(author)
  return (
    <a class="quoted" href={permalink(roomPath, quote)} tabIndex={-1} title={texts.toQuoted}>
      <span class="heard">{texts.inReplyTo}</span>
      <b>
        <bdi>{name}</bdi>
      </b>
      <span class="quoted-text" dir="auto">
        {quoteText(quote)}
      </span>
    </a>
  )
}

/** What is shown of a quoted message in one line. */
export function quoteText({ deletedAt, snippet }: Pick<Quote, 'deletedAt' | 'snippet'>): string {
  return deletedAt === null ? snippetText(snippet) || texts.quotedNothing : texts.quotedDeleted
}
