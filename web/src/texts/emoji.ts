import { spoken } from './spoken.ts'

/** What the choice of emoji says. */
export const emojiTexts = spoken('emoji', {
  choose: 'Choose an emoji',
  search: 'Search emoji',
  categories: 'Categories',
  recent: 'Recently used',
  groups: {
    'Smileys & Emotion': 'Smileys and emotion',
    'People & Body': 'People and body',
    'Animals & Nature': 'Animals and nature',
    'Food & Drink': 'Food and drink',
    'Travel & Places': 'Travel and places',
    Activities: 'Activities',
    Objects: 'Objects',
    Symbols: 'Symbols',
    Flags: 'Flags',
  } satisfies Record<string, string>,
  found: 'Found',
  count: (count: number) => (count === 1 ? '1 emoji found' : `${count} emoji found`),
  none: 'No emoji is called that. Try another word.',
  tone: 'Skin tone',
  tones: ['Yellow', 'Light', 'Medium light', 'Medium', 'Medium dark', 'Dark'],
})
