import type { Presence } from '@parley/protocol/presence.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { ComponentChildren } from 'preact'
import { Avatar } from '../parts/avatar.tsx'
import { useClock } from '../parts/clock.tsx'
import { personName } from '../rooms/room-title.ts'
import { StatusMark } from './status-mark.tsx'
import { statusOf } from './status.ts'
import { roomTexts } from '../texts/rooms.ts'

type Props = {
  readonly person: Person | undefined
  readonly presence?: Presence | undefined
  /** What is said beside the name; the status where nothing is given. */
  readonly about?: string
  /** The name as something to click. */
  readonly children?: ComponentChildren
}

/** Somebody in a list: avatar, name, and a few words. */
export function PersonLine({ person, presence, about, children }: Props) {
  const name = personName(person)
  const words = about || statusOf(person, useClock().now)?.text || ''
  return (
    <span class="person-line">
      <Avatar name={name} size="small" presence={presence} />
      <span class="name">{children ?? <PersonLink person={person} name={name} />}</span>
      <StatusMark person={person} />
      {presence !== undefined && <span class="heard">{roomTexts.presence[presence]}</span>}
      {words !== '' && (
        <span class="about">
          <bdi>{words}</bdi>
        </span>
      )}
    </span>
  )
}

function PersonLink({ person, name }: { readonly person: Person | undefined; readonly name: string }) {
  if (!person?.userName) return <bdi>{name}</bdi>
  return (
    <a href={`/people/${encodeURIComponent(person.userName)}`}>
      <bdi>{name}</bdi>
    </a>
  )
}
