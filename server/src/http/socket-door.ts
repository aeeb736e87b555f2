import type { Language } from '@parley/protocol/languages.ts'
import { languageFor, speak, wireOf } from '../language.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { ClientFrame } from '@parley/protocol/frames.ts'
import { CLOSE, LIMITS } from '@parley/protocol/limits.ts'
import type { KnownActor } from '../actor.ts'
import type { Origin } from '../commands.ts'
import { encode } from '../live/frames.ts'
import { nextTelling } from '../live/heads.ts'
import { endLag } from '../live/lag.ts'
import type { LiveLimits } from '../live/limits.ts'
import { SocketConnection } from '../live/socket-connection.ts'
import { type FramePorts, refuse, runFrame } from '../live/socket-frames.ts'
import type { Turn } from '../live/turns.ts'
import { Turnstile } from '../live/turnstile.ts'
import type { Client } from './addresses.ts'
import { parseJson } from './json.ts'
import { judgeUpgrade } from './origin.ts'
import { Bucket, RateLimit } from './rate-limits.ts'
import type { Visit } from './visit.ts'

export type SocketDoorPorts = FramePorts & {
  now: () => number
  random: () => number
  limits: LiveLimits
  /** The origin of our own pages as this client sees it. */
  allowedOrigin: (client: Client, headers: Headers) => string | null
  /** False while the program starts or stops. */
  isReady: () => boolean
}

/** A client of 500 rooms says hello with ten frames' worth. */
const LOGS_OF_A_FRAME = 50

type Refusal = { code: number; reason: string }

/** What a socket carries from its upgrade on. */
export type SocketData =
  | { refusal: Refusal }
  | {
      refusal: null
      actor: KnownActor
      origin: Origin
      language: Language
      group: string
      rate: Bucket
      connection: SocketConnection | null
    }

type Upgrader = { upgrade: (request: Request, options: { data: SocketData }) => boolean }
type BunSocket = Bun.ServerWebSocket<SocketData>

/** `GET /socket`: lets sockets in, and hands their frames on, one after the other. */
export function socketDoor(ports: SocketDoorPorts) {
  const { limits, now } = ports
  const handshakes = new Turnstile({ perS: limits.handshakesPerS, now })
  const users = new RateLimit({ perS: limits.handshakesPerUserPerS, burst: limits.handshakesPerUserBurst, now })
  const addresses = new Map<string, number>()

  const upgrade = (request: Request, server: Upgrader, visit: Visit): Response | undefined => {
    const data = admit(ports, { request, visit, handshakes, users, addresses })
    if (server.upgrade(request, { data })) return undefined
    return new Response('This is a socket.\n', {
      status: 426,
      headers: { Upgrade: 'websocket', Connection: 'Upgrade' },
    })
  }

  const goOn = (connection: SocketConnection): void => {
    connection.wasDrained()
    if (connection.lag) connection.turns.add((turn) => catchUpAfterLag(ports, connection, turn))
  }

  const websocket: Bun.WebSocketHandler<SocketData> = {
    // A frame that is a little too large is answered with a sentence; one that is much too large is not read at all.
    maxPayloadLength: LIMITS.frameBytes * 2,
    backpressureLimit: limits.hardBytes,
    closeOnBackpressureLimit: true,
    idleTimeout: 120,
    perMessageDeflate: false,
    open: (ws) => open(ports, ws, addresses),
    message: (ws, message) => receive(ports, ws, message),
    ping: (ws) => void takeTurn(ports, ws),
    pong: (ws) => void takeTurn(ports, ws),
    drain: (ws) => {
      // It is also called when only a part has left.
      const connection = connectionOf(ws)
      if (connection && ws.getBufferedAmount() === 0) goOn(connection)
    },
    close: (ws) => leave(ports, ws, addresses),
  }
  return { upgrade, websocket, goOn, held: () => addresses.size }
}

type Asking = {
  request: Request
  visit: Visit
  handshakes: Turnstile
  users: RateLimit
  addresses: ReadonlyMap<string, number>
}

/** A browser sees the status of a refused upgrade as 1006 alone, so a refused socket is let in and closed with a code. */
function admit(ports: SocketDoorPorts, { request, visit, handshakes, users, addresses }: Asking): SocketData {
  const { actor, client, hasBearer } = visit
  const retryS = handshakes.enter()
  if (retryS > 0) return { refusal: { code: CLOSE.busy, reason: `retry=${retryS}` } }
  if (!ports.isReady()) return { refusal: { code: CLOSE.draining, reason: '' } }
  const allowed = ports.allowedOrigin(client, request.headers)
  if (judgeUpgrade({ headers: request.headers, allowed, hasBearer }) === 'foreign') {
    return { refusal: { code: CLOSE.wrongOrigin, reason: '' } }
  }
  if (visit.hasEnded || actor.id === null) return { refusal: { code: CLOSE.sessionEnded, reason: '' } }
  if ((addresses.get(client.group) ?? 0) >= ports.limits.connectionsPerAddress) {
    return { refusal: { code: CLOSE.tooMany, reason: '' } }
  }
  const userRetryS = users.take(actor.id)
  if (userRetryS > 0) return { refusal: { code: CLOSE.busy, reason: `retry=${userRetryS}` } }
  const rate = new Bucket({ burst: ports.limits.framesBurst }, ports.now())
  const origin = { address: client.address, userAgent: visit.userAgent }
  const language = languageFor(actor, request.headers)
  return { refusal: null, actor, origin, language, group: client.group, rate, connection: null }
}

