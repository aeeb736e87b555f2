import { spoken } from './spoken.ts'

/** What forms say. */
export const formTexts = spoken('forms', {
  isFree: (suggestion: string) => `“${suggestion}” is free.`,
  save: 'Save',
  cancel: 'Cancel',
})
