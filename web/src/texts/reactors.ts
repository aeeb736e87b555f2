import { spoken } from './spoken.ts'

/** What is said of all who react to a message. */
export const reactorTexts = spoken('reactors', {
  title: 'Who reacted',
  tab: (emoji: string, count: number) => (count === 1 ? `${emoji} 1 person` : `${emoji} ${count} people`),
  loading: 'Asking who it was…',
  none: 'Nobody reacts to this message any more.',
  gone: 'This message was deleted.',
  failed: 'Who it was could not be read.',
  again: 'Try again',
  more: 'More people',
})
