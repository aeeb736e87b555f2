import type { Member, RoomRole } from '@parley/protocol/memberships.ts'
import { mayIn, mayRemove, type Standing, standingOf } from '@parley/protocol/rights.ts'
import type { Room } from '@parley/protocol/rooms.ts'
import type { Person } from '@parley/protocol/users.ts'
import { CommandForm } from '../forms/command-form.tsx'
import { Icon } from '../parts/icon.tsx'
import { personName } from '../rooms/room-title.ts'
import { peopleTexts as texts } from '../texts/people.ts'

type Props = {
  readonly room: Room
  readonly path: string
  readonly member: Member
  readonly person: Person | undefined
  readonly isMe: boolean
  /** How one stands in the room oneself. */
  readonly standing: Standing
}

/** The roles of a room, the highest first. */
export const ROLES: readonly RoomRole[] = ['owner', 'moderator', 'member']

/** What one may do with somebody in a room: it opens first, so that nothing is done by one press. */
export function ManageMember({ room, path, member, person, isMe, standing }: Props) {
  const other = standingOf(person?.role ?? 'gone', member.role)
  const roles =
    mayIn(room, 'set-role', standing) && other !== 'guest' ? ROLES.filter((role) => role !== member.role) : []
  const removes = !isMe && mayIn(room, 'remove-member', standing) && mayRemove(standing, other)
  if (roles.length === 0 && !removes) return null
  const name = personName(person)
  const hidden = { roomId: room.id }
  const of = { name: 'userId', value: member.userId }
  return (
    <details class="confirm" name="confirm">
      <summary class="tool" aria-label={texts.manage(name)}>
        <Icon name="ellipsis" />
      </summary>
      <div class="confirm-box">
        {roles.map((role) => (
          <CommandForm
            key={role}
            command="room.set-role"
            stays
            then={`${path}/members`}
            hidden={{ ...hidden, role }}
            of={of}
          >
            <button class="text-button" type="submit" aria-label={texts.makeRole[role](name)}>
              {texts.makes[role]}
            </button>
            <p class="hint">{texts.roleWhy[role]}</p>
          </CommandForm>
        ))}
        {removes && (
          <CommandForm command="room.remove-member" stays then={`${path}/members`} hidden={hidden} of={of}>
            <button class="text-button danger" type="submit" aria-label={texts.removeName(name)}>
              {texts.removeNow}
            </button>
            <p class="hint">{texts.removeWhy}</p>
          </CommandForm>
        )}
      </div>
    </details>
  )
}
