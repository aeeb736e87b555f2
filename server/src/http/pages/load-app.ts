import { unreadAfter } from '@parley/sdk/state/unread.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import type { RoomEntry } from '@parley/protocol/rooms.ts'
import { roomNamesIn } from '@parley/web/markdown/names.ts'
import type { AppState, NamedRooms, OpenedRoom } from '@parley/web/pages/page-state.ts'
import { isId } from '@parley/web/client/routing/routes.ts'
import { roomPath } from '@parley/web/rooms/room-title.ts'
import { toInstant } from '../../instant.ts'
import { ask, type PageContext } from './page-context.ts'
import { shownInvite } from './shown-invite.ts'

/** Where in a room a page begins: around a message, before one, at the end, or (null) where reading stopped. */
export type Place = { around: number } | { before: number } | 'last' | null

/** Which thread is open, and where in it. */
export type ThreadPlace = { rootId: string; around?: number; before?: number }

/** Reads what the app shows: one's rooms, and the room that the address names with a window of its messages. */
export async function loadApp(
  context: PageContext,
  address: string | null,
  place: Place = null,
  thread: ThreadPlace | null = null,
): Promise<AppState> {
  const { ports, visit, headers, visitorId } = context
  const { me, sessionId, community } = await ask(context, 'session.show', {})
  const list = await ask(context, 'room.list', {})
  const opened = address === null ? null : await openRoom(context, address, place, thread)
  const drawn = drawnMessages(opened)
  return {
    build: ports.assets.build,
    token: ports.formToken(visit, visitorId),
    origin: ports.originOf(visit, headers),
    at: toInstant(ports.clock()),
    sessionId,
    community,
    me,
    list,
    opened,
    bodies: ports.bodies.of(drawn),
    named: await roomsNamedIn(context, drawn, list),
    threads: null,
    browse: null,
    search: null,
    inbox: null,
    firstRun: opened === null ? null : await firstRun(context, list, opened),
  }
}

/** Finds a room by what stands in its address: its id, or the name of a public one. */
export function findRoom(context: PageContext, address: string): Promise<QueryOutput<'room.show'>> {
  return ask(context, 'room.show', isId(address) ? { roomId: address } : { name: address })
}

/** The rooms that messages name beside one's own. */
async function roomsNamedIn(
  context: PageContext,
  messages: readonly Message[],
  { entries }: AppState['list'],
): Promise<NamedRooms> {
  const own = new Set(entries.map(({ room }) => room.name))
  const typed = new Set(messages.flatMap(({ body }) => roomNamesIn(body)))
  const names = [...typed].filter((name) => !own.has(name) && [...name].length <= LIMITS.roomNameLength)
  if (names.length === 0) return {}
  const asked = names.slice(-LIMITS.namedRooms)
  const { rooms } = await ask(context, 'room.list-named', { names: asked })
  const found = rooms.map(({ name, room }) => [name, roomPath(room)] as const)
  return { ...Object.fromEntries(asked.map((name) => [name, null])), ...Object.fromEntries(found) }
}

function drawnMessages(opened: OpenedRoom | null): Message[] {
  const { page, thread } = opened ?? {}
  return [...(page?.messages ?? []), ...(thread ? [thread.root, ...thread.messages] : [])]
}

async function openRoom(
  context: PageContext,
  address: string,
  place: Place,
  threadPlace: ThreadPlace | null,
): Promise<OpenedRoom> {
  const shown = await findRoom(context, address)
  const nothing = { thread: null, members: null, memberPage: null, candidates: null, pins: null }
  if (shown.entry.membership === null) return { shown, page: null, ...nothing }
  const page = await readPage(context, shown.entry, place)
  const thread = threadPlace && (await ask(context, 'thread.history', threadPlace))
  if (thread && thread.root.roomId !== shown.entry.room.id) throw new ParleyError('message_not_found')
  return { shown, page, thread, ...(await readMembers(context, shown)), candidates: null, pins: null }
}

/** Everybody in the room; where they are too many for that, a page of them, which is not taken for everybody. */
async function readMembers(
  context: PageContext,
  { entry: { room } }: OpenedRoom['shown'],
): Promise<Pick<OpenedRoom, 'members' | 'memberPage'>> {
  const after = context.url.searchParams.get('after')
  const from = after !== null && isId(after) ? { after } : {}
  const page = await ask(context, 'room.members', { roomId: room.id, ...from })
  if (!('after' in from) && page.next === null) return { members: page, memberPage: null }
  const nextHref = page.next === null ? null : `${roomPath(room)}/members?after=${page.next}`
  return { members: null, memberPage: { page, nextHref } }
}

/** The last page, unless reading stopped before it: then the page around the first unread message. */
async function readPage(context: PageContext, entry: RoomEntry, place: Place): Promise<QueryOutput<'room.history'>> {
  const roomId = entry.room.id
  if (place !== null && place !== 'last') return ask(context, 'room.history', { roomId, ...place })
  const last = await ask(context, 'room.history', { roomId })
  const readSeq = entry.membership ? unreadAfter(entry.membership) : 0
  const first = last.messages[0]
  const isReadHere = place === 'last' || first === undefined || !last.hasOlder || first.seq <= readSeq + 1
  return isReadHere ? last : ask(context, 'room.history', { roomId, around: readSeq + 1 })
}

/** Shown while the owner is alone in the first room and nothing was said. */
async function firstRun(
  context: PageContext,
  list: AppState['list'],
  { shown }: OpenedRoom,
): Promise<AppState['firstRun']> {
  const { room } = shown.entry
  const isFirst = list.entries.length === 1 && room.memberCount === 1 && room.lastMessageSeq === 0
  if (context.visit.actor.role !== 'owner' || !isFirst) return null
  const { invites } = await ask(context, 'invite.list', {})
  const now = toInstant(context.ports.clock())
  const working = invites.find(
    ({ isRevoked, expiresAt, maxUses, uses }) =>
      !isRevoked && (expiresAt === null || expiresAt > now) && (maxUses === null || uses < maxUses),
  )
  return { invite: working ? shownInvite(context, working) : null }
}
