import { spoken } from './spoken.ts'

/** What is said of threads on every page. */
export const threadTexts = spoken('threads', {
  threads: 'Threads',
  replyInThread: 'Reply in a thread',
  inThread: 'A reply in a thread',
  replies: (count: number) => (count === 1 ? '1 reply' : `${count} replies`),
  last: 'last {0}',
  unread: ', unread',
})
