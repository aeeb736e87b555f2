import type { RoomDetails } from '@parley/protocol/rooms.ts'
import { CommandForm } from '../forms/command-form.tsx'
import { Icon } from '../parts/icon.tsx'
import { Time } from '../parts/time.tsx'
import { Group } from '../shell/sheet.tsx'
import { adminTexts as texts } from '../texts/admin.ts'
import { roomFormTexts } from '../texts/room-forms.ts'

/** All public and private rooms, for the owner. */
export function RoomTable({ rooms }: { readonly rooms: readonly RoomDetails[] }) {
  return (
    <Group id="rooms" title={texts.rooms} lead={texts.roomsLead}>
      {rooms.length === 0 && <p class="empty">{texts.noRooms}</p>}
      <ul class="entries">
        {rooms.map((room) => (
          <RoomEntry key={room.id} room={room} />
        ))}
      </ul>
    </Group>
  )
}

function RoomEntry({ room }: { readonly room: RoomDetails }) {
  return (
    <li class="entry two-lines" data-off={room.isClosed || undefined}>
      <Icon name={room.kind === 'public' ? 'hash' : 'lock'} />
      <div class="lines">
        <b>
          <bdi>{room.name}</bdi>
        </b>
        <p>
          {texts.members(room.memberCount)}
          {room.kind === 'private' && ` · ${texts.private}`}
          {room.openToGuests && ` · ${texts.openToGuests}`}
          {room.isArchived && ` · ${texts.archived}`}
          {room.lastMessageAt !== null && (
            <>
              {` · ${texts.lastSaid} `}
              <Time at={room.lastMessageAt} as="moment" />
            </>
          )}
        </p>
      </div>
      {!room.isClosed && <Archiving room={room} />}
      {room.isClosed ? <span class="hint">{texts.closed}</span> : <Closing room={room} />}
    </li>
  )
}

/** It cannot be undone: it is asked twice. */
function Closing({ room }: { readonly room: RoomDetails }) {
  return (
    <details class="confirm" name="confirm">
      <summary class="text-button danger" aria-label={texts.of(texts.close, room.name)}>
        {texts.close}
      </summary>
      <div class="confirm-box">
        <CommandForm command="room.close" then="/admin#rooms" of={{ name: 'roomId', value: room.id }}>
          <p class="hint">{roomFormTexts.closeWhy}</p>
          <button class="button danger" type="submit" aria-label={texts.of(roomFormTexts.closeNow, room.name)}>
            {roomFormTexts.closeNow}
          </button>
        </CommandForm>
      </div>
    </details>
  )
}

function Archiving({ room }: { readonly room: RoomDetails }) {
  const action = room.isArchived ? texts.restore : texts.archive
  return (
    <CommandForm
      command={room.isArchived ? 'room.restore' : 'room.archive'}
      then="/admin#rooms"
      of={{ name: 'roomId', value: room.id }}
    >
      <button class="text-button" type="submit" aria-label={texts.of(action, room.name)}>
        {action}
      </button>
    </CommandForm>
  )
}
