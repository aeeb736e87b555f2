import { standingOf } from '@parley/protocol/rights.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { isId } from '@parley/web/client/routing/routes.ts'
import { NewRoom } from '@parley/web/rooms/new-room.tsx'
import { RoomSettings } from '@parley/web/rooms/room-settings.tsx'
import { roomPath, roomTitle } from '@parley/web/rooms/room-title.ts'
import { ArrangePage } from '@parley/web/sections/arrange-page.tsx'
import { roomFormTexts } from '@parley/web/texts/room-forms.ts'
import { sectionTexts } from '@parley/web/texts/sections.ts'
import { findRoom } from './load-app.ts'
import { ask, type PageContext } from './page-context.ts'
import { showSheet } from './sheet-pages.tsx'

/** Makes a room. */
export async function newRoomPage(context: PageContext): Promise<Response> {
  return showSheet(context, roomFormTexts.newRoom, <NewRoom />)
}

/** What a room is, for everybody in it; and, for whoever may, how it is changed. */
export async function roomSettingsPage(context: PageContext): Promise<Response> {
  const { room, membership } = (await findRoom(context, context.param('room'))).entry
  if (membership === null || room.kind === 'direct') throw new ParleyError('forbidden')
  const { actor } = context.visit
  const standing = standingOf(actor.role === 'nobody' ? 'guest' : actor.role, membership.role)
  const after = context.url.searchParams.get('after') ?? ''
  const page = await ask(context, 'room.members', { roomId: room.id, ...(isId(after) ? { after } : {}) })
  return showSheet(
    context,
    room.name ?? '',
    <RoomSettings
      room={room}
      path={roomPath(room)}
      ownId={actor.id ?? ''}
      standing={standing}
      members={page.members}
      people={Object.fromEntries(page.people.map((person) => [person.id, person]))}
      nextHref={page.next === null ? null : `${roomPath(room)}/edit?after=${page.next}#members`}
    />,
  )
}

/** How one's list of rooms is arranged. */
export async function arrangeRoomsPage(context: PageContext): Promise<Response> {
  const list = await ask(context, 'room.list', {})
  const { me } = await ask(context, 'session.show', {})
  const people = Object.fromEntries(list.people.map((person) => [person.id, person]))
  const rooms = list.entries.map(({ room, membership }) => ({
    id: room.id,
    title: roomTitle(room, people, me.id),
    peopleIds: room.peopleIds,
    sectionId: membership?.sectionId ?? null,
  }))
  return showSheet(context, sectionTexts.arrange, <ArrangePage sections={list.sections} rooms={rooms} ownId={me.id} />)
}
