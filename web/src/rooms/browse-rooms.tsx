import type { Room } from '@parley/protocol/rooms.ts'
import { CommandForm } from '../forms/command-form.tsx'
import { SearchForm } from '../forms/search-form.tsx'
import { Icon } from '../parts/icon.tsx'
import { SheetHead } from '../shell/sheet.tsx'
import { roomFormTexts } from '../texts/room-forms.ts'
import { roomTexts as texts } from '../texts/rooms.ts'
import { roomPath } from './room-title.ts'

type Props = {
  readonly rooms: readonly { readonly room: Room; readonly isMember: boolean }[]
  readonly search: string
  readonly nextHref?: string | null
  readonly areArchived?: boolean
}

/** The public rooms, to find and join one. */
export function BrowseRooms({ rooms, search, nextHref = null, areArchived = false }: Props) {
  return (
    <div class="pane settings" id="content" tabIndex={-1}>
      <div class="sheet">
        <SheetHead
          title={areArchived ? roomFormTexts.archivedRooms : roomFormTexts.rooms}
          lead={areArchived ? roomFormTexts.archivedLead : roomFormTexts.browseLead}
          back="/rooms"
          action={
            <a class="button" href="/rooms/new">
              <Icon name="plus" />
              {texts.addRoom}
            </a>
          }
        />
        <SearchForm
          action="/rooms"
          label={roomFormTexts.find}
          button={roomFormTexts.findButton}
          value={search}
          also={areArchived ? 'archived' : undefined}
        />
        {rooms.length === 0 && (
          <p class="empty">
            {search === ''
              ? areArchived
                ? roomFormTexts.noArchived
                : roomFormTexts.noPublicRooms
              : roomFormTexts.noneFound}
          </p>
        )}
        <ul class="entries">
          {rooms.map(({ room, isMember }) => (
            <BrowsedRoom key={room.id} room={room} isMember={isMember} />
          ))}
        </ul>
        <p>
          <a class="text-button" href={areArchived ? '/rooms?q=' : '/rooms?q=&archived='}>
            {areArchived ? roomFormTexts.presentRooms : roomFormTexts.archivedRooms}
          </a>
        </p>
        {nextHref !== null && (
          <p>
            <a class="text-button" href={nextHref}>
              {roomFormTexts.more}
            </a>
          </p>
        )}
      </div>
    </div>
  )
}

function BrowsedRoom({ room, isMember }: { readonly room: Room; readonly isMember: boolean }) {
  const path = roomPath(room)
  return (
    <li class="entry">
      <span class="room-line">
        <Icon name={room.isArchived ? 'archive' : 'hash'} />
        <span class="name">
          <a href={path}>
            <bdi>{room.name}</bdi>
          </a>
        </span>
        <span class="about" dir="auto">
          {room.description}
        </span>
      </span>
      <span class="digits">{texts.members(room.memberCount)}</span>
      {isMember ? (
        <a class="button" href={path}>
          {roomFormTexts.open}
          <span class="heard"> {room.name}</span>
        </a>
      ) : (
        <CommandForm command="room.join" then={path} of={{ name: 'roomId', value: room.id }}>
          <button class="button" type="submit">
            {texts.join}
            <span class="heard"> {room.name}</span>
          </button>
        </CommandForm>
      )}
    </li>
  )
}
