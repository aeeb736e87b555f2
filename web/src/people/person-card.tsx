import type { Presence } from '@parley/protocol/presence.ts'
import type { PersonDetails } from '@parley/protocol/users.ts'
import type { Ref } from 'preact'
import { agoOf } from '../parts/ago.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { timeOf } from '../parts/moments.ts'
import { personName } from '../rooms/room-title.ts'
import { peopleTexts as texts } from '../texts/people.ts'
import { shellTexts } from '../texts/shell.ts'
import { statusOf } from './status.ts'

type Props = {
  readonly person: PersonDetails
  readonly presence: Presence | undefined
  readonly lastSeenAt: string | null
  readonly isMe: boolean
  readonly now: number
  readonly cardRef: Ref<HTMLElement>
  readonly onWrite: () => void
}

/** Nobody who said where he lives is in this zone. */
const NOT_SAID = 'UTC'

/** Somebody in short, beside his name: who it is, how late it is there, and the ways to him. */
export function PersonCard({ person, presence, lastSeenAt, isMe, now, cardRef, onWrite }: Props) {
  const name = personName(person)
  const status = statusOf(person, now)
  const isGone = presence === 'offline' && lastSeenAt !== null
  return (
    <section class="person-card" role="dialog" aria-label={name} popover="manual" tabIndex={-1} ref={cardRef}>
      <header>
        <Avatar name={name} presence={presence} />
        <p>
          <b>
            <bdi>{name}</bdi>
          </b>
          <span class="hint">
            <bdi>@{person.userName}</bdi>
          </span>
        </p>
      </header>
      {status !== null && (
        <p class="card-status">
          {status.emoji !== '' && <span class="emoji">{status.emoji}</span>} <bdi>{status.text}</bdi>
        </p>
      )}
      {presence !== undefined && (
        <p class="hint">{isGone ? shellTexts.lastSeen(agoOf(lastSeenAt, now)) : shellTexts.presence[presence]}</p>
      )}
      {person.timeZone !== NOT_SAID && (
        <p class="hint">
          <Icon name="clock" />
          <span>{texts.timeThere(timeOf(new Date(now).toISOString(), person.timeZone))}</span>
        </p>
      )}
      <p class="actions">
        {!isMe && (
          <button class="button primary" type="button" onClick={onWrite}>
            {texts.message}
          </button>
        )}
        <a class="button" href={`/people/${encodeURIComponent(person.userName ?? '')}`}>
          {texts.profile}
        </a>
      </p>
    </section>
  )
}
