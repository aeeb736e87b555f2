import type { Community } from '@parley/protocol/community.ts'
import { sayError } from '@parley/web/texts/say-error.ts'
import { ERRORS, type ParleyError } from '@parley/protocol/errors.ts'
import type { ScreenName } from '@parley/web/pages/screens.ts'
import { ErrorPage } from '@parley/web/shell/error-page.tsx'
import { invitePage, landingPage, logInPage, registerPage, setUpPage } from './door-pages.tsx'
import { showPage, themeOf } from './frame.tsx'
import { liveRoomPage } from './live-page.tsx'
import { offlinePage } from './offline-page.tsx'
import { inboxPage } from './inbox-page.tsx'
import { ask, type PageContext } from './page-context.ts'
import { laterPage } from './later-page.tsx'
import { savedPage } from './saved-page.tsx'
import {
  messagePage,
  roomMembersPage,
  roomPage,
  roomPinsPage,
  roomsPage,
  threadPage,
  threadsPage,
} from './room-pages.tsx'
import { arrangeRoomsPage, newRoomPage, roomSettingsPage } from './room-sheets.tsx'
import { adminPage, peoplePage, personPage, settingsPage } from './sheet-pages.tsx'
import { searchPage } from './search-page.tsx'

type ScreenPage = (context: PageContext, community: Community) => Promise<Response>

/** Every screen and what renders it. A screen of the list that is missing here does not compile. */
export const screenPages: Record<ScreenName, ScreenPage> = {
  landing: landingPage,
  setUp: setUpPage,
  logIn: logInPage,
  register: registerPage,
  invite: invitePage,
  rooms: roomsPage,
  search: searchPage,
  newRoom: newRoomPage,
  arrangeRooms: arrangeRoomsPage,
  room: roomPage,
  liveRoom: liveRoomPage,
  roomMembers: roomMembersPage,
  roomPins: roomPinsPage,
  editRoom: roomSettingsPage,
  thread: threadPage,
  threads: threadsPage,
  message: messagePage,
  later: laterPage,
  saved: savedPage,
  inbox: inboxPage,
  people: peoplePage,
  person: personPage,
  settings: settingsPage,
  admin: adminPage,
  offline: offlinePage,
}

/** Says what went wrong, and keeps what somebody had typed. */
export async function errorPage(context: PageContext, error: ParleyError): Promise<Response> {
  const community = await ask(context, 'community.show', {}).catch(() => ({ name: 'Parley', description: '' }))
  const { status } = ERRORS[error.code]
  const answer = showPage(context, {
    title: `${sayError(error)} · ${community.name}`,
    status,
    body: (
      <ErrorPage
        community={community}
        theme={themeOf(context.headers)}
        code={error.code}
        status={status}
        message={sayError(error)}
        keptText={context.problem?.fields.body ?? null}
      />
    ),
  })
  if (error.hints.retryS !== undefined) answer.headers.set('Retry-After', String(error.hints.retryS))
  return answer
}
