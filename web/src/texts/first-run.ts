import { spoken } from './spoken.ts'

const NUMBERS = [
  '',
  'once',
  'twice',
  'three times',
  'four times',
  'five times',
  'six times',
  'seven times',
  'eight times',
  'nine times',
  'ten times',
]

/** What an owner reads first. */
export const firstRunTexts = spoken('first-run', {
  isYours: (community: string) => `${community} is yours.`,
  lead: 'It runs on your own server. Everything said here stays there.',
  invite: 'Invite people',
  inviteWhy: 'Whoever opens this link can join. It works {0}, until {1}.',
  inviteWhyWithoutEnd: 'Whoever opens this link can join. It works {0}.',
  noInvite: 'An invite link lets people in, and its QR code suits a wall.',
  makeInvite: 'Make an invite',
  times: (count: number | null) => (count === null ? 'as often as you like' : (NUMBERS[count] ?? `${count} times`)),
  rooms: 'Add rooms',
  roomsWhy: 'One for each subject keeps #general quiet. A public room can be open to guests, who need no account.',
  addRoom: 'Add a room',
  say: 'Say the first thing',
  sayWhy: 'Write it below. Whoever joins later can read it.',
})
