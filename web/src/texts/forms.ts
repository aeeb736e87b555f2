/** What forms say. */
export const formTexts = {
  isFree: (suggestion: string) => `“${suggestion}” is free.`,
  save: 'Save',
  cancel: 'Cancel',
}
