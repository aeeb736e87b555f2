import { isolated } from './isolated.ts'
import { spoken } from './spoken.ts'

/** What is said about what concerns one: the inbox, levels of rooms, keywords, and who has read. */
export const notificationTexts = spoken('notifications', {
  inbox: 'Inbox',
  forYou: 'For you',
  unread: 'Unread rooms',
  named: (name: string, room: string) => `${isolated(name)} named you in ${isolated(room)}`,
  answered: (name: string, room: string) => `${isolated(name)} answered you in ${isolated(room)}`,
  thread: (count: number, room: string) =>
    count === 1 ? `1 reply in a thread in ${room}` : `${count} replies in a thread in ${room}`,
  reminded: (name: string, room: string) => `Reminder of what ${name} said in ${room}`,
  isNew: 'new',
  markRead: 'Mark as read',
  more: 'Older',
  noneForYou: 'Whoever names or answers you, every thread that you follow, and what you are reminded of appear here.',
  noneUnread: 'Everything is read. Rooms with something new appear here, with their first new lines.',
  goToRooms: 'Go to a room',
  keys: 'J and K go down and up, Enter opens, E marks as read.',
  notifications: 'Notifications',
  inRoom: (room: string) => `What counts in ${room}`,
  level: {
    everything: 'Everything',
    mentions: 'Mentions, replies, threads and keywords',
    nothing: 'Nothing: the room is mute',
  },
  keywords: 'Keywords',
  keywordsHint: 'Separated by commas. A message that has one of them counts like a mention.',
  tellsReading: 'Others in small rooms may see what I have read',
  jumpToDay: 'Go to a day',
  go: 'Go',
  nothingSince: 'Nothing was said here on that day or since.',
  save: 'Save',
  saved: 'Saved.',
  close: 'Close',
  markUnread: 'Mark unread from here',
  markedUnread: 'The room is unread from here until you come back to it.',
  readers: 'Who has read this?',
  readBy: (count: number) => (count === 1 ? 'Read by 1 person' : `Read by ${count} people`),
  readByNobody: 'Nobody else has read this yet, as far as they tell.',
  tooMany: (most: number) => `This is told in rooms with at most ${most} people.`,
})
