/** Limits of mentions, keywords and the inbox, which the first page does not need. */
export const NOTICE_LIMITS = {
  /** People whom one message can name. */
  mentions: 50,
  /** In a room with more members than this, one is asked before everybody is called. */
  callQuietly: 20,
  /** Who has read a message is told in rooms of at most so many people. */
  readersOf: 50,
  /** Items in a page of the inbox. */
  inboxPage: 30,
  /** Keywords of one person, and code points of each. */
  keywords: 20,
  keywordLength: 40,
} as const
