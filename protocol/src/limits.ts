/** Sizes and counts that both sides of the wire must agree on. Rates are settings of the server. */
export const LIMITS = {
  /** Code points of a message's body. */
  bodyLength: 16_000,
  /** Different emoji on one message, as many as Discord takes, and how many people of each it names. */
  emojiPerMessage: 20,
  namedReactions: 5,
  /** Bytes of one frame or request body that a client may send. */
  frameBytes: 262_144,
  /** Nesting of arrays and objects in JSON. */
  jsonDepth: 16,
  /** Characters of a user name. */
  userNameMin: 2,
  userNameMax: 32,
  /** Code points. */
  displayNameLength: 64,
  /** Bytes of a password in UTF-8. */
  passwordMinBytes: 8,
  passwordMaxBytes: 1_024,
  /** Code points. */
  roomNameLength: 64,
  descriptionLength: 500,
  topicLength: 120,
  /** Longest slow mode: six hours. */
  slowModeMaxS: 21_600,
  /** Sections that somebody has made in his list of rooms. */
  sections: 50,
  sectionNameLength: 40,
  bioLength: 1_000,
  statusTextLength: 100,
  communityNameLength: 64,
  /** People of a direct room, its opener included. */
  directPeople: 20,
  /** Logs that one hello, follow or long poll may name. */
  cursorsPerFrame: 500,
  /** Commands in one batch; a device keeps one batch of a room in flight. */
  commandsPerBatch: 5,
  /** Messages in one page of a room's history. */
  historyPage: 50,
  historyPageMax: 100,
  /** Earlier bodies of a message in one page. */
  versionsPage: 20,
  /** Code points of a quoted message in the one that answers it. */
  snippetLength: 200,
  /** Threads in one page of a list of them. */
  threadPage: 30,
  /** People shown of a thread's last replies. */
  threadPeople: 3,
  /** Further behind than this, a client reloads the room's window instead of catching up. */
  catchUpEvents: 2_000,
  /** Bytes of one piece of a catch-up. */
  catchUpBytes: 131_072,
  /** Events held while an earlier one is missing. */
  heldEvents: 500,
  /** People whose presence one connection may watch. */
  watchedPeople: 500,
  /** Items in a page of a list. */
  listPage: 100,
  /** Names of rooms that are looked up at once. */
  namedRooms: 50,
  /** Unread messages that concern one are counted up to this. */
  unreadCount: 99,
  /** Code points of a search, and what of it is looked at: so many parts, each so long in UTF-16 units. */
  searchLength: 16_000,
  searchParts: 16,
  searchPartLength: 64,
  /** Messages in one page of what a search found. */
  searchPage: 25,
  searchPageMax: 50,
  /** How many entries of a room's log keywords look back. */
  keywordReach: 200,
  /** Longest wait of a long poll, in seconds. */
  pollWaitS: 25,
  /** What one person keeps for later. */
  drafts: 100,
  scheduled: 100,
  reminders: 200,
  /** How far ahead a message is scheduled or a reminder set. */
  aheadDays: 366,
  inviteUses: 1_000,
  inviteDays: 365,
} as const

/** Times that both sides keep, in milliseconds. Source: the delivery rules of the project. */
export const TIMES = {
  headsEveryMs: 22_000,
  silenceMs: 40_000,
  reconnectBaseMs: 500,
  reconnectMaxMs: 30_000,
  reconnectApartMs: 1_000,
  typingEveryMs: 3_000,
  typingExpiresMs: 6_000,
  cursorEveryMs: 2_000,
  draftEveryMs: 2_000,
  /** A reconnect shorter than this is not shown. */
  quietMs: 2_000,
} as const

/** Close codes of the socket. Below 4500 (and 1006): reconnect and resume. From 4500: do not. */
export const CLOSE = {
  draining: 4000,
  slow: 4001,
  silent: 4002,
  /** Another session stands in place of this one, as after a change of password; its cookie is on its way. */
  replaced: 4003,
  tooMany: 4009,
  busy: 4013,
  tooFast: 4029,
  badFrame: 4500,
  sessionEnded: 4501,
  tooOld: 4502,
  wrongOrigin: 4503,
} as const
