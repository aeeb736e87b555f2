import type { Presence } from '@parley/protocol/presence.ts'
import type { Member } from '@parley/protocol/memberships.ts'
import type { Standing } from '@parley/protocol/rights.ts'
import type { Room } from '@parley/protocol/rooms.ts'
import type { Person } from '@parley/protocol/users.ts'
import { CommandForm } from '../forms/command-form.tsx'
import { Icon } from '../parts/icon.tsx'
import { PersonLine } from '../people/person-line.tsx'
import { ManageMember, ROLES } from './manage-member.tsx'
import { personName } from '../rooms/room-title.ts'
import { peopleTexts as texts } from '../texts/people.ts'

type Props = {
  readonly room: Room
  readonly roomSign: string
  readonly path: string
  readonly members: readonly Member[]
  readonly people: Readonly<Record<string, Person>>
  readonly presence?: Readonly<Record<string, Presence>>
  readonly ownId: string
  /** People with an account who are not in the room; null where one may add nobody. */
  readonly candidates: readonly Person[] | null
  /** How one stands in the room. */
  readonly standing: Standing
  /** More members than are shown: where the next ones are. */
  readonly nextHref?: string | null
  readonly onClose?: ((event: MouseEvent) => void) | undefined
}

/** The people of a room, and how to add, remove and leave. */
export function MembersPanel(props: Props) {
  const { room, members, people, presence = {}, candidates, path } = props
  return (
    <section class="panel" aria-labelledby="members-title members-of">
      <Bar roomSign={props.roomSign} path={path} onClose={props.onClose} />
      <div class="panel-list">
        {candidates !== null && <AddMember room={room} path={path} candidates={candidates} />}
        <ul class="entries">
          {inOrder(members, people).map((member) => (
            <li key={member.userId} class="entry">
              <PersonLine
                person={people[member.userId]}
                presence={presence[member.userId]}
                {...(member.userId === props.ownId ? { about: texts.you } : {})}
              />
              <span class="hint">{roleOf(member, people[member.userId])}</span>
              <ManageMember
                room={room}
                path={path}
                member={member}
                person={people[member.userId]}
                isMe={member.userId === props.ownId}
                standing={props.standing}
              />
            </li>
          ))}
        </ul>
        {typeof props.nextHref === 'string' && (
          <p>
            <a class="text-button" href={props.nextHref}>
              {texts.more}
            </a>
          </p>
        )}
      </div>
      <Leave room={room} />
    </section>
  )
}

function Bar({ roomSign, path, onClose }: Pick<Props, 'roomSign' | 'path' | 'onClose'>) {
  return (
    <header class="bar">
      <div class="bar-title">
        <h2 id="members-title">{texts.people}</h2>
        <p id="members-of">
          <bdi>{roomSign}</bdi>
        </p>
      </div>
      <div class="tools">
        <a class="tool" href={path} aria-label={texts.closePanel} onClick={onClose}>
          <Icon name="x" />
        </a>
      </div>
    </header>
  )
}

function inOrder(members: readonly Member[], people: Readonly<Record<string, Person>>): Member[] {
  return members.toSorted(
    (a, b) =>
      ROLES.indexOf(a.role) - ROLES.indexOf(b.role) ||
      personName(people[a.userId]).localeCompare(personName(people[b.userId]), 'en'),
  )
}

function roleOf(member: Member, person: Person | undefined): string {
  return person?.role === 'guest' ? texts.guest : texts.roles[member.role]
}

type AddProps = { readonly room: Room; readonly path: string; readonly candidates: readonly Person[] }

function AddMember({ room, path, candidates }: AddProps) {
  if (candidates.length === 0) return <p class="hint">{texts.everyoneIn}</p>
  return (
    <CommandForm command="room.add-member" class="beside" then={`${path}/members`} hidden={{ roomId: room.id }}>
      <label class="heard" for="add-member">
        {texts.add}
      </label>
      <select class="input" id="add-member" name="userId" required>
        <option value="">{texts.add}</option>
        {candidates.map((person) => (
          <option key={person.id} value={person.id}>
            {personName(person)}
            {person.userName !== null && ` (${person.userName})`}
          </option>
        ))}
      </select>
      <button class="button" type="submit">
        {texts.addButton}
      </button>
    </CommandForm>
  )
}

function Leave({ room }: { readonly room: Room }) {
  const isDirect = room.kind === 'direct'
  if (room.kind === 'private') return <LeavePrivate room={room} />
  return (
    <CommandForm command="room.leave" class="panel-foot" then="/rooms" hidden={{ roomId: room.id }}>
      <button class="text-button danger" type="submit">
        {isDirect ? texts.hide : texts.leave}
      </button>
      {isDirect && <p class="hint">{texts.hideWhy}</p>}
    </CommandForm>
  )
}

/** Who leaves does not come back by himself: it opens first, so that nobody leaves by one press. */
function LeavePrivate({ room }: { readonly room: Room }) {
  return (
    <details class="panel-foot">
      <summary class="text-button danger">{texts.leave}</summary>
      <CommandForm command="room.leave" then="/rooms" hidden={{ roomId: room.id }}>
        <p class="hint">{texts.leavePrivateWhy}</p>
        <button class="button danger" type="submit">
          {texts.leaveNow}
        </button>
      </CommandForm>
    </details>
  )
}
