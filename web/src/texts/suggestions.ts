import { spoken } from './spoken.ts'

/** What the suggestions of the composer say. */
export const suggestionTexts = spoken('suggestions', {
  label: 'Suggestions',
  count: (count: number) => (count === 1 ? '1 suggestion' : `${count} suggestions`),
  none: 'No suggestions',
  calls: { here: 'everybody who is here now', room: 'everybody in this room' },
  notInRoom: 'not in this room',
  notJoined: 'you are not in it',
})
