import type { Room } from '@parley/protocol/rooms.ts'

/** What the address names, of the pages between which one goes without loading a page. */
export type Route =
  /** `isAsked`: one came to look for a room, not for the list of one's own. */
  | { page: 'list'; isAsked: boolean }
  | { page: 'search'; text: string }
  | { page: 'threads' }
  | { page: 'inbox' }
  | { page: 'room'; address: string; at: Place; panel: Panel | null; threadId: string | null }

/** What is shown beside a room. */
export type Panel = 'members' | 'pins' | 'thread'

/** Where in a room: at exactly one message, which is named by its id or its seq, around a seq, or before it. */
type Place = { message: string | number } | { around: number } | { before: number } | null

const ROOM_PATH = /^\/r\/([^/]+)(?:\/(members|pins|\d{1,15}|[0-9a-f-]{36}|t\/[0-9a-f-]{36}))?\/?$/

/** Reads an address; null where it is a page of its own. */
export function readRoute(url: URL): Route | null {
  if (url.pathname === '/rooms') return { page: 'list', isAsked: url.searchParams.has('q') }
  if (url.pathname === '/search') return { page: 'search', text: url.searchParams.get('q') ?? '' }
  if (url.pathname === '/threads') return { page: 'threads' }
  if (url.pathname === '/inbox') return { page: 'inbox' }
  const match = ROOM_PATH.exec(url.pathname)
  const address = match?.[1] === undefined ? null : decoded(match[1])
  if (address === null) return null
  const rest = match?.[2] ?? ''
  const at = placeOf(url.searchParams)
  if (rest.startsWith('t/')) return { page: 'room', address, at, panel: 'thread', threadId: rest.slice(2) }
  const message = seqOf(rest) ?? (isId(rest) ? rest : null)
  const panel = rest === 'members' || rest === 'pins' ? rest : null
  return { page: 'room', address, at: message === null ? at : { message }, panel, threadId: null }
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

function placeOf(params: URLSearchParams): Place {
  const around = seqOf(params.get('around'))
  if (around !== null) return { around }
  const before = seqOf(params.get('before'))
  return before === null ? null : { before }
}

/** Reads a seq from an address; null where it is none. */
export function seqOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Tells whether what stands in an address is an id, and not a name. */
export function isId(address: string): boolean {
  return ID.test(address)
}

/** What stands in a room's address: a public room's name, another's id. */
export function roomAddress(room: Pick<Room, 'id' | 'kind' | 'name'>): string {
  return room.kind === 'public' && room.name !== null ? room.name : room.id
}
