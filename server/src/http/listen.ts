import { LIMITS } from '@parley/protocol/limits.ts'
import type { Config } from '../config.ts'
import { StartError } from '../database/start-error.ts'
import type { Site } from './create-site.ts'

/** Seconds after which a connection that says nothing is closed; long answers ask for more. */
const IDLE_S = 30

/** What listens for people. */
export type Listener = {
  url: string
  /** Resolves when no request waits for its answer any more. */
  answered: () => Promise<void>
  /** Ends what is open at once. */
  stop: () => Promise<void>
}

/** Bun tells how many requests wait, but not when none does. */
const LOOK_MS = 10

/** Listens for people. Throws `StartError` when the address is taken or not ours. */
export function listen(config: Pick<Config, 'host' | 'port'>, site: Site): Listener {
  const server = open(config, site)
  site.live.attach(server)
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${server.port}`,
    answered: async () => {
      while (server.pendingRequests > 0) await Bun.sleep(LOOK_MS)
    },
    stop: () => server.stop(true),
  }
}

function open({ host, port }: Pick<Config, 'host' | 'port'>, { http, live }: Site) {
  try {
    return Bun.serve({
      hostname: host,
      port,
      idleTimeout: IDLE_S,
      maxRequestBodySize: LIMITS.frameBytes * 2,
      websocket: live.websocket,
      fetch: (request, server) => {
        const upgrade = async (visit: Parameters<typeof live.upgrade>[2]) => live.upgrade(request, server, visit)
        return http.fetch(request, {
          peer: server.requestIP(request)?.address ?? null,
          keepOpen: () => server.timeout(request, 0),
          upgrade,
        })
      },
    })
  } catch (error) {
    throw unavailable(host, port, error)
  }
}

/** Throws the `StartError` that `listen` would, before anything else is touched. */
export function requireFreePort({ host, port }: Pick<Config, 'host' | 'port'>): void {
  if (port === 0) return
  try {
    Bun.listen({ hostname: host, port, socket: { data: () => {} } }).stop(true)
  } catch (error) {
    throw unavailable(host, port, error)
  }
}

function unavailable(host: string, port: number, error: unknown): StartError {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'EADDRINUSE') {
    return new StartError(`Port ${port} is in use; stop what uses it, or set PARLEY_PORT to another.`, { cause: error })
  }
  if (code === 'EACCES') {
    return new StartError(`Port ${port} needs more rights; set PARLEY_PORT to one above 1023.`, { cause: error })
  }
  return new StartError(`Parley cannot listen on ${host}:${port}; check PARLEY_HOST and PARLEY_PORT.`, { cause: error })
}
