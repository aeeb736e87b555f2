import type { Language } from '@parley/protocol/languages.ts'
import type { Generated } from 'kysely'

/** Times are milliseconds since 1970 in UTC; yes and no are 1 and 0; ids are UUIDs in lower case. */
export type Schema = {
  facts: FactTable
  communities: CommunityTable
  users: UserTable
  sessions: SessionTable
  rooms: RoomTable
  room_names: RoomNameTable
  memberships: MembershipTable
  sections: SectionTable
  messages: MessageTable
  threads: ThreadTable
  thread_follows: ThreadFollowTable
  reactions: ReactionTable
  message_versions: MessageVersionTable
  saved_messages: SavedMessageTable
  mentions: MentionTable
  invites: InviteTable
  drafts: DraftTable
  scheduled: ScheduledTable
  reminders: ReminderTable
  logs: LogTable
  events: EventTable
  search_rooms: SearchRoomTable
  search_blocks: SearchBlockTable
  search_terms: SearchTermTable
  search_words: SearchWordTable
  search_word_ends: SearchWordEndTable
}

/** What the database knows of itself: `epoch`, `secret`, `storage` (PostgreSQL's system identifier and timeline). */
export type FactTable = { name: string; value: string }

/** One row, with id 1, once the community is set up. */
export type CommunityTable = {
  id: number
  name: string
  description: string
  registration: 'open' | 'closed'
  guest_rooms: number
  edit_history: 'room' | 'author' | 'nobody'
  created_at: number
}

/** Members and guests. A guest has no user name and no password. */
export type UserTable = {
  id: string
  role: 'owner' | 'member' | 'guest'
  user_name: string | null
  display_name: string
  /** The names without case and look-alikes; that of the user name is unique. */
  skeleton: string | null
  display_skeleton: string
  /** Both names without regard to case, as people search them. */
  user_name_folded: string
  display_name_folded: string
  password_hash: string | null
  bio: string
  status_emoji: string
  status_text: string
  /** When the status, and what one is by choice, end by themselves. */
  status_until: number | null
  availability: 'auto' | 'away' | 'dnd'
  availability_until: number | null
  shows_last_seen: number
  sends_with: 'enter' | 'ctrl-enter'
  time_zone: string
  /** `auto`: what each browser asks for. */
  language: 'auto' | Language
  created_at: number
  last_seen_at: number | null
  deactivated_at: number | null
  /** One's keywords, as a JSON list. */
  keywords: string
  tells_reading: number
  /** A guest who was ended or did not come back: his name is erased. */
  forgotten_at: number | null
}

export type SessionTable = {
  id: string
  user_id: string
  /** SHA-256 of the token, hexadecimal; unique. */
  token_hash: string
  created_at: number
  last_seen_at: number
  ended_at: number | null
  user_agent: string
  address: string
}

export type RoomTable = {
  id: string
  kind: 'public' | 'private' | 'direct'
  name: string | null
  /** The name without regard to case, as people search it; empty for none. */
  name_folded: string
  description: string
  topic: string
  open_to_guests: number
  announcements_only: number
  /** 0: no slow mode. */
  slow_mode_s: number
  archived_at: number | null
  /** The sorted user ids of a direct room, joined by a space; unique. */
  people_key: string | null
  member_count: number
  last_message_seq: number
  last_message_at: number | null
  /** The last message that calls everybody; 0 where none does. */
  last_call_seq: number
  version: number
  created_at: number
  created_by: string
  closed_at: number | null
}

/** Every name that a room bears or bore, so that a former name is never given to another room. */
export type RoomNameTable = { name: string; room_id: string }

export type MembershipTable = {
  room_id: string
  user_id: string
  role: 'owner' | 'moderator' | 'member'
  joined_at: number
  /** 0: nothing was said yet. */
  last_posted_at: number
  version: number
  read_seq: number
  hidden_seq: number
  /** Null until one chooses. */
  level: 'everything' | 'mentions' | 'nothing' | null
  marked_seq: number
  /** Where the room stands in the person's list: the id of a section, `favourites`, or null. */
  section_id: string | null
}

/** A section of somebody's list of rooms. A built-in one, whose name is null, has a row once it was collapsed. */
export type SectionTable = { user_id: string; id: string; name: string | null; place: number; is_collapsed: number }

