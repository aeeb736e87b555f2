import type { Presence } from '@parley/protocol/presence.ts'
import type { Room } from '@parley/protocol/rooms.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { pinTexts } from '../texts/pins.ts'
import { roomTexts as texts } from '../texts/rooms.ts'
import { searchIn, searchPath } from '../search/search-path.ts'
import { shellTexts } from '../texts/shell.ts'

type Props = {
  readonly room: Room
  readonly title: string
  readonly path: string
  /** Of the other one in a conversation of two. */
  readonly presence?: Presence | undefined
  readonly about?: string
  /** Whether there is a page about the room, for those in it. */
  readonly hasSettings: boolean
  /** What is shown beside the room. */
  readonly panel?: 'members' | 'pins' | 'thread' | null
  /** Opens what of the room concerns one; absent where one is not in it, or no script runs. */
  readonly onNotifications?: (() => void) | undefined
  readonly onBack?: ((event: MouseEvent) => void) | undefined
}

/** A room's name, what it is for, and what one can do with it: where there is little room, in a menu. */
export function RoomBar(props: Props) {
  const { room, title, path, presence, about, hasSettings, panel, onBack } = props
  const description = about ?? (room.topic || room.description)
  return (
    <header class="bar">
      <a class="tool back" href="/rooms" aria-label={shellTexts.backToRooms} onClick={onBack}>
        <Icon name="chevron-left" isLarge turns />
      </a>
      <span class="bar-sign">
        <Sign room={room} title={title} presence={presence} />
      </span>
      <div class="bar-title">
        <h1>
          <bdi>{title}</bdi>
        </h1>
        {description !== '' && <p dir="auto">{description}</p>}
      </div>
      <div class="tools">
        {room.name !== null && (
          <a class="tool" href={searchPath(searchIn(room.name))} aria-label={texts.searchHere} title={texts.searchHere}>
            <Icon name="search" />
          </a>
        )}
        <button class="tool more-tools" type="button" popovertarget="room-tools" aria-label={texts.moreAbout}>
          <Icon name="ellipsis" />
        </button>
        <div class="room-tools" id="room-tools" popover="auto">
          {props.onNotifications && (
            <button
              class="tool"
              type="button"
              aria-label={texts.notifications}
              onClick={(event) => {
                closeMenu(event)
                props.onNotifications?.()
              }}
            >
              <Icon name="bell" />
              <span>{texts.notifications}</span>
            </button>
          )}
          <a
            class="tool"
            href={panel === 'pins' ? path : `${path}/pins`}
            aria-label={pinTexts.pins}
            title={pinTexts.pins}
            aria-current={panel === 'pins' || undefined}
            onClick={closeMenu}
          >
            <Icon name="pin" />
            <span>{pinTexts.pins}</span>
          </a>
          <a
            class="tool wide"
            href={panel === 'members' ? path : `${path}/members`}
            aria-label={texts.members(room.memberCount)}
            aria-current={panel === 'members' || undefined}
            onClick={closeMenu}
          >
            <Icon name="users" />
            <span class="digits">{room.memberCount}</span>
            <span>{texts.members(room.memberCount)}</span>
          </a>
          {hasSettings && (
            <a class="tool" href={`${path}/edit`} aria-label={texts.aboutRoom} title={texts.aboutRoom}>
              <Icon name="settings" />
              <span>{texts.aboutRoom}</span>
            </a>
          )}
        </div>
      </div>
    </header>
  )
}

/** Who goes on in the same page has left the menu. */
function closeMenu({ currentTarget }: { readonly currentTarget: HTMLElement }): void {
  currentTarget.closest<HTMLElement>('[popover]')?.togglePopover(false)
}

type SignProps = { readonly room: Room; readonly title: string; readonly presence: Presence | undefined }

function Sign({ room, title, presence }: SignProps) {
  if (room.kind === 'public') return <Icon name="hash" isLarge />
  if (room.kind === 'private') return <Icon name="lock" isLarge />
  const others = room.peopleIds.length - 1
  return <Avatar name={title} size="small" presence={presence} {...(others > 1 ? { sign: String(others) } : {})} />
}
