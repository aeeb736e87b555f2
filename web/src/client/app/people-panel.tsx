import { standingOf } from '@parley/protocol/rights.ts'
import { MembersPanel } from '../../memberships/members-panel.tsx'
import { roomPath, roomSign } from '../../rooms/room-title.ts'
import type { PanelProps } from './lazy-views.ts'

/** The people of the room that is open. */
export function PeoplePanel({ model }: PanelProps) {
  const { room, user } = model
  const members = room?.members ?? model.memberPage?.page.members
  if (room === null || members === undefined) return null
  return (
    <MembersPanel
      room={room.room}
      roomSign={roomSign(room.room, user.people, user.me.id)}
      path={roomPath(room.room)}
      members={members}
      people={user.people}
      presence={model.presence}
      ownId={user.me.id}
      nextHref={room.members === null ? (model.memberPage?.nextHref ?? null) : null}
      candidates={model.candidates}
      standing={standingOf(user.me.role, room.membership?.role ?? 'member')}
    />
  )
}
