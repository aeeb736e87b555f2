import { loadConfig } from '../../config.ts'
import { Hub } from '../../live/hub.ts'
import { createLog } from '../../log.ts'
import { aCommunity, type TestPerson } from '../../testing/people.ts'
import { aParley } from '../../testing/parley.ts'
import { createSite } from '../create-site.ts'

/** The whole site in memory, with a community in it; `open` asks for a page as somebody, or as nobody. */
export async function aSite() {
  const log = createLog('error', () => {})
  const hub = new Hub({ now: Date.now, log })
  const world = await aParley({ onPublish: hub.publish })
  // The site has the real clock, and sessions must not be over by it.
  world.clock.now = Date.now()
  const site = await createSite({ config: loadConfig([], {}, '/nowhere'), log, parley: world.parley, hub })
  const bindings = { peer: '127.0.0.1', keepOpen: () => {}, upgrade: async () => undefined }
  const open = async (who: TestPerson | null, path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set('host', 'parley.test')
    if (who !== null) headers.set('cookie', `parley=${who.token}`)
    return site.http.fetch(new Request(new URL(path, 'http://parley.test'), { ...init, headers }), bindings)
  }
  return { world, http: site.http, open, people: () => aCommunity(world) }
}

/** A form as browsers send it. */
export function formOf(fields: Record<string, string>, origin: string | null = 'http://parley.test'): RequestInit {
  const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' })
  if (origin !== null) headers.set('origin', origin)
  return { method: 'POST', headers, body: new URLSearchParams({ id: crypto.randomUUID(), ...fields }).toString() }
}
