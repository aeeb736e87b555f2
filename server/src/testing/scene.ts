import type { CommandName } from '@parley/protocol/commands.ts'
import type { QueryName } from '@parley/protocol/queries.ts'
import { recordUser } from '../accounts/record-user.ts'
import { skeleton } from '../accounts/skeleton.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { createInvite } from '../invites/create-invite.ts'
import { inviteTokenOf } from '../invites/invite-token.ts'
import { recordMember, recordMemberLeft, recordRole } from '../memberships/record-member.ts'
import { postMessage } from '../messages/post-message.ts'
import { addReaction } from '../reactions/add-reaction.ts'
import { setReminder } from '../reminders/set-reminder.ts'
import { createRoom } from '../rooms/create-room.ts'
import { openDirectRoom } from '../rooms/open-direct-room.ts'
import { scheduleMessage } from '../scheduled/schedule-message.ts'
import { createSection } from '../sections/create-section.ts'
import { endSessions, recordSession, startSession } from '../sessions/record-session.ts'
import { inAnHour } from './later.ts'
import type { TestParley } from './parley.ts'
import { personWith, type TestPerson } from './people.ts'

/** Every way in which somebody can stand to a room. */
export const STANDINGS = [
  'owner outside',
  'owner inside',
  'maker',
  'moderator inside',
  'member inside',
  'member outside',
  'guest inside',
  'guest elsewhere',
  'former member',
  'deactivated',
  'ended session',
  'nobody',
] as const
export type Standing = (typeof STANDINGS)[number]

export type RoomKind = 'public' | 'private' | 'direct'

/** Who and what is beside the room: scenes in which nothing happens to them may share them. */
export type Surroundings = {
  /** A member of the community who is not in the room. */
  outside: TestPerson
  /** A guest in an open room of his own. */
  guest: TestPerson
  openRoomId: string
  openRoomName: string
  inviteId: string
  inviteToken: string
}

/** A room with its people, and the one who acts. */
export type Scene = Surroundings & {
  world: TestParley
  kind: RoomKind
  roomId: string
  roomName: string
  /** Null for nobody. */
  actor: TestPerson | null
  /** Who made the room; the actor where he did. */
  maker: TestPerson
  /** A member of the community who is in the room. */
  inside: TestPerson
  /** What the actor said in the room, or the maker where he never could; it has a thread, which its author follows. */
  ownMessageId: string
  othersMessageId: string
  /** A message to which the actor reacts with 👍, or somebody else where he never could. */
  reactedMessageId: string
  /** The same of a message that waits for its time. */
  scheduledId: string
  /** A section of the actor's list of rooms. */
  sectionId: string
  /** Another session of the actor. */
  sessionId: string
}

let count = 0

/** A name that no other scene has. */
export function newName(word: string): string {
  count += 1
  return `${word}-${count}x`
}

/** Sets a scene in one transaction: a new room of a kind, and somebody who stands to it in a certain way. */
export async function aScene(
  world: TestParley,
  standing: Standing,
  kind: RoomKind = 'private',
  around?: Surroundings,
): Promise<Scene> {
  return inOneGo(world, async (tx) => build(world, tx, standing, kind, around ?? (await surround(world, tx))))
}

/** Makes what scenes may share. */
export function someSurroundings(world: TestParley): Promise<Surroundings> {
  return inOneGo(world, (tx) => surround(world, tx))
}

async function inOneGo<T>(world: TestParley, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const made: T[] = []
  await world.parley.lane.chore('scene', async (tx) => {
    made.push(await work(tx))
    return null
  })
  const [one] = made
  if (one === undefined) throw new Error('nothing was made')
  return one
}

async function surround(world: TestParley, tx: Transaction): Promise<Surroundings> {
  const outside = await recordPerson(world, tx, 'member')
  const guest = await recordPerson(world, tx, 'guest')
  const openRoomName = newName('open')
  const openRoomId = crypto.randomUUID()
  const open = { id: openRoomId, name: openRoomName, kind: 'public', openToGuests: true } as const
  await createRoom(as(tx, outside), actorOf(outside), open)
  await recordMember(tx, { roomId: openRoomId, userId: guest.id, role: 'member' })
  const inviteId = crypto.randomUUID()
  await createInvite(as(tx, outside), actorOf(outside), { id: inviteId })
  const inviteToken = inviteTokenOf(world.parley.secret, inviteId)
  return { outside, guest, openRoomId, openRoomName, inviteId, inviteToken }
}

