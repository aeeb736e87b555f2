import { COMMANDS, isCommandName } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { wireOf } from '../language.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { ClientFrame, CommandResult } from '@parley/protocol/frames.ts'
import { CLOSE } from '@parley/protocol/limits.ts'
import type { Cursors } from '@parley/protocol/logs.ts'
import { PROTOCOL, PROTOCOL_MIN } from '@parley/protocol/version.ts'
import type { Actor, KnownActor } from '../actor.ts'
import type { Origin } from '../commands.ts'
import type { Reader } from '../database/transaction.ts'
import { toInstant } from '../instant.ts'
import type { Log } from '../log.ts'
import { catchUp, type CatchUpPorts } from './catch-up.ts'
import { encode } from './frames.ts'
import type { Presence } from './presence.ts'
import type { SocketConnection } from './socket-connection.ts'
import type { Turn } from './turns.ts'
import type { Typing } from './typing.ts'
import type { Watchable } from './watchable.ts'

/** What a frame may set in motion. */
export type FramePorts = CatchUpPorts & {
  epoch: string
  build: string
  clock: () => number
  log: Log
  /** Calls `queued` when the command has its place in the lane. */
  command: (
    name: string,
    input: unknown,
    actor: Actor,
    origin: Origin,
    queued: () => void,
  ) => Promise<{ outcome: Outcome }>
  query: (name: string, input: unknown, actor: Actor) => Promise<unknown>
  findWatchable: (reader: Reader, actor: KnownActor, userIds: readonly string[]) => Promise<Watchable[]>
  presence: Presence
  typing: Typing
}

/**
 * Does what a frame asks for; resolves when it is done. Commands that follow one another join one group of the lane, in
 * their order; whatever else comes after them finds them answered.
 */
export async function runFrame(
  ports: FramePorts,
  connection: SocketConnection,
  frame: ClientFrame,
  turn: Turn,
): Promise<void> {
  if (connection.hasGreeted === (frame.t === 'hello'))
    return refuse(connection, 'The first frame is a hello, and no other.')
  if (frame.t === 'commands') return runBatch(ports, connection, frame, turn.next)
  await turn.alone()
  switch (frame.t) {
    case 'hello':
      return greet(ports, connection, frame)
    case 'follow':
      return follow(ports, connection, frame.cursors, false)
    case 'query':
      return answerQuery(ports, connection, frame)
    case 'typing':
      return ports.typing.say(connection, frame.roomId)
    case 'presence':
      return showPresence(ports, connection, frame)
  }
}

/** Says what is wrong with a frame that cannot be answered otherwise, and ends the connection. */
export function refuse(connection: SocketConnection, problem: string | ParleyError): void {
  const error = typeof problem === 'string' ? new ParleyError('bad_input', { problem }) : problem
  connection.send(encode({ t: 'problem', error: wireOf(error) }))
  connection.close(CLOSE.badFrame)
}

type Frame<T extends ClientFrame['t']> = Extract<ClientFrame, { t: T }>

async function greet(ports: FramePorts, connection: SocketConnection, hello: Frame<'hello'>): Promise<void> {
  if (hello.v < PROTOCOL_MIN) return connection.close(CLOSE.tooOld)
  connection.hasGreeted = true
  const { epoch, build } = ports
  const { id: userId, sessionId } = connection.actor
  const at = toInstant(ports.clock())
  connection.send(encode({ t: 'welcome', v: PROTOCOL, epoch, userId, sessionId, build, at }))
  ports.presence.set(connection, 'online')
  await follow(ports, connection, hello.cursors, hello.epoch !== undefined && hello.epoch !== epoch)
}

async function follow(
  ports: FramePorts,
  connection: SocketConnection,
  cursors: Cursors,
  isOtherEpoch: boolean,
): Promise<void> {
  const heads = await catchUp(ports, connection, cursors, isOtherEpoch)
  connection.send(encode({ t: 'caught-up', heads }))
}

async function runBatch(
  ports: FramePorts,
  connection: SocketConnection,
  { ref, commands }: Frame<'commands'>,
  next: () => void,
): Promise<void> {
  const results: CommandResult[] = []
  for (const [index, { name, input }] of commands.entries()) {
    const isLast = index === commands.length - 1
    const result = await runCommand(ports, connection, { name, input, queued: isLast ? next : () => {} })
    results.push(result)
    if ('error' in result || !connection.isOpen) break
  }
  connection.send(encode({ t: 'results', ref, results }))
}

async function runCommand(
  ports: FramePorts,
  { actor, origin }: SocketConnection,
  { name, input, queued }: { name: string; input: unknown; queued: () => void },
): Promise<CommandResult> {
  try {
    if (isCommandName(name) && COMMANDS[name].door === 'http') {
      throw new ParleyError('forbidden', { problem: 'This command is taken over HTTP alone.' })
    }
    const { outcome } = await ports.command(name, input, actor, origin, queued)
    return { outcome }
  } catch (error) {
    return { error: wireOf(toVisible(ports.log, error, name)) }
  }
}

async function answerQuery(
  ports: FramePorts,
  connection: SocketConnection,
  { ref, name, input }: Frame<'query'>,
): Promise<void> {
  try {
    const output = await ports.query(name, input, connection.actor)
    connection.send(encode({ t: 'answer', ref, output }))
  } catch (error) {
    connection.send(encode({ t: 'refused', ref, error: wireOf(toVisible(ports.log, error, name)) }))
  }
}

async function showPresence(
  ports: FramePorts,
  connection: SocketConnection,
  { state, watch }: Frame<'presence'>,
): Promise<void> {
  ports.presence.set(connection, state)
  if (watch) await watchPeople(ports, connection, watch)
}

/** Lets a connection watch those of these people whom it may see, and tells their states. */
export async function watchPeople(
  { read, reads, findWatchable, presence }: Pick<FramePorts, 'read' | 'reads' | 'findWatchable' | 'presence'>,
  connection: SocketConnection,
  userIds: readonly string[],
): Promise<void> {
  const allowed = await read(async (reader) => {
    const actor = await reads.refresh(reader, connection.actor)
    return actor.id === null ? [] : findWatchable(reader, actor, userIds)
  })
  if (!connection.isOpen) return
  presence.watch(connection, allowed)
  presence.tellAll(connection)
}

function toVisible(log: Log, error: unknown, where: string): ParleyError {
  if (error instanceof ParleyError) return error
  log.error('request_failed', error, { where: `socket ${where}` })
  return new ParleyError('internal')
}
