import { spoken } from './spoken.ts'

/** What is said where one sees how a message will look. */
export const previewTexts = spoken('preview', {
  nothing: 'What you type appears here as others will see it.',
  command: 'This is a command: it is carried out, and nothing is said.',
})
