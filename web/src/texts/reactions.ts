import { spoken } from './spoken.ts'

const list = new Intl.ListFormat('en', { type: 'conjunction' })

/** What is said of reactions. */
export const reactionTexts = spoken('reactions', {
  reactions: 'Reactions',
  react: 'React with another emoji',
  you: 'You',
  /** Who reacts: the first by name, and how many more. */
  who: (names: readonly string[], more: number) =>
    list.format(more === 0 ? names : [...names, more === 1 ? '1 more' : `${more} more`]),
  reaction: (emoji: string, count: number, who: string) => `${emoji} ${count}: ${who}`,
  reactWith: (emoji: string) => `React with ${emoji}`,
  added: (emoji: string) => `You reacted with ${emoji}.`,
  lost: 'You can no longer see this message, so your reaction is not there.',
  removed: (emoji: string) => `You took ${emoji} back.`,
})
