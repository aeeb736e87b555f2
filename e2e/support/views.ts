import type { ScreenName } from '@parley/web/pages/screens.ts'
import type { Account } from './accounts.ts'
import type { Opening } from './openings.ts'

/** A page in a state worth looking at. */
export type View = {
  screen: ScreenName
  /** The screen's name, and what is special about this state of it. */
  name: string
  url: string
  path: string
  account: Account | null
  /** What a person does before it looks so. */
  open?: Opening
}

/** What lies over a room, or stands in it, after somebody did something. */
const OPENED: readonly Opening[] = [
  'switcher',
  'shortcuts',
  'reactors',
  'card',
  'editing',
  'answering',
  'sheet',
  'versions',
  'emoji',
  'notifications',
  'status',
  'drafts',
]

/** The same, after somebody began to write: each another one, whose draft stands in no other view. */
const WRITTEN: readonly (readonly [Opening, string])[] = [
  ['previewing', 'agnieszka'],
  ['suggestingPeople', 'joao'],
  ['suggestingRooms', 'ines'],
  ['suggestingCommands', 'tom'],
]

type Stage = {
  url: string
  /** Of the Parley that nobody set up. */
  freshUrl: string
  account: (who: string) => Account
  /** Their ids by their names. */
  rooms: Readonly<Record<string, string>>
  rootId: string
  invite: string
}

/** Every view, at least one of each screen. */
export function* viewsOf({ url, freshUrl, account, rooms, rootId, invite }: Stage): Generator<View> {
  const marta = account('marta')
  const own = (screen: ScreenName, path: string, name: string = screen) => ({ screen, name, url, path, account: marta })
  const visitor = (screen: ScreenName, path: string, name: string = screen) => ({
    screen,
    name,
    url,
    path,
    account: null,
  })
  yield visitor('landing', '/')
  yield visitor('landing', '/?room=beach-clean', 'landing-room')
  yield { ...visitor('setUp', '/set-up'), url: freshUrl }
  yield visitor('logIn', '/log-in')
  yield { ...visitor('logIn', '/log-in', 'logIn-problem'), open: 'problem' }
  yield visitor('register', '/register')
  yield { ...visitor('register', '/register', 'register-guest'), account: account('guest') }
  yield visitor('invite', `/i/${invite}`)
  yield visitor('invite', '/i/no-longer-good', 'invite-gone')
  yield own('rooms', '/rooms')
  yield own('rooms', '/rooms?q=kite', 'rooms-search')
  yield own('search', '/search?q=the+-walrus')
  yield own('search', '/search', 'search-start')
  yield own('search', '/search?q=walrus+in%3Akites', 'search-nothing')
  yield own('inbox', '/inbox')
  yield own('inbox', '/inbox?unread', 'inbox-unread')
  yield { ...own('inbox', '/inbox', 'inbox-nothing'), account: account('olu') }
  yield own('newRoom', '/rooms/new')
  yield own('room', '/r/beach-clean')
  yield own('room', '/r/general', 'room-languages')
  yield own('room', `/r/${rooms['minutes']}`, 'room-long')
  yield own('room', '/r/kites', 'room-empty')
  yield own('room', '/r/translations', 'room-outside')
  yield own('room', `/r/${rooms['marta+ines']}`, 'room-direct')
  yield { ...own('room', '/r/beach-clean', 'room-guest'), account: account('guest') }
  for (const open of OPENED) yield { ...own('room', '/r/beach-clean', `room-${open}`), open }
  for (const [open, who] of WRITTEN)
    yield { ...own('room', '/r/beach-clean', `room-${open}`), account: account(who), open }
  yield own('message', '/r/beach-clean/12')
  yield own('thread', `/r/beach-clean/t/${rootId}`)
  yield own('threads', '/threads')
  yield { ...own('threads', '/threads', 'threads-none'), account: account('olu') }
  // The one with an end: nobody can say when the other is complete.
  yield own('liveRoom', '/r/beach-clean/live?refresh=')
  yield own('roomMembers', '/r/beach-clean/members')
  yield own('roomPins', '/r/beach-clean/pins')
  yield own('roomPins', '/r/kites/pins', 'roomPins-none')
  yield own('editRoom', '/r/beach-clean/edit')
  yield { ...own('editRoom', '/r/harbour-notices/edit', 'editRoom-about'), account: account('layla') }
  yield own('editRoom', '/r/regatta-2025/edit', 'editRoom-archived')
  yield own('arrangeRooms', '/rooms/arrange')
  yield own('room', '/r/regatta-2025', 'room-archived')
  yield { ...own('room', '/r/harbour-notices', 'room-announcements'), account: account('layla') }
  yield { ...own('room', '/r/kites', 'room-placing'), open: 'placing' }
  yield { ...own('roomMembers', '/r/beach-clean/members', 'roomMembers-managing'), open: 'managing' }
  yield own('rooms', '/rooms?q=&archived=', 'rooms-archived')
  yield own('saved', '/saved')
  yield { ...own('saved', '/saved', 'saved-none'), account: account('olu') }
  yield own('later', '/later')
  yield { ...own('later', '/later', 'later-none'), account: account('olu') }
  yield own('people', '/people')
  yield own('people', '/people?q=nobody-of-this-name', 'people-none')
  yield own('person', '/people/layla')
  yield own('settings', '/settings')
  yield { ...own('settings', '/settings', 'settings-guest'), account: account('guest') }
  yield own('admin', '/admin')
  yield own('offline', '/offline')
  yield visitor('landing', '/nothing-is-here', 'nothing')
}
