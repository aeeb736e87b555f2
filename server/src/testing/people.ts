import type { CommandInput, CommandName } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { WireError } from '@parley/protocol/errors.ts'
import type { QueryInput, QueryName, QueryOutput } from '@parley/protocol/queries.ts'
import { recordUser } from '../accounts/record-user.ts'
import { skeleton } from '../accounts/skeleton.ts'
import { recordCommunity } from '../community/record-community.ts'
import { findCommunity } from '../community/queries.ts'
import { recordMember } from '../memberships/record-member.ts'
import { findRoomByName } from '../rooms/queries.ts'
import { recordSession, startSession } from '../sessions/record-session.ts'
import type { TestParley } from './parley.ts'

/** What a door answered to a command. */
export type Answer = { status: number; outcome?: Outcome; error?: WireError }

/** Somebody with a session, who speaks through the HTTP doors with a bearer token. */
export type TestPerson = {
  id: string
  name: string
  token: string
  sessionId: string
  /** What he is in the community; a member where it is not said. */
  role?: 'owner' | 'member' | 'guest'
  /** Sends a command; its id is new unless given. */
  does: <N extends CommandName>(name: N, input: Omit<CommandInput<N>, 'id'> & { id?: string }) => Promise<Answer>
  /** The same for a command that must succeed: answers its outcome. */
  did: <N extends CommandName>(name: N, input: Omit<CommandInput<N>, 'id'> & { id?: string }) => Promise<Outcome>
  asks: <N extends QueryName>(
    name: N,
    input: QueryInput<N>,
  ) => Promise<{ status: number; output?: QueryOutput<N>; error?: WireError }>
  /** The same for a query that must succeed: answers its output. */
  reads: <N extends QueryName>(name: N, input: QueryInput<N>) => Promise<QueryOutput<N>>
}

/** Makes a person of the community with a session, without the doors: the first is its owner. */
export async function aPerson(world: TestParley, name: string, role: 'owner' | 'member' | 'guest' = 'member') {
  const id = crypto.randomUUID()
  const start = startSession({ address: '127.0.0.1', userAgent: 'test' })
  await world.parley.lane.chore('person', async (plain) => {
    const tx = { ...plain, mark: { id: null, actorId: id, fingerprint: null } }
    const isGuest = role === 'guest'
    await recordUser(tx, {
      id,
      role,
      user_name: isGuest ? null : name,
      skeleton: isGuest ? null : skeleton(name),
      display_name: name,
      password_hash: isGuest ? null : `cheap:${Bun.hash('correct horse battery')}`,
    })
    await recordSession(tx, start, id)
    if (!(await findCommunity(tx))) {
      const firstRoomId = crypto.randomUUID()
      await recordCommunity(tx, { name: 'Tideline', guestRooms: true, ownerId: id, firstRoomId })
    }
    return null
  })
  return personWith(world, { id, name, token: start.secret, sessionId: start.sessionId })
}

/** Somebody of whom a test has the token. */
export function personWith(
  world: TestParley,
  who: { id: string; name: string; token: string; sessionId: string },
): TestPerson {
  const authorization = `Bearer ${who.token}`
  const does: TestPerson['does'] = async (name, input) => {
    const body = JSON.stringify({ id: crypto.randomUUID(), ...input })
    const headers = { authorization, 'content-type': 'application/json' }
    const response = await world.request(`/api/${name}`, { method: 'POST', headers, body })
    return { status: response.status, ...(await response.json()) }
  }
  const asks: TestPerson['asks'] = async (name, input) => {
    const response = await world.request(`/api/${name}?${searchOf(input)}`, { headers: { authorization } })
    return { status: response.status, ...(await response.json()) }
  }
  return {
    ...who,
    does,
    did: async (name, input) => {
      const { outcome, error } = await does(name, input)
      if (!outcome) throw new Error(`${who.name} could not ${name}: ${JSON.stringify(error)}`)
      return outcome
    },
    asks,
    reads: async (name, input) => {
      const { output, error } = await asks(name, input)
      if (!output) throw new Error(`${who.name} could not read ${name}: ${JSON.stringify(error)}`)
      return output
    },
  }
}

function searchOf(input: object): string {
  const fields = Object.entries(input).filter(([, value]) => value !== undefined)
  return new URLSearchParams(
    fields.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  ).toString()
}

/** A community with an owner (olga), three members (ann, bob, eve), and a public room of ann and bob. */
export async function aCommunity(world: TestParley) {
  const olga = await aPerson(world, 'olga', 'owner')
  const ann = await aPerson(world, 'ann')
  const bob = await aPerson(world, 'bob')
  const eve = await aPerson(world, 'eve')
  const { subjectId: roomId } = await ann.did('room.create', { name: 'tides', kind: 'public' })
  await bob.did('room.join', { roomId })
  return { olga, ann, bob, eve, roomId }
}

/** Puts a guest into a room that is open to guests. */
export async function aGuest(world: TestParley, name: string, roomName: string): Promise<TestPerson> {
  const guest = await aPerson(world, name, 'guest')
  await world.parley.lane.chore('guest', async (tx) => {
    const room = await findRoomByName(tx, roomName)
    if (!room) throw new Error(`no room ${roomName}`)
    await recordMember(tx, { roomId: room.id, userId: guest.id, role: 'member' })
    return null
  })
  return guest
}