export type MessageTable = {
  id: string
  room_id: string
  seq: number
  version: number
  author_id: string
  body: string
  at: number
  edited_at: number | null
  deleted_at: number | null
  /** The message of the same room that it answers. */
  reply_to: string | null
  /** The message whose thread it is in. */
  root_id: string | null
  /**
   * 1 in the room's timeline, 0 in a thread alone. The indexes are (room_id, seq) of those in the timeline, with their authors
   * and deletions, and (root_id, seq) of replies: a query of a room's messages says `in_room = 1`, as a literal.
   */
  in_room: number
  /** Whether there is a row of `threads` about it. */
  has_thread: number
  /** What people react with: a line an emoji, `emoji count id id …`, the first first; null while nobody does. */
  reactions: string | null
  /** When it was pinned, by whom, and the event that says so, by which the list of a room is sorted. */
  pinned_at: number | null
  pinned_by: string | null
  pinned_seq: number | null
  /** The seq of the last edit; null also for those that were edited before edits were numbered. */
  edited_seq: number | null
  /** The ids of the people whom it names, as a JSON list; null: nobody. */
  mentions: string | null
  calls: 'here' | 'room' | null
}

/** A thread in short, in the row of its root: kept, so that nothing is counted when it is read. */
export type ThreadTable = {
  root_id: string
  room_id: string
  root_author_id: string
  /** Replies that are not deleted, and the last of them. */
  reply_count: number
  last_reply_seq: number
  last_reply_at: number | null
  /** The ids of who replied last, the last first, joined by a space. */
  people: string
  version: number
}

/** How a person stands to a thread. Who unfollowed keeps the row, so that nothing makes him follow by itself but replying. */
export type ThreadFollowTable = {
  user_id: string
  root_id: string
  /** Where the thread is: what one follows is found by room. */
  room_id: string
  is_following: number
  read_seq: number
  /** The seq of the person's own log at which `is_following` last changed. */
  version: number
}

/** What a message said before an edit; `version` is the seq at which it began to say so. */
export type MessageVersionTable = { message_id: string; version: number; body: string; at: number }

/** What people keep for themselves; `seq` is of the person's own log. */
export type SavedMessageTable = { user_id: string; message_id: string; seq: number; at: number }

/** Who reacts with what; `seq` is the event's that says so. */
export type ReactionTable = { message_id: string; user_id: string; emoji: string; seq: number; at: number }

/** Somebody whom a message names, or whose message it answers: found by the person. */
export type MentionTable = {
  user_id: string
  message_id: string
  room_id: string
  seq: number
  at: number
  is_named: number
  is_answered: number
}

export type InviteTable = {
  id: string
  created_by: string
  created_at: number
  expires_at: number | null
  max_uses: number | null
  uses: number
  revoked_at: number | null
}

/** `root_id`: empty for the room itself. */
export type DraftTable = {
  user_id: string
  room_id: string
  root_id: string
  body: string
  at: number
  version: number
}

/** `try_at`: when it is sent or tried again; null: it failed and waits for its author. */
export type ScheduledTable = {
  id: string
  user_id: string
  room_id: string
  body: string
  reply_to: string | null
  root_id: string | null
  in_room: number
  due_at: number
  try_at: number | null
  problem: string | null
  version: number
}

export type ReminderTable = {
  user_id: string
  message_id: string
  room_id: string
  due_at: number
  fired_at: number | null
  seen_at: number | null
  version: number
}

/** `head` is the last seq given, `tail` the first still kept minus one; `last_at` keeps times from going backwards. */
export type LogTable = { id: string; kind: 'room' | 'user'; head: number; tail: Generated<number>; last_at: number }

export type EventTable = {
  log_id: string
  seq: number
  type: string
  actor_id: string | null
  /** Unique for each actor: a repeat of a command finds its first outcome here. */
  command_id: string | null
  /** HMAC of the command's input; erased when what it said is deleted. */
  fingerprint: string | null
  subject_id: string
  /** For the few events whose facts are not their subject's state: the emoji of a reaction. */
  detail: string | null
  at: number
}

/** Up to which seq a room's log is in the index. */
export type SearchRoomTable = { room_id: string; seq: number }

/** Messages of one room whose seqs begin with the same high bits (`part`), and when the first and last were said. */
export type SearchBlockTable = { id: number; room_id: string; part: number; first_at: number; last_at: number }

/** Which messages of a block have a term. */
export type SearchTermTable = { block_id: number; term: string; places: Uint8Array }

/** Words of letters, and in how many blocks each is: among them one looks for those that were meant. */
export type SearchWordTable = { word: string; blocks: number }

/** Their ends, by which they are found by a part of them. */
export type SearchWordEndTable = { ending: string; word: string }
