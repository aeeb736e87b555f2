import type { Presence } from '@parley/protocol/presence.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { ComponentChildren } from 'preact'
import { Avatar } from '../parts/avatar.tsx'
import type { IconName } from '../parts/icon-names.ts'
import { Icon } from '../parts/icon.tsx'
import { roomTexts as texts } from '../texts/rooms.ts'
import { shellTexts } from '../texts/shell.ts'
import { personName } from './room-title.ts'
import { RoomRowView } from './room-row.tsx'
import type { RoomRow } from './room-rows.ts'

type Props = {
  readonly communityName: string
  readonly rooms: readonly RoomRow[]
  readonly people: readonly RoomRow[]
  readonly me: Person
  readonly presence?: Presence
  /** Opens the switcher instead of the page of rooms. */
  readonly onGoTo?: ((event: MouseEvent) => void) | undefined
  readonly onOpen?: ((row: RoomRow, event: MouseEvent) => void) | undefined
}

/** Rooms by last activity, conversations, and oneself. */
export function Sidebar({ communityName, rooms, people, me, presence = 'online', onGoTo, onOpen }: Props) {
  const isGuest = me.role === 'guest'
  return (
    <nav class="sidebar" aria-label={texts.roomsAndPeople}>
      <SidebarHead communityName={communityName} isGuest={isGuest} onGoTo={onGoTo} />
      <div class="sidebar-lists">
        <Section id="rooms" title={texts.rooms} tool={isGuest ? null : { href: '/rooms?q=', label: texts.addOrBrowse }}>
          {rooms.length === 0 && <p class="nothing">{texts.noRooms}</p>}
          <ul>
            {rooms.map((row) => (
              <RoomRowView key={row.id} row={row} onOpen={onOpen} />
            ))}
            {!isGuest && rooms.length < 2 && <Action href="/rooms/new" icon="plus" label={texts.addRoom} />}
          </ul>
        </Section>
        {isGuest ? (
          <ul>
            <Action href="/register" icon="user-plus" label={texts.createAccount} />
          </ul>
        ) : (
          <Section id="people" title={texts.people} tool={{ href: '/people', label: texts.writeToSomeone }}>
            {people.length === 0 && <p class="nothing">{texts.noPeople}</p>}
            <ul>
              {people.map((row) => (
                <RoomRowView key={row.id} row={row} onOpen={onOpen} />
              ))}
              {people.length === 0 && <FirstPeople isOwner={me.role === 'owner'} />}
            </ul>
          </Section>
        )}
      </div>
      <Oneself me={me} presence={presence} />
    </nav>
  )
}

type HeadProps = { communityName: string; isGuest: boolean; onGoTo: ((event: MouseEvent) => void) | undefined }

function SidebarHead({ communityName, isGuest, onGoTo }: HeadProps) {
  return (
    <div class="sidebar-head">
      <div class="community">
        <a class="community-name" href="/rooms">
          <CommunitySign name={communityName} />
          <span>
            <bdi>{communityName}</bdi>
          </span>
        </a>
        {!isGuest && (
          <a class="tool" href="/people" aria-label={texts.newConversation}>
            <Icon name="square-pen" />
          </a>
        )}
      </div>
      {!isGuest && (
        <a class="go-to" href="/rooms" aria-keyshortcuts="Control+K" onClick={onGoTo}>
          <Icon name="search" />
          <span>{texts.goTo}</span>
          <kbd>{texts.goToKeys}</kbd>
        </a>
      )}
    </div>
  )
}

/** A community's mark: its first letter. */
export function CommunitySign({ name }: { readonly name: string }) {
  return (
    <span class="sign" aria-hidden="true">
      {[...name][0]?.toLocaleUpperCase('en') ?? ''}
    </span>
  )
}

type SectionProps = {
  readonly id: string
  readonly title: string
  readonly tool: { readonly href: string; readonly label: string } | null
  readonly children: ComponentChildren
}

function Section({ id, title, tool, children }: SectionProps) {
  return (
    <section class="section" aria-labelledby={`section-${id}`}>
      <div class="section-head">
        <h2 id={`section-${id}`}>{title}</h2>
        {tool !== null && (
          <a class="tool" href={tool.href} aria-label={tool.label}>
            <Icon name="plus" />
          </a>
        )}
      </div>
      {children}
    </section>
  )
}

function FirstPeople({ isOwner }: { readonly isOwner: boolean }) {
  return isOwner ? (
    <Action href="/admin#invites" icon="user-plus" label={texts.invitePeople} />
  ) : (
    <Action href="/people" icon="user-plus" label={texts.writeToSomeone} />
  )
}

function Action({ href, icon, label }: { readonly href: string; readonly icon: IconName; readonly label: string }) {
  return (
    <li>
      <a class="row action" href={href}>
        <Icon name={icon} />
        <span class="row-name">{label}</span>
      </a>
    </li>
  )
}

function Oneself({ me, presence }: { readonly me: Person; readonly presence: Presence }) {
  const name = personName(me)
  const about = me.statusText || (me.role === 'member' ? shellTexts.presence[presence] : shellTexts.role[me.role])
  return (
    <div class="me">
      <a class="me-name" href="/settings">
        <Avatar name={name} size="small" presence={presence} />
        <span>
          <b>
            <bdi>{name}</bdi>
          </b>
          <small>
            <bdi>{about}</bdi>
          </small>
        </span>
      </a>
      {me.role === 'owner' && (
        <a class="tool" href="/admin" aria-label={shellTexts.administration}>
          <Icon name="house" />
        </a>
      )}
      <a class="tool" href="/settings" aria-label={shellTexts.settings}>
        <Icon name="settings" />
      </a>
    </div>
  )
}
