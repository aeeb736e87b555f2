import type { UserState } from '@parley/sdk/state/user.ts'
import { Time } from '../parts/time.tsx'
import { CommandForm } from '../forms/command-form.tsx'
import { MayFail } from '../messages/may-fail.tsx'
import { Icon } from '../parts/icon.tsx'
import { notificationTexts as texts } from '../texts/notifications.ts'
import { shellTexts } from '../texts/shell.ts'
import { type Inbox, inboxRows, type InboxRow } from './inbox-items.ts'

/** What a living inbox does; on the server there is nothing of it. */
export type InboxActions = {
  readonly onRead: (row: InboxRow) => void
  /** One went to what the row is about. */
  readonly onOpen: (row: InboxRow) => void
  readonly onMore: () => void
}

type Props = { readonly inbox: Inbox; readonly user: UserState; readonly actions?: InboxActions | undefined }

/** What was said to one, or what is unread, in one list that is read by keyboard. */
export function InboxView({ inbox, user, actions }: Props) {
  const rows = inboxRows(inbox, user)
  const isMine = inbox.shows === 'mine'
  return (
    <div class="pane inbox" id="content" tabIndex={-1}>
      <Bar isMine={isMine} />
      <div class="inbox-rows">
        {rows.length === 0 ? (
          <Nothing isMine={isMine} />
        ) : (
          <ul>
            {rows.map((row) => (
              <Row key={row.key} row={row} actions={actions} />
            ))}
          </ul>
        )}
        {isMine && inbox.next !== null && (
          <a
            class="button more"
            href={`/inbox?${new URLSearchParams({ after: inbox.next })}`}
            onClick={onMore(actions)}
          >
            {texts.more}
          </a>
        )}
        {rows.length > 0 && <p class="hint keys">{texts.keys}</p>}
      </div>
    </div>
  )
}

function Bar({ isMine }: { readonly isMine: boolean }) {
  return (
    <header class="bar">
      <a class="tool back" href="/rooms" aria-label={shellTexts.backToRooms}>
        <Icon name="chevron-left" isLarge turns />
      </a>
      <div class="bar-title">
        <h1>{texts.inbox}</h1>
      </div>
      <nav class="tabs" aria-label={texts.inbox}>
        <a href="/inbox" aria-current={isMine ? 'page' : undefined}>
          {texts.forYou}
        </a>
        <a href="/inbox?unread" aria-current={isMine ? undefined : 'page'}>
          {texts.unread}
        </a>
      </nav>
    </header>
  )
}

function onMore(actions: InboxActions | undefined) {
  return (
    actions &&
    ((event: MouseEvent) => {
      event.preventDefault()
      actions.onMore()
    })
  )
}

function Nothing({ isMine }: { readonly isMine: boolean }) {
  return (
    <div class="nothing">
      <p>{isMine ? texts.noneForYou : texts.noneUnread}</p>
      <a class="button" href="/rooms">
        {texts.goToRooms}
      </a>
    </div>
  )
}

type RowProps = { readonly row: InboxRow; readonly actions: InboxActions | undefined }

function Row({ row, actions }: RowProps) {
  return (
    <li data-unread={row.isUnread || undefined} data-key={row.key}>
      <a href={row.href} onClick={actions && (() => actions.onOpen(row))}>
        <span class="title">
          <span class="what">{row.title}</span>
          {row.isUnread && <span class="new-sign">{texts.isNew}</span>}
          {row.at !== null && <Time at={row.at} as="moment" />}
        </span>
        {row.lines.map((line, index) => (
          <span class="line" key={index}>
            <b>
              <bdi>{line.name}</bdi>
            </b>{' '}
            <span>
              <MayFail of={line.text}>{() => line.text}</MayFail>
            </span>
          </span>
        ))}
      </a>
      {row.isUnread && row.reminds === null && actions && (
        <MarkRead type="button" onClick={() => actions.onRead(row)} />
      )}
      {row.isUnread && row.reminds !== null && (
        <CommandForm command="reminder.see" stays hidden={{ messageId: row.reminds }}>
          <MarkRead type="submit" />
        </CommandForm>
      )}
    </li>
  )
}

function MarkRead(props: { readonly type: 'button' | 'submit'; readonly onClick?: () => void }) {
  return (
    <button class="tool" aria-label={texts.markRead} title={texts.markRead} {...props}>
      <Icon name="check" />
    </button>
  )
}
