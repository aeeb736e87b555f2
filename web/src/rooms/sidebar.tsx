import type { Presence } from '@parley/protocol/presence.ts'
import type { Person } from '@parley/protocol/users.ts'
import { CommandForm } from '../forms/command-form.tsx'
import { Avatar } from '../parts/avatar.tsx'
import type { IconName } from '../parts/icon-names.ts'
import { useClock } from '../parts/clock.tsx'
import { Icon } from '../parts/icon.tsx'
import { statusOf } from '../people/status.ts'
import { roomTexts as texts } from '../texts/rooms.ts'
import { savedTexts } from '../texts/saved.ts'
import { threadTexts } from '../texts/threads.ts'
import { shellTexts } from '../texts/shell.ts'
import { personName } from './room-title.ts'
import { RoomRowView } from './room-row.tsx'
import { type RoomRow, shownRows, type SidebarSection } from './room-rows.ts'

type Props = {
  readonly communityName: string
  readonly sections: readonly SidebarSection[]
  readonly me: Person
  readonly presence?: Presence
  readonly threads?: { readonly isCurrent: boolean; readonly isUnread: boolean }
  /** Whether the inbox is shown. */
  readonly isInbox?: boolean
  /** Of how many messages one was reminded, and has not seen it. */
  readonly reminded?: number
  /** Opens the switcher instead of the page of rooms. */
  readonly onGoTo?: ((event: MouseEvent) => void) | undefined
  readonly onOpen?: ((row: RoomRow, event: MouseEvent) => void) | undefined
  /** Shows drafts, scheduled messages and reminders over the page instead of on their own. */
  readonly onLater?: ((event: MouseEvent) => void) | undefined
  /** Asks where a room is to stand instead of opening the page that does. */
  readonly onPlace?: ((roomId: string, event: MouseEvent) => void) | undefined
  /** Opens what one is up to instead of the settings. */
  readonly onStatus?: ((event: MouseEvent) => void) | undefined
}

/** Rooms and conversations as one has arranged them, and oneself. */
export function Sidebar(props: Props) {
  const { communityName, sections, me, presence = 'online', threads, onGoTo } = props
  const isGuest = me.role === 'guest'
  return (
    <nav class="sidebar" aria-label={texts.roomsAndPeople}>
      <SidebarHead communityName={communityName} isGuest={isGuest} onGoTo={onGoTo} />
      <div class="sidebar-lists">
        <InboxRow {...props} />
        {threads && <ThreadsRow {...threads} />}
        {sections
          .filter(({ id }) => !isGuest || id !== 'people')
          .map((section) => (
            <Section key={section.id} {...props} section={section} />
          ))}
        <LaterLink onLater={props.onLater} />
        {isGuest && (
          <ul>
            <Action href="/register" icon="user-plus" label={texts.createAccount} />
          </ul>
        )}
      </div>
      <Oneself me={me} presence={presence} onStatus={props.onStatus} />
    </nav>
  )
}

/** A guest, to whom few things are said, has it while there is something in it. */
function InboxRow({ me, isInbox = false, reminded = 0 }: Props) {
  if (me.role === 'guest' && reminded === 0) return null
  return (
    <a class="row" href="/inbox" data-unread={reminded > 0 || undefined} aria-current={isInbox ? 'page' : undefined}>
      <Icon name="inbox" />
      <span class="row-name">{texts.inbox}</span>
      {reminded > 0 && (
        <span class="row-end">
          <span class="count">
            {reminded}
            <span class="heard">{texts.unread}</span>
          </span>
        </span>
      )}
    </a>
  )
}

function ThreadsRow({ isCurrent, isUnread }: NonNullable<Props['threads']>) {
  return (
    <ul class="sidebar-top">
      <li>
        <a
          class="row"
          href="/threads"
          data-unread={isUnread || undefined}
          aria-current={isCurrent ? 'page' : undefined}
        >
          <Icon name="message-square-text" />
          <span class="row-name">{threadTexts.threads}</span>
          {isUnread && <span class="heard">{threadTexts.unread}</span>}
        </a>
      </li>
    </ul>
  )
}

