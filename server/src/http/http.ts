import { Hono } from 'hono'
import type { Client } from './addresses.ts'
import { refusal, toVisible } from './answers.ts'
import { commandDoor } from './command-door.ts'
import type { Door } from './door.ts'
import type { Env } from './env.ts'
import { secureHeaders } from './headers.ts'
import { type LongPoll, queryDoor } from './query-door.ts'
import { languageFor, speak } from '../language.ts'
import { logRequest } from './request-log.ts'
import { identify, type Visit } from './visit.ts'
import { ParleyError } from '@parley/protocol/errors.ts'

/** What the doors over HTTP need beside the core. */
export type HttpPorts = {
  door: Door
  readClient: (peer: string | null, headers: Headers) => Client
  /** Whether new work is taken; false while starting and draining. */
  isReady: () => boolean
  longPoll: LongPoll
  eventStream: (request: Request, visit: Visit, keepOpen: () => void) => Promise<Response>
  /** Adds the pages and the assets. */
  mountPages: (app: Hono<Env>) => void
}

/** Makes the HTTP application: doors, pages and probes behind one beginning and one end. */
export function createHttp(ports: HttpPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/healthz', () => new Response('ok'))
  app.get(
    '/readyz',
    () => new Response(ports.isReady() ? 'ready' : 'not ready', { status: ports.isReady() ? 200 : 503 }),
  )
  app.use(async (context, next) => {
    const startedAt = performance.now()
    const { headers } = context.req.raw
    const client = ports.readClient(context.env.peer, headers)
    if (!ports.isReady()) {
      context.res = refusal(new ParleyError('draining', { retryS: 2 }))
      secureHeaders(context.res.headers, client.isTls)
      return
    }
    const visit = await identify(ports.door.parley, client, headers)
    context.set('visit', visit)
    await speak(languageFor(visit.actor, headers), next)
    if (context.res.status !== 101) secureHeaders(context.res.headers, client.isTls)
    logRequest(ports.door.log, {
      method: context.req.method,
      url: context.req.url,
      status: context.res.status,
      durationMs: performance.now() - startedAt,
      address: client.address,
      userId: visit.actor.id,
    })
  })
  mountDoors(app, ports)
  ports.mountPages(app)
  app.onError((error, context) => refusal(toVisible(error, ports.door.log, `${context.req.method} page`)))
  return app
}

function mountDoors(app: Hono<Env>, ports: HttpPorts): void {
  const { door } = ports
  app.get('/socket', async (context) => {
    const answer = await context.env.upgrade(context.get('visit'))
    return answer ?? new Response(null)
  })
  app.get('/api/events', (context) => ports.eventStream(context.req.raw, context.get('visit'), context.env.keepOpen))
  app.post('/api/:command', (context) =>
    commandDoor(door, context.req.param('command'), context.req.raw, context.get('visit')),
  )
  app.get('/api/:query', (context) => {
    if (context.req.query('waitS') !== undefined) context.env.keepOpen()
    return queryDoor(door, ports.longPoll, context.req.param('query'), context.req.raw, context.get('visit'))
  })
  app.all('/api/*', () => refusal(new ParleyError('page_not_found')))
}
