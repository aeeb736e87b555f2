import type { Presence } from '@parley/protocol/presence.ts'
import type { PersonDetails } from '@parley/protocol/users.ts'
import { CommandForm } from '../forms/command-form.tsx'
import type { Block } from '../markdown/blocks.ts'
import { Markdown } from '../markdown/markdown.tsx'
import { agoOf } from '../parts/ago.ts'
import { Avatar } from '../parts/avatar.tsx'
import { useClock } from '../parts/clock.tsx'
import { timeOf } from '../parts/moments.ts'
import { Time } from '../parts/time.tsx'
import { personName } from '../rooms/room-title.ts'
import { SheetHead } from '../shell/sheet.tsx'
import { peopleTexts as texts } from '../texts/people.ts'
import { shellTexts } from '../texts/shell.ts'
import { statusOf } from './status.ts'

type Props = {
  readonly person: PersonDetails
  /** The bio, read; plain paragraphs do. */
  readonly bio: readonly Block[]
  readonly presence?: Presence | undefined
  readonly isMe: boolean
}

/** A member's page: who it is, how late it is there, and the way to the conversation. */
export function PersonPage({ person, bio, presence, isMe }: Props) {
  return (
    <div class="pane settings" id="content" tabIndex={-1}>
      <div class="sheet">
        <SheetHead title={personName(person)} isName back="/people" />
        <Head person={person} presence={presence} isMe={isMe} />
        <Facts person={person} bio={bio} />
      </div>
    </div>
  )
}

function Head({ person, presence, isMe }: Omit<Props, 'bio'>) {
  const { now } = useClock()
  const status = statusOf(person, now)
  const seen = person.lastSeenAt === null ? null : shellTexts.lastSeen(agoOf(person.lastSeenAt, now))
  const about = seen ?? (presence === undefined ? null : shellTexts.presence[presence])
  return (
    <div class="person">
      <Avatar name={personName(person)} size="huge" presence={presence} />
      <div>
        <p class="status">
          {status !== null && status.emoji !== '' && `${status.emoji} `}
          <bdi>{status?.text || shellTexts.role[person.role]}</bdi>
        </p>
        {about !== null && <p class="hint">{about}</p>}
      </div>
      {isMe ? (
        <a class="button" href="/settings">
          {texts.edit}
        </a>
      ) : (
        <CommandForm command="room.open-direct" then="/r/{subject}" hidden={{ [`userIds.${person.id}`]: 'on' }}>
          <button class="button primary" type="submit">
            {texts.write(personName(person))}
          </button>
        </CommandForm>
      )}
    </div>
  )
}

function Facts({ person, bio }: Pick<Props, 'person' | 'bio'>) {
  const { now } = useClock()
  return (
    <dl class="facts">
      {person.userName !== null && (
        <div>
          <dt>{texts.userName}</dt>
          <dd>
            <bdi>@{person.userName}</bdi>
          </dd>
        </div>
      )}
      {bio.length > 0 && (
        <div>
          <dt>{texts.about}</dt>
          <dd>
            <Markdown blocks={bio} />
          </dd>
        </div>
      )}
      <div>
        <dt>{texts.localTime}</dt>
        <dd class="digits">
          {timeOf(new Date(now).toISOString(), person.timeZone)} ({person.timeZone})
        </dd>
      </div>
      <div>
        <dt>{texts.since}</dt>
        <dd>
          <Time at={person.createdAt} as="date" />
        </dd>
      </div>
    </dl>
  )
}
