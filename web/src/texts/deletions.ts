import { spoken } from './spoken.ts'

/** What is said while a deletion can be undone. */
export const deletionTexts = spoken('deletions', {
  deleted: (count: number) => (count === 1 ? 'The message is deleted.' : `${count} messages are deleted.`),
  restored: (count: number) => (count === 1 ? 'The message is back.' : `${count} messages are back.`),
  undo: 'Undo',
})
