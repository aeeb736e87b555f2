import type { COMMANDS, CommandInput, CommandName } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { QUERIES, QueryInput, QueryName, QueryOutput } from '@parley/protocol/queries.ts'
import type { Passwords } from './accounts/password.ts'
import type { Actor, KnownActor } from './actor.ts'
import type { Store } from './database/store.ts'
import type { Reader, Transaction } from './database/transaction.ts'
import type { Moment } from './sessions/lifetime.ts'

/** Who can reach an entry: where nobody is not allowed, the actor is known. */
type ActorFor<E extends { allow: { nobody: string | false } }> = E['allow']['nobody'] extends false ? KnownActor : Actor

/** Who may carry out a command. */
export type CommandActor<N extends CommandName> = ActorFor<(typeof COMMANDS)[N]>

/** Who may ask a query. */
export type QueryActor<N extends QueryName> = ActorFor<(typeof QUERIES)[N]>

/** Where a request came from: what a session remembers, and what limits count by. */
export type Origin = { address: string; userAgent: string }

/** What of the program the preparations need beside the database. A take answers 0, or the seconds to wait. */
export type EntryRules = {
  passwords: Passwords
  /** What the first owner must show; null once there is one. */
  setUpCode: string | null
  takeNewGuest: (origin: Origin) => number
  takeNewGuestRoom: (origin: Origin) => number
}

/** What a preparation has of the program around it. */
export type PreparePorts = EntryRules & { read: Store['read']; secret: string; clock: () => number }

/**
 * How a command is carried out. `prepare` does the slow work before the lane (hashes, tokens) and gives what `run` gets;
 * it may read, and whatever it read is checked again in `run`.
 */
export type CommandEntry<N extends CommandName, P> = {
  prepare: (input: CommandInput<N>, actor: CommandActor<N>, origin: Origin, ports: PreparePorts) => Promise<P>
  run: (tx: Transaction, actor: CommandActor<N>, prepared: P) => Promise<Outcome>
}

/** A command that needs no preparation: its input goes to the lane as it is. */
export type PlainCommand<N extends CommandName> = (
  tx: Transaction,
  actor: CommandActor<N>,
  input: CommandInput<N>,
) => Promise<Outcome>

/** How a query is answered: from one consistent moment of the database. */
export type QueryHandler<N extends QueryName> = (
  reader: Reader,
  actor: QueryActor<N>,
  input: QueryInput<N>,
  moment: Moment,
) => Promise<QueryOutput<N>>
