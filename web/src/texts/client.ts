import { spoken } from './spoken.ts'

/** What the living page says by itself: results, and why something was refused. */
export const clientTexts = spoken('client', {
  copied: 'The link was copied.',
  allRead: 'All rooms are read.',
  undo: 'Undo',
  textCopied: 'The text was copied.',
  tooLong: (most: number) => `This is longer than ${most} characters.`,
  notStored: 'This browser could not store the message. It is still here.',
  unreachable: 'The server cannot be reached. What you typed is still here; try again.',
  noAnswer: 'The server gave no answer that makes sense. Try again.',
  nothingKept: 'This browser keeps nothing: what is not sent is lost when the page is closed.',
})
