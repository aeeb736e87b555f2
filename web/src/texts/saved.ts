import { spoken } from './spoken.ts'

/** What is said of what one keeps for oneself. */
export const savedTexts = spoken('saved', {
  title: 'Saved messages',
  save: 'Save for yourself',
  unsave: 'Remove from saved',
  saved: 'The message is saved.',
  unsaved: 'The message is saved no more.',
  none: 'Nothing is saved yet. Save a message to find it again here; nobody else sees what you save.',
  deleted: 'This message was deleted.',
  lost: 'You can no longer see this message.',
  savedAt: 'Saved {0}',
  in: 'in {0}',
  toMessage: 'Go to the message',
  remove: 'Remove',
  more: 'Older saved messages',
})
