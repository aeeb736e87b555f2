import type { CommandInput, CommandName } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { QueryInput, QueryName, QueryOutput } from '@parley/protocol/queries.ts'
import type { Answer } from '../../testing/people.ts'
import type { TestParley } from '../../testing/parley.ts'

export const PASSWORD = 'correct horse battery'

/** A browser with its cookies, at first without a session. */
export type Visitor = {
  does: <N extends CommandName>(name: N, input: Omit<CommandInput<N>, 'id'> & { id?: string }) => Promise<Answer>
  did: <N extends CommandName>(name: N, input: Omit<CommandInput<N>, 'id'> & { id?: string }) => Promise<Outcome>
  /** Any input at all; answers the error's code, or null. */
  tries: (name: CommandName, input: object) => Promise<string | null>
  reads: <N extends QueryName>(name: N, input: QueryInput<N>) => Promise<QueryOutput<N>>
  asks: (name: QueryName, input: Record<string, string>) => Promise<string | null>
  cookies: Map<string, string>
}

/** Opens a browser that no one has used. */
export function aVisitor(
  world: TestParley,
  { peer = '127.0.0.1', userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0' } = {},
): Visitor {
  const cookies = new Map<string, string>()
  const send = async (path: string, init: RequestInit) => {
    const headers = new Headers({ 'user-agent': userAgent, 'sec-fetch-site': 'same-origin' })
    if (cookies.size > 0) headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '))
    if (init.body !== undefined) headers.set('content-type', 'application/json')
    const response = await world.request(path, { ...init, headers }, peer)
    for (const line of response.headers.getSetCookie()) keep(cookies, line)
    return response
  }
  const does: Visitor['does'] = async (name, input) => {
    const body = JSON.stringify({ id: Bun.randomUUIDv7(), ...input })
    const response = await send(`/api/${name}`, { method: 'POST', body })
    return { status: response.status, ...(await response.json()) }
  }
  const ask = async (name: QueryName, input: object) => {
    const response = await send(`/api/${name}?${new URLSearchParams(Object.entries(input))}`, {})
    return response.json()
  }
  return {
    cookies,
    does,
    did: async (name, input) => {
      const { outcome, error } = await does(name, input)
      if (!outcome) throw new Error(`could not ${name}: ${JSON.stringify(error)}`)
      return outcome
    },
    tries: async (name, input) => {
      const body = JSON.stringify({ id: Bun.randomUUIDv7(), ...input })
      const { error } = await (await send(`/api/${name}`, { method: 'POST', body })).json()
      return error?.code ?? null
    },
    reads: async (name, input) => {
      const { output, error } = await ask(name, input)
      if (!output) throw new Error(`could not read ${name}: ${JSON.stringify(error)}`)
      return output
    },
    asks: async (name, input) => (await ask(name, input)).error?.code ?? null,
  }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split('; ')
  const at = pair.indexOf('=')
  if (attributes.includes('Max-Age=0')) cookies.delete(pair.slice(0, at))
  else cookies.set(pair.slice(0, at), pair.slice(at + 1))
}

/** A browser whose owner founded the community. */
export async function aFounder(world: TestParley, guestRooms = true): Promise<Visitor & { id: string }> {
  const olga = aVisitor(world, { peer: '10.0.0.1' })
  const input = { code: world.setUpCode, communityName: 'Tideline', userName: 'olga', password: PASSWORD, guestRooms }
  return { ...olga, id: (await olga.did('community.found', input)).subjectId }
}

/** A browser in which somebody registered. */
export async function aMember(world: TestParley, userName: string): Promise<Visitor & { id: string }> {
  const visitor = aVisitor(world)
  const outcome = await visitor.did('account.register', { userName, password: PASSWORD })
  return { ...visitor, id: outcome.subjectId }
}

/** A browser that entered a room as a guest. */
export async function aGuestIn(
  world: TestParley,
  roomName: string,
  displayName: string,
): Promise<Visitor & { id: string; roomId: string }> {
  const visitor = aVisitor(world, {
    peer: `10.1.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`,
  })
  const outcome = await visitor.did('guest.enter', { roomName, displayName })
  return { ...visitor, id: (await visitor.reads('session.show', {})).me.id, roomId: outcome.subjectId }
}

/** The sessions that events of a log ended. */
export function endedIn(world: TestParley, logId: string): string[] {
  return endingsIn(world, logId).flatMap(({ sessions }) => sessions)
}

/** The sessions in whose place others stand, by events of a log. */
export function replacedIn(world: TestParley, logId: string): string[] {
  return endingsIn(world, logId).flatMap(({ replaced }) => replaced)
}

function endingsIn(world: TestParley, logId: string) {
  const batches = world.published.filter((batch) => batch.logId === logId)
  return batches.flatMap((batch) => batch.events.map(({ ends }) => ends))
}

/** The types of the events of a log, in order. */
export function eventsOf(world: TestParley, logId: string): string[] {
  return world.published
    .filter((batch) => batch.logId === logId)
    .flatMap((batch) => batch.events.map(({ event }) => event.type))
}