async function build(
  world: TestParley,
  tx: Transaction,
  standing: Standing,
  kind: RoomKind,
  around: Surroundings,
): Promise<Scene> {
  const person = (role: KnownActor['role']) => recordPerson(world, tx, role)
  const actor = standing === 'nobody' ? null : await person(roleOf(standing))
  const maker = standing === 'maker' && actor ? actor : await person('member')
  const inside = await person('member')
  const roomName = newName('cove')
  const isInside = actor !== null && !/outside|elsewhere/.test(standing)
  const joins = isInside && actor !== maker ? [actor] : []
  const roomId = crypto.randomUUID()
  if (kind === 'direct') {
    const userIds = [inside, ...joins].map(({ id }) => id)
    await openDirectRoom(as(tx, maker), actorOf(maker), { id: roomId, userIds })
  } else {
    await createRoom(as(tx, maker), actorOf(maker), { id: roomId, name: roomName, kind, openToGuests: true })
    for (const { id } of [inside, ...joins]) await recordMember(tx, { roomId, userId: id, role: 'member' })
  }
  if (standing === 'guest elsewhere' && actor) {
    await recordMember(tx, { roomId: around.openRoomId, userId: actor.id, role: 'member' })
  }
  const says = async (who: TestPerson, more: { rootId?: string } = {}) => {
    const id = crypto.randomUUID()
    await postMessage(as(tx, who), actorOf(who), { id, roomId, body: newName('canary'), ...more })
    return id
  }
  const author = isInside ? actor : maker
  const own = as(tx, author)
  const ownMessageId = await says(author)
  const othersMessageId = await says(inside)
  await says(inside, { rootId: ownMessageId })
  const [id, scheduledId, at] = [crypto.randomUUID(), crypto.randomUUID(), inAnHour(world)]
  await addReaction(own, actorOf(author), { id, messageId: ownMessageId, emoji: '👍' })
  await scheduleMessage(own, actorOf(author), { id: scheduledId, roomId, body: newName('canary'), at })
  await setReminder(own, actorOf(author), { id, messageId: ownMessageId, at })
  const sessionId = await anotherSession(tx, actor ?? inside)
  const sectionId = crypto.randomUUID()
  if (actor) await createSection(as(tx, actor), actorOf(actor), { id: sectionId, name: 'Harbour' })
  if (actor) await end(tx, standing, roomId, actor)
  const messages = { ownMessageId, othersMessageId, reactedMessageId: ownMessageId, scheduledId }
  const ids = { roomId, ...messages, sessionId, sectionId }
  return { ...around, ...ids, world, kind, actor, maker, inside, roomName }
}

function roleOf(standing: Standing): KnownActor['role'] {
  if (standing.startsWith('owner')) return 'owner'
  return standing.startsWith('guest') ? 'guest' : 'member'
}

/** Makes a user with a session inside a transaction. The password is `correct horse battery`. */
export async function recordPerson(
  world: TestParley,
  tx: Transaction,
  role: KnownActor['role'],
  name = newName('ann'),
): Promise<TestPerson> {
  const id = crypto.randomUUID()
  const isGuest = role === 'guest'
  await recordUser(tx, {
    id,
    role,
    user_name: isGuest ? null : name,
    skeleton: isGuest ? null : skeleton(name),
    display_name: name,
    password_hash: isGuest ? null : `cheap:${Bun.hash('correct horse battery')}`,
  })
  const start = startSession({ address: '127.0.0.1', userAgent: 'test' })
  await recordSession(tx, start, id)
  return { ...personWith(world, { id, name, token: start.secret, sessionId: start.sessionId }), role }
}

async function anotherSession(tx: Transaction, person: TestPerson): Promise<string> {
  const start = startSession({ address: '127.0.0.1', userAgent: 'test' })
  await recordSession(tx, start, person.id)
  return start.sessionId
}

async function end(tx: Transaction, standing: Standing, roomId: string, actor: TestPerson): Promise<void> {
  if (standing === 'moderator inside' && (await hasRoles(tx, roomId)))
    await recordRole(tx, roomId, actor.id, 'moderator')
  if (standing === 'former member') await recordMemberLeft(tx, roomId, actor.id)
  if (standing === 'ended session') await endSessions(tx, actor.id, { only: actor.sessionId })
  if (standing !== 'deactivated') return
  await tx.db.updateTable('users').set({ deactivated_at: tx.now }).where('id', '=', actor.id).execute()
  await endSessions(tx, actor.id, 'all')
}

/** A direct room has no roles. */
async function hasRoles(tx: Transaction, roomId: string): Promise<boolean> {
  const room = await tx.db.selectFrom('rooms').select('kind').where('id', '=', roomId).executeTakeFirstOrThrow()
  return room.kind !== 'direct'
}

function as(tx: Transaction, person: TestPerson): Transaction {
  return { ...tx, mark: { id: null, actorId: person.id, fingerprint: null } }
}

function actorOf(person: TestPerson): KnownActor {
  return { id: person.id, sessionId: person.sessionId, role: person.role ?? 'member' }
}

/** An answer as it came: what a client can tell of it. */
export type RawAnswer = { status: number; headers: string[]; body: unknown; text: string }

/** Sends anything at all to a command's or a query's door. */
export async function send(
  world: TestParley,
  who: TestPerson | null,
  door: 'command' | 'query',
  name: CommandName | QueryName,
  input: unknown,
  more: Record<string, string> = {},
): Promise<RawAnswer> {
  const headers = { ...(who ? { authorization: `Bearer ${who.token}` } : {}), ...more }
  // Another address each time, so that no limit by address is what answers.
  count += 1
  const peer = `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`
  const response =
    door === 'command'
      ? await world.request(
          `/api/${name}`,
          {
            method: 'POST',
            headers: { ...headers, 'content-type': 'application/json' },
            body: typeof input === 'string' ? input : JSON.stringify(input),
          },
          peer,
        )
      : await world.request(`/api/${name}?${searchOf(input as object)}`, { headers }, peer)
  const text = await response.text()
  const names = [...response.headers.keys()].sort()
  return { status: response.status, headers: names, body: JSON.parse(text), text }
}

/** A query's input as its query string. */
export function searchOf(input: object): string {
  const fields = Object.entries(input).filter(([, value]) => value !== undefined)
  return new URLSearchParams(
    fields.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  ).toString()
}

/** The code of an answer's error, or `ok`. */
export function codeOf(answer: RawAnswer): string {
  const { error } = answer.body as { error?: { code: string } }
  return error ? error.code : 'ok'
}