function LaterLink({ onLater }: Pick<Props, 'onLater'>) {
  return (
    <ul>
      <li>
        <a class="row action" href="/later" onClick={onLater}>
          <Icon name="clock" />
          <span class="row-name">{texts.forLater}</span>
        </a>
      </li>
    </ul>
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

type SectionProps = Pick<Props, 'me' | 'onOpen' | 'onPlace'> & { readonly section: SidebarSection }

const tools = (): Readonly<Record<string, { readonly href: string; readonly label: string }>> => ({
  rooms: { href: '/rooms?q=', label: texts.addOrBrowse },
  people: { href: '/people', label: texts.writeToSomeone },
})

function Section({ section, me, onOpen, onPlace }: SectionProps) {
  const { id, rows } = section
  const isGuest = me.role === 'guest'
  const tool = isGuest ? undefined : tools()[id]
  return (
    <section class="section" aria-labelledby={`section-${id}`}>
      <div class="section-head">
        <SectionTitle section={section} isGuest={isGuest} />
        {tool !== undefined && (
          <a class="tool" href={tool.href} aria-label={tool.label}>
            <Icon name="plus" />
          </a>
        )}
      </div>
      {rows.length === 0 && !section.isCollapsed && <p class="nothing">{nothingIn(id)}</p>}
      <ul>
        {shownRows(section).map((row) => (
          <RoomRowView key={row.id} row={row} onOpen={onOpen} mayPlace={!isGuest} onPlace={onPlace} />
        ))}
        {id === 'rooms' && !isGuest && rows.length < 2 && (
          <Action href="/rooms/new" icon="plus" label={texts.addRoom} />
        )}
        {id === 'people' && rows.length === 0 && <FirstPeople isOwner={me.role === 'owner'} />}
      </ul>
    </section>
  )
}

function nothingIn(id: string): string {
  return id === 'rooms' ? texts.noRooms : id === 'people' ? texts.noPeople : texts.emptySection
}

/** A title that folds its section: for a guest, whose list is short, a title alone. */
function SectionTitle({ section, isGuest }: { readonly section: SidebarSection; readonly isGuest: boolean }) {
  const { id, name, isCollapsed } = section
  const title = name === null ? texts.builtIn[id] : <bdi>{name}</bdi>
  if (isGuest) return <h2 id={`section-${id}`}>{title}</h2>
  return (
    <CommandForm command="section.edit" stays hidden={{ sectionId: id, isCollapsed: String(!isCollapsed) }}>
      <h2 id={`section-${id}`}>
        <button class="fold" type="submit" aria-expanded={!isCollapsed}>
          {title}
          <Icon name="chevron-down" />
        </button>
      </h2>
    </CommandForm>
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

type OneselfProps = Required<Pick<Props, 'me' | 'presence'>> & Pick<Props, 'onStatus'>

function Oneself({ me, presence, onStatus }: OneselfProps) {
  const name = personName(me)
  const status = statusOf(me, useClock().now)
  const about = status?.text || (me.role === 'guest' ? shellTexts.role.guest : shellTexts.presence[presence])
  return (
    <div class="me">
      <a class="me-name" href="/settings#status" onClick={me.role === 'guest' ? undefined : onStatus}>
        <Avatar name={name} size="small" presence={presence} />
        <span>
          <b>
            <bdi>{name}</bdi>
          </b>
          <small>
            {status !== null && status.emoji !== '' && `${status.emoji} `}
            <bdi>{about}</bdi>
          </small>
        </span>
      </a>
      {me.role === 'owner' && (
        <a class="tool" href="/admin" aria-label={shellTexts.administration}>
          <Icon name="house" />
        </a>
      )}
      <a class="tool" href="/saved" aria-label={savedTexts.title} title={savedTexts.title}>
        <Icon name="bookmark" />
      </a>
      <a class="tool" href="/settings" aria-label={shellTexts.settings}>
        <Icon name="settings" />
      </a>
    </div>
  )
}
