import type { Community } from '@parley/protocol/community.ts'
import type { GuestDetails } from '@parley/protocol/guests.ts'
import type { RoomDetails } from '@parley/protocol/rooms.ts'
import type { UserDetails } from '@parley/protocol/users.ts'
import { CommunityForm } from '../community/community-form.tsx'
import { GuestTable } from '../guests/guest-table.tsx'
import { InviteList, type ShownInvite } from '../invites/invite-list.tsx'
import { RoomTable } from '../rooms/room-table.tsx'
import { SettingsSidebar } from '../settings/settings-sidebar.tsx'
import { AppShell } from '../shell/app-shell.tsx'
import { UserTable } from '../people/user-table.tsx'
import { adminTexts as texts } from '../texts/admin.ts'

type Props = {
  readonly community: Community
  readonly invites: readonly ShownInvite[]
  readonly users: readonly UserDetails[]
  readonly guests: readonly GuestDetails[]
  readonly rooms: readonly RoomDetails[]
  readonly ownId: string
  readonly onCopy?: ((text: string) => void) | undefined
}

const links = () =>
  [
    { href: '#community', icon: 'house', label: texts.community, isCurrent: true },
    { href: '#invites', icon: 'ticket', label: texts.invites },
    { href: '#people', icon: 'users', label: texts.people },
    { href: '#guests', icon: 'user', label: texts.guests },
    { href: '#rooms', icon: 'hash', label: texts.rooms },
  ] as const

/** The owner's page. */
export function AdminPage({ community, invites, users, guests, rooms, ownId, onCopy }: Props) {
  const sections = [{ id: 'administration', title: community.name, links: links() }]
  return (
    <AppShell
      pane="room"
      sidebar={<SettingsSidebar title={texts.administration} backHref="/rooms" sections={sections} />}
    >
      <div class="pane settings" id="content" tabIndex={-1}>
        <div class="sheet">
          <CommunityForm community={community} />
          <InviteList invites={invites} onCopy={onCopy} />
          <UserTable users={users} ownId={ownId} />
          <GuestTable guests={guests} />
          <RoomTable rooms={rooms} />
        </div>
      </div>
    </AppShell>
  )
}
