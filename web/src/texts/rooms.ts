import { spoken } from './spoken.ts'

/** The sections that everybody has. */
const builtIn: Readonly<Record<string, string>> = {
  favourites: 'Favourites',
  rooms: 'Rooms',
  people: 'People',
  archived: 'Archived',
}

/** What is said about rooms and the list of them. */
export const roomTexts = spoken('rooms', {
  searchHere: 'Search this room',
  moreAbout: 'More about this room',
  inbox: 'Inbox',
  notifications: 'Notifications',
  roomsAndPeople: 'Rooms and people',
  goTo: 'Go to…',
  goToKeys: 'Ctrl K',
  newConversation: 'New conversation',
  addOrBrowse: 'Add or browse rooms',
  addRoom: 'Add a room',
  forLater: 'Drafts and reminders',
  writeToSomeone: 'Write to someone',
  invitePeople: 'Invite people',
  createAccount: 'Create an account',
  noRooms: 'The rooms that you join appear here.',
  emptySection: 'Put a room here by its menu.',
  builtIn,
  place: (title: string) => `Move ${title} in your list`,
  noPeople: 'Conversations with one person or a few appear here.',
  unread: ', unread',
  draft: ', has a draft',
  private: ', private',
  muted: ', mute',
  presence: { online: ', online', away: ', away', dnd: ', does not want to be disturbed', offline: ', offline' },
  members: (count: number) => (count === 1 ? '1 person' : `${count} people`),
  aboutRoom: 'About this room and its settings',
  closed: 'This room is closed.',
  archived: 'This room is archived: it can be read and searched.',
  restore: 'Restore it',
  announcementsOnly: 'Only owners and moderators write here. You can react and answer in threads.',
  join: 'Join',
  joinFirst: 'You are not in this room.',
  outside: 'Whoever joins can read all of it, from its first message on.',
})
