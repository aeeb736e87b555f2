import type { CommandInput, CommandName } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { QueryInput, QueryName, QueryOutput } from '@parley/protocol/queries.ts'
import type { TestServer } from './server.ts'

/** The password of everyone in the stories. */
export const PASSWORD = 'a long night by the sea'

/** Somebody with a session, who acts through the HTTP doors: to prepare what a story needs. */
export type Account = {
  id: string
  userName: string | null
  displayName: string
  token: string
  /** With an id of its own, unless one is given. */
  did: <N extends CommandName>(name: N, fields: Omit<CommandInput<N>, 'id'> & { id?: string }) => Promise<Outcome>
  reads: <N extends QueryName>(name: N, input: QueryInput<N>) => Promise<QueryOutput<N>>
}

/** What one needs to know of a server to act on it. */
type Reachable = Pick<TestServer, 'url' | 'setUpCode'>

const TOO_FAST = 429
const LONGEST_S = 60

type Answer = { outcome?: Outcome; output?: unknown; token?: string; error?: { code: string; message: string } }

/** Makes the owner and the community. */
export async function found(server: Reachable, userName: string, displayName = userName): Promise<Account> {
  const who = { userName, displayName, password: PASSWORD }
  const answer = await post(server, 'community.found', {
    ...who,
    code: server.setUpCode,
    communityName: 'Tideline',
    guestRooms: true,
  })
  return accountOf(server, answer, userName, displayName)
}

/** Makes a member. */
export async function register(server: Reachable, userName: string, displayName = userName): Promise<Account> {
  const answer = await post(server, 'account.register', { userName, displayName, password: PASSWORD })
  return accountOf(server, answer, userName, displayName)
}

/** Makes another session of somebody. */
export async function logIn(server: Reachable, userName: string): Promise<Account> {
  const answer = await post(server, 'session.log-in', { userName, password: PASSWORD })
  return accountOf(server, answer, userName, userName)
}

/** Makes a guest in a room. */
export async function enterAsGuest(server: Reachable, roomName: string, displayName: string): Promise<Account> {
  return accountOf(server, await post(server, 'guest.enter', { roomName, displayName }), null, displayName)
}

/** A public room of the first, which the others join; answers its id. */
export async function aRoomOf(name: string, first: Account, ...others: readonly Account[]): Promise<string> {
  const { subjectId: roomId } = await first.did('room.create', { name, kind: 'public', openToGuests: true })
  if (roomId === null) throw new Error('a room has an id')
  for (const one of others) await one.did('room.join', { roomId })
  return roomId
}

async function accountOf(
  server: Reachable,
  { token }: Answer,
  userName: string | null,
  displayName: string,
): Promise<Account> {
  if (token === undefined) throw new Error(`there is no token for ${displayName}`)
  const did: Account['did'] = async (name, fields) => {
    const { outcome } = await post(server, name, fields, token)
    if (outcome === undefined) throw new Error(`${name} has no outcome`)
    return outcome
  }
  const reads: Account['reads'] = async (name, input) => {
    const answer = await ask(`${server.url}/api/${name}?${searchOf(input)}`, { headers: bearer(token) }, name)
    return answer.output as QueryOutput<typeof name>
  }
  const { me } = await reads('session.show', {})
  return { id: me.id, userName, displayName, token, did, reads }
}

function post(server: Reachable, name: string, fields: object, token: string | null = null): Promise<Answer> {
  return ask(
    `${server.url}/api/${name}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-parley-token': '1', ...(token === null ? {} : bearer(token)) },
      body: JSON.stringify({ id: Bun.randomUUIDv7(), ...fields }),
    },
    name,
  )
}

async function ask(url: string, request: RequestInit, name: string): Promise<Answer> {
  const response = await fetch(url, request)
  const answer = (await response.json()) as Answer
  // Whoever is told to go slower does: the same id again is the same command.
  const waitS = Number(response.headers.get('retry-after') ?? NaN)
  if (response.status === TOO_FAST && 0 < waitS && waitS <= LONGEST_S) {
    await Bun.sleep(1_000 * waitS)
    return ask(url, request, name)
  }
  if (!response.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
  return answer
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` }
}

function searchOf(input: object): string {
  const fields = Object.entries(input).filter(([, value]) => value !== undefined)
  return new URLSearchParams(
    fields.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  ).toString()
}
