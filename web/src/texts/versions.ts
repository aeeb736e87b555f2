import { spoken } from './spoken.ts'

/** What is said of what a message said before. */
export const versionTexts = spoken('versions', {
  title: 'What this message said',
  show: 'Show what it said before',
  now: 'Now',
  loading: 'Loading…',
  none: 'Earlier versions were not kept.',
  forbidden: 'In this community, not everybody may read what messages said before.',
  failed: 'The earlier versions cannot be read now.',
  more: 'Earlier versions',
})