function open(ports: SocketDoorPorts, ws: BunSocket, addresses: Map<string, number>): void {
  const { data } = ws
  if (data.refusal) return ws.close(data.refusal.code, data.refusal.reason)
  const now = ports.now()
  const connection: SocketConnection = new SocketConnection({
    socket: ws,
    actor: data.actor,
    origin: data.origin,
    now,
    tellAt: nextTelling(now, ports.random, ports.limits),
    onError: (error) => fail(ports, connection, error),
  })
  data.connection = connection
  addresses.set(data.group, (addresses.get(data.group) ?? 0) + 1)
  ports.hub.connections.add(connection)
  const own = ports.hub.connections.ofUser(data.actor.id).filter((other) => other instanceof SocketConnection)
  if (own.length > ports.limits.socketsPerUser) own[0]?.close(CLOSE.tooMany)
}

function leave(ports: SocketDoorPorts, ws: BunSocket, addresses: Map<string, number>): void {
  const { data } = ws
  if (data.refusal || !data.connection) return
  const { connection, group } = data
  const left = (addresses.get(group) ?? 1) - 1
  if (left === 0) addresses.delete(group)
  else addresses.set(group, left)
  connection.wasClosed()
  ports.hub.connections.remove(connection)
  ports.presence.drop(connection)
}

/** Whatever comes is a sign of life, and one of so many a second; null where the connection is, or is now, closed. */
function takeTurn(ports: SocketDoorPorts, ws: BunSocket, count = 1): SocketConnection | null {
  const { data } = ws
  if (data.refusal || !data.connection?.isOpen) return null
  const { connection, rate } = data
  const now = ports.now()
  connection.heardAt = now
  const { framesPerS: perS, framesBurst: burst } = ports.limits
  const retryS = rate.take({ perS, burst }, now, count)
  if (retryS === 0) return connection
  connection.close(CLOSE.tooFast, `retry=${retryS}`)
  return null
}

function receive(ports: SocketDoorPorts, ws: BunSocket, message: string | Buffer): void {
  const connection = takeTurn(ports, ws)
  if (!connection || connection.isFinishing) return
  if (typeof message !== 'string') return refuse(connection, 'Frames are text.')
  const bytes = Buffer.byteLength(message)
  if (bytes > LIMITS.frameBytes) return refuse(connection, new ParleyError('too_large'))
  connection.turns.add(async (turn) => {
    await speak(languageOfSocket(ws), () => takeFrame(ports, ws, connection, message, turn)).catch((error: unknown) =>
      fail(ports, connection, error),
    )
    if (ws.isPaused && connection.turns.bytes - bytes < ports.limits.waitingBytes) ws.resume()
  }, bytes)
  // What a connection sends faster than it is answered waits on its side of the line.
  if (connection.turns.bytes > ports.limits.waitingBytes) ws.pause()
}

function languageOfSocket({ data }: BunSocket): Language {
  return data.refusal ? 'en' : data.language
}

async function takeFrame(
  ports: SocketDoorPorts,
  ws: BunSocket,
  connection: SocketConnection,
  text: string,
  turn: Turn,
): Promise<void> {
  if (!connection.isOpen) return
  let frame: ReturnType<typeof ClientFrame.safeParse>
  try {
    frame = ClientFrame.safeParse(parseJson(text))
  } catch (error) {
    if (error instanceof ParleyError) return answerBad(connection, text, error)
    throw error
  }
  if (frame.success) {
    const more = weightOf(frame.data)
    return more > 0 && !takeTurn(ports, ws, more) ? undefined : runFrame(ports, connection, frame.data, turn)
  }
  const problem = `The frame is not as it should be: ${frame.error.issues[0]?.path.join('.') ?? ''}.`
  return answerBad(connection, text, new ParleyError('bad_input', { problem }))
}

/** Following many logs takes as long as many frames do, and counts as so many more. */
function weightOf(frame: ClientFrame): number {
  return 'cursors' in frame ? Math.floor(Object.keys(frame.cursors).length / LOGS_OF_A_FRAME) : 0
}

/** A request whose content is bad is refused by its number, for the connection and what was typed must survive it. */
function answerBad(connection: SocketConnection, text: string, error: ParleyError): void {
  const ref = connection.hasGreeted ? refOf(text) : null
  if (ref === null) return refuse(connection, error)
  connection.send(encode({ t: 'refused', ref, error: wireOf(error) }))
}

function refOf(text: string): number | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('ref' in value)) return null
    return Number.isSafeInteger(value.ref) && typeof value.ref === 'number' && value.ref >= 0 ? value.ref : null
  } catch {
    return null
  }
}

async function catchUpAfterLag(ports: SocketDoorPorts, connection: SocketConnection, turn: Turn): Promise<void> {
  await turn.alone()
  await endLag(ports, connection)
  ports.presence.tellAll(connection)
}

/** The client's cursors are unharmed by whatever went wrong here: it connects again and goes on from them. */
function fail(ports: SocketDoorPorts, connection: SocketConnection, error: unknown): void {
  if (error instanceof ParleyError && error.code === 'session_ended') return connection.close(CLOSE.sessionEnded)
  ports.log.error('socket_failed', error)
  connection.close(CLOSE.busy, 'retry=1')
}

function connectionOf(ws: BunSocket): SocketConnection | null {
  return ws.data.refusal ? null : ws.data.connection
}
