import type { Me } from '@parley/protocol/accounts.ts'
import type { Community } from '@parley/protocol/community.ts'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import type { Room } from '@parley/protocol/rooms.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { ShownInvite } from '../invites/invite-list.tsx'
import type { FoundPage } from '../search/search-view.tsx'
import type { Inbox } from '../notifications/inbox-items.ts'
import type { Block } from '../markdown/blocks.ts'

/** A message's parsed body, good for one version of it. */
export type ParsedBody = { readonly version: number; readonly blocks: readonly Block[] }

/** Parsed bodies by message id: of those messages that are more than paragraphs. */
export type Bodies = Readonly<Record<string, ParsedBody>>

/** The addresses of rooms by what they are called in messages; null: no room of this name may be seen. */
export type NamedRooms = Readonly<Record<string, string | null>>

/** What a page of the app is drawn from, on the server and at first in the browser; it stands in the page as JSON. */
export type AppState = {
  readonly build: string
  /** Shows that a form is ours where the browser does not say where it comes from. */
  readonly token: string
  /** The origin of our own pages: links to it open inside. */
  readonly origin: string
  /** The time of the server; what is shown relative to now is drawn alike on both sides. */
  readonly at: string
  readonly sessionId: string
  readonly community: Community
  readonly me: Me
  readonly list: QueryOutput<'room.list'>
  readonly opened: OpenedRoom | null
  readonly bodies: Bodies
  /** Where rooms are that one is not in and that are named in what is drawn; null: one may see no room of this name. */
  readonly named: NamedRooms
  /** The threads that one follows, on the page that lists them. */
  readonly threads: QueryOutput<'thread.list'> | null
  /** The public rooms, on the page that lists them. */
  readonly browse: Browse | null
  /** What was searched for and found, on the page that searches. */
  readonly search: Searched | null
  /** What was said to one, on its own page. */
  readonly inbox: Inbox | null
  /** For the owner of an empty first room: what to do next. */
  readonly firstRun: { readonly invite: ShownInvite | null } | null
}

/** The room that a page shows. */
export type OpenedRoom = {
  readonly shown: QueryOutput<'room.show'>
  /** Null for a room that one is not in. */
  readonly page: QueryOutput<'room.history'> | null
  /** The thread that is open beside it. */
  readonly thread: QueryOutput<'thread.history'> | null
  /** Null where there are too many to be read at once. */
  readonly members: QueryOutput<'room.members'> | null
  /** A page of them where there are too many, and where the next ones are. */
  readonly memberPage: { readonly page: QueryOutput<'room.members'>; readonly nextHref: string | null } | null
  /** The pinned messages; null where nobody asked. */
  readonly pins: QueryOutput<'pin.list'> | null
  /** Whom one could add; null where nobody asked, or where one may add nobody. */
  readonly candidates: readonly Person[] | null
}

/** A search, and what it found; null where nothing was asked for. */
export type Searched = { readonly text: string; readonly page: FoundPage | null }

/** A page of the public rooms. */
export type Browse = {
  readonly rooms: readonly { readonly room: Room; readonly isMember: boolean }[]
  readonly search: string
  /** One came to look for a room: a phone shows this instead of one's own rooms. */
  readonly isAsked: boolean
  readonly areArchived: boolean
  readonly nextHref: string | null
}
