import { spoken } from './spoken.ts'

/** What is said in a thread, and in the list of threads. */
export const threadPanelTexts = spoken('thread-panel', {
  thread: 'Thread',
  noReplies: 'No replies yet. The first one begins a thread.',
  timeline: (room: string) => `A thread in ${room}`,
  close: 'Close the thread',
  back: 'Back to the room',
  follow: 'Follow this thread',
  unfollow: 'Stop following this thread',
  followed: 'You follow this thread.',
  unfollowed: 'You no longer follow this thread.',
  composer: 'Reply in the thread',
  placeholder: 'Reply…',
  alsoInRoom: 'Also send to {0}',
  nothingFollowed: 'Threads that you begin, reply in or follow appear here.',
  nothingFollowedHow: 'Reply to a message in a thread to keep its room calm.',
  more: 'More threads',
  lead: 'The threads that you follow: what is new first.',
  in: 'in {0}',
})
