import { spoken } from './spoken.ts'

/** What is said of pinned messages. */
export const pinTexts = spoken('pins', {
  pins: 'Pinned messages',
  pin: 'Pin for everybody',
  unpin: 'Unpin',
  pinned: 'The message is pinned.',
  unpinned: 'The message is pinned no more.',
  by: 'Pinned by {0}',
  none: 'Nothing is pinned yet. Pin a message that everybody here should find; it is among what one can do with it.',
  older: 'Older pinned messages',
  toMessage: 'Go to the message',
  close: 'Close the pinned messages',
})
