import type { QueryInput, QueryName, QueryOutput } from '@parley/protocol/queries.ts'
import type { Actor } from '../../actor.ts'
import type { FormProblem } from '../command-door.ts'
import type { Visit } from '../visit.ts'
import type { Assets } from './assets.ts'
import type { ParsedBodies } from './bodies.ts'
import type { LiveRooms } from './live-rooms.ts'

/** What pages need of the program around them. */
export type PagePorts = {
  ask: <N extends QueryName>(name: N, input: QueryInput<N>, actor: Actor) => Promise<QueryOutput<N>>
  assets: Assets
  bodies: ParsedBodies
  liveRooms: LiveRooms
  clock: () => number
  /** A new id for a command. */
  newId: () => string
  /** A token for the forms of whoever visits. */
  formToken: (visit: Visit, visitorId: string) => string
  /** The origin of our own pages as this visitor sees it. */
  originOf: (visit: Visit, headers: Headers) => string
}

/** One request for a page, with what was asked for and by whom. */
export type PageContext = {
  ports: PagePorts
  visit: Visit
  headers: Headers
  url: URL
  /** The variable parts of the path, decoded. */
  param: (name: string) => string
  /** Set when the page is shown again because one of its forms failed. */
  problem: FormProblem | null
  /** Binds the forms' tokens while there is no session. */
  visitorId: string
  keepOpen: () => void
}

/** Asks a query for whoever asked for the page. */
export function ask<N extends QueryName>(context: PageContext, name: N, input: QueryInput<N>): Promise<QueryOutput<N>> {
  return context.ports.ask(name, input, context.visit.actor)
}
