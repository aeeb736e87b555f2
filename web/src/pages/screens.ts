/** Who sees a screen: visitors, those with a session, those with an account, owners, or anyone. */
export type ScreenFor = 'visitor' | 'session' | 'account' | 'owner' | 'anyone'

/** Every page that the server renders: routes, screenshots and the tests of access are made from this list. */
export const SCREENS = {
  landing: { path: '/', title: 'Landing', who: 'anyone' },
  setUp: { path: '/set-up', title: 'First run', who: 'visitor' },
  logIn: { path: '/log-in', title: 'Log in', who: 'visitor' },
  register: { path: '/register', title: 'Register', who: 'visitor' },
  invite: { path: '/i/:token', title: 'Invite', who: 'visitor' },
  rooms: { path: '/rooms', title: 'Rooms', who: 'session' },
  search: { path: '/search', title: 'Search', who: 'session' },
  newRoom: { path: '/rooms/new', title: 'New room', who: 'account' },
  arrangeRooms: { path: '/rooms/arrange', title: 'Arrange one’s list', who: 'account' },
  room: { path: '/r/:room', title: 'Room', who: 'session' },
  liveRoom: { path: '/r/:room/live', title: 'Room without scripts', who: 'session' },
  roomMembers: { path: '/r/:room/members', title: 'People of a room', who: 'session' },
  roomPins: { path: '/r/:room/pins', title: 'Pinned messages of a room', who: 'session' },
  editRoom: { path: '/r/:room/edit', title: 'A room’s settings', who: 'session' },
  thread: { path: '/r/:room/t/:root', title: 'Thread', who: 'session' },
  threads: { path: '/threads', title: 'Threads', who: 'session' },
  message: { path: '/r/:room/:message', title: 'Room at a message', who: 'session' },
  later: { path: '/later', title: 'Drafts, scheduled messages and reminders', who: 'session' },
  saved: { path: '/saved', title: 'Saved messages', who: 'session' },
  inbox: { path: '/inbox', title: 'Inbox', who: 'session' },
  people: { path: '/people', title: 'People', who: 'account' },
  person: { path: '/people/:userName', title: 'Person', who: 'account' },
  settings: { path: '/settings', title: 'Settings', who: 'session' },
  admin: { path: '/admin', title: 'Administration', who: 'owner' },
  offline: { path: '/offline', title: 'The app without the server', who: 'anyone' },
} as const satisfies Record<string, { path: string; title: string; who: ScreenFor }>

/** The name of a screen. */
export type ScreenName = keyof typeof SCREENS
