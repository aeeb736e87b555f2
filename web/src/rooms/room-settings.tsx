import type { Member } from '@parley/protocol/memberships.ts'
import { mayIn, type Standing } from '@parley/protocol/rights.ts'
import type { Room } from '@parley/protocol/rooms.ts'
import type { Person } from '@parley/protocol/users.ts'
import { CommandForm } from '../forms/command-form.tsx'
import { PersonLine } from '../people/person-line.tsx'
import { Group, SheetHead } from '../shell/sheet.tsx'
import { roomSettingsTexts as texts } from '../texts/room-settings.ts'
import { roomFormTexts } from '../texts/room-forms.ts'
import { AboutRoom } from './about-room.tsx'
import { EditRoom } from './edit-room.tsx'

type Props = {
  readonly room: Room
  readonly path: string
  readonly ownId: string
  /** How one stands in the room. */
  readonly standing: Standing
  /** A page of the people. */
  readonly members: readonly Member[]
  readonly people: Readonly<Record<string, Person>>
  readonly nextHref: string | null
}

/** What a room is and who is in it; for its moderators and owners, how it is changed. */
export function RoomSettings(props: Props) {
  const { room, path, standing, ownId } = props
  const may = (right: Parameters<typeof mayIn>[1]) => mayIn(room, right, standing)
  return (
    <div class="pane settings" id="content" tabIndex={-1} data-fresh={ownId} data-fresh-rooms={room.id}>
      <div class="sheet">
        <div class="group">
          <SheetHead title={room.name ?? ''} isName back={path} />
          {room.isArchived && <p class="archived-line">{texts.isArchived}</p>}
          {may('set-up') ? (
            <EditRoom room={room} mayRename={may('rename')} />
          ) : (
            <AboutRoom room={room} maySetTopic={may('set-topic')} />
          )}
        </div>
        <People {...props} mayManage={may('set-role') || may('remove-member')} />
        {may('convert') && <Convert room={room} />}
        {may('archive') && <Archive room={room} />}
        {may('close') && <Close room={room} />}
      </div>
    </div>
  )
}

function People({ members, people, path, nextHref, mayManage }: Props & { readonly mayManage: boolean }) {
  const manage = (
    <a class="button" href={`${path}/members`}>
      {texts.changeRoles}
    </a>
  )
  return (
    <Group id="members" title={texts.people} lead={texts.peopleLead} action={mayManage ? manage : undefined}>
      <ul class="entries">
        {members.map(({ userId, role }) => (
          <li class="entry" key={userId} id={`member-${userId}`}>
            <PersonLine
              person={people[userId]}
              about={people[userId]?.role === 'guest' ? texts.guest : texts.roles[role]}
            />
          </li>
        ))}
      </ul>
      {nextHref !== null && (
        <p>
          <a class="text-button" href={nextHref}>
            {texts.morePeople}
          </a>
        </p>
      )}
    </Group>
  )
}

function Convert({ room }: { readonly room: Room }) {
  const isPublic = room.kind === 'public'
  const lead = isPublic ? (room.openToGuests ? texts.isOpen : texts.isPublic) : texts.isPrivate
  return (
    <Group id="convert" title={texts.kind} lead={lead}>
      <details class="danger-zone">
        <summary class="button">{isPublic ? texts.makePrivate : texts.makePublic}</summary>
        <CommandForm
          command="room.convert"
          then={`/r/${room.id}/edit`}
          hidden={{ roomId: room.id, kind: isPublic ? 'private' : 'public' }}
        >
          <ul class="what-happens">
            {(isPublic ? texts.makePrivateWhat : texts.makePublicWhat).map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
          <button class="button danger" type="submit">
            {isPublic ? texts.makePrivateNow : texts.makePublicNow}
          </button>
        </CommandForm>
      </details>
    </Group>
  )
}

function Archive({ room }: { readonly room: Room }) {
  const command = room.isArchived ? 'room.restore' : 'room.archive'
  return (
    <Group id="archive" title={texts.archive} lead={room.isArchived ? texts.isArchived : texts.archiveWhy}>
      <CommandForm command={command} then={`/r/${room.id}`} hidden={{ roomId: room.id }} class="alone">
        <button class="button" type="submit">
          {room.isArchived ? texts.restore : texts.archiveNow}
        </button>
      </CommandForm>
    </Group>
  )
}

function Close({ room }: { readonly room: Room }) {
  return (
    <Group id="close" title={roomFormTexts.close} lead={roomFormTexts.closeWhy}>
      <details class="danger-zone">
        <summary class="button">{roomFormTexts.close}</summary>
        <CommandForm command="room.close" then="/rooms" hidden={{ roomId: room.id }}>
          <button class="button danger" type="submit">
            {roomFormTexts.closeNow}
          </button>
        </CommandForm>
      </details>
    </Group>
  )
}
