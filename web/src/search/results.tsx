import type { Hit } from '@parley/protocol/search.ts'
import type { Room } from '@parley/protocol/rooms.ts'
import type { Person } from '@parley/protocol/users.ts'
import { permalink } from '../messages/addresses.ts'
import { MayFail } from '../messages/may-fail.tsx'
import { Avatar } from '../parts/avatar.tsx'
import { useClock } from '../parts/clock.tsx'
import { dayOf } from '../parts/moments.ts'
import { Time } from '../parts/time.tsx'
import { personName, roomPath, roomSign } from '../rooms/room-title.ts'
import { searchTexts as texts } from '../texts/search.ts'
import { excerptOf } from './excerpt.ts'
import type { FoundPage } from './search-view.tsx'

type Props = {
  readonly page: FoundPage
  readonly people: Readonly<Record<string, Person>>
  readonly ownId: string
}

/** The messages found, day by day, the newest first. */
export function Results({ page, people, ownId }: Props) {
  const { zone } = useClock()
  const rooms = new Map(page.rooms.map((room) => [room.id, room]))
  const days = Map.groupBy(page.hits, ({ message }) => dayOf(message.at, zone))
  return (
    <div class="found" id="found" role="group" aria-label={texts.results}>
      {[...days].map(([day, hits]) => (
        <section key={day} aria-labelledby={`found-${day}`}>
          <h2 id={`found-${day}`}>
            <Time at={hits[0]?.message.at ?? ''} as="day" />
          </h2>
          <ul>
            {hits.map((hit) => (
              <Result
                key={hit.message.id}
                hit={hit}
                room={rooms.get(hit.message.roomId)}
                people={people}
                ownId={ownId}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

type ResultProps = Pick<Props, 'people' | 'ownId'> & { readonly hit: Hit; readonly room: Room | undefined }

function Result({ hit: { message, ranges }, room, people, ownId }: ResultProps) {
  if (room === undefined) return null
  const author = personName(people[message.authorId])
  return (
    <li>
      <a class="hit" href={permalink(roomPath(room), message)} id={`hit-${message.id}`}>
        <Avatar name={author} size="small" />
        <span class="hit-head">
          <b>
            <bdi>{author}</bdi>
          </b>{' '}
          <span class="hit-room">
            <bdi>{(room.kind === 'direct' ? texts.withPeople : texts.inRoom)(roomSign(room, people, ownId))}</bdi>
          </span>{' '}
          <Time at={message.at} as="time" />
        </span>
        <span class="hit-text" dir="auto">
          <MayFail of={message}>
            {() =>
              excerptOf(message.body, ranges).map(({ text, isMark }, index) =>
                isMark ? <mark key={index}>{text}</mark> : text,
              )
            }
          </MayFail>
        </span>
      </a>
    </li>
  )
}
