import { isolated } from './isolated.ts'
import { spoken } from './spoken.ts'

/** What is said where a message that one changes is not what it was any more. */
export const editTexts = spoken('edits', {
  changed: (text: string) =>
    `Meanwhile the message was changed: “${isolated(text)}”. Save once more to put your text in its place.`,
})
