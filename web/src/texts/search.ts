import { isolated } from './isolated.ts'
import { spoken } from './spoken.ts'

/** What the search says. */
export const searchTexts = spoken('search', {
  search: 'Search',
  searchMessages: 'Search messages',
  searchFor: 'Search messages for “{0}”',
  placeholder: 'Words, “exact words”, from:, in:, has:',
  go: 'Search',
  narrow: 'Narrow the search',
  results: 'Messages found',
  found: (count: number) => (count === 1 ? '1 message found' : `${count} messages found`),
  foundFirst: (count: number) => `The newest ${count} messages`,
  nothing: 'Nothing found',
  nothingFor: 'No message that you can read has this.',
  nothingHint: 'Try fewer words, or take away what narrows the search.',
  nothingYet: 'What was looked through had nothing. There are older messages.',
  similar: 'Little has exactly these words. Also searched: {0}',
  leftOut: 'This is not understood and left out: {0}',
  incomplete: 'Older messages are still being prepared for searching. What is new is found.',
  older: 'Older results',
  failed: 'The search did not come through. It is tried again when you type.',
  start: 'Find what was said',
  startWhy: 'Everything that you can read is searched, newest first, as you type.',
  tips: [
    ['tide turns', 'both words, or words that begin so'],
    ['"low tide"', 'these words beside one another'],
    ['tide -ferry', 'the one without the other'],
    ['from:ann in:general', 'by somebody, in a room'],
    ['has:link after:2026-03', 'with a link, after that month'],
    ['is:thread before:yesterday', 'in threads, before that day'],
  ] satisfies [text: string, finds: string][],
  inRoom: (room: string) => `in ${room}`,
  withPeople: (names: string) => `with ${isolated(names)}`,
})
