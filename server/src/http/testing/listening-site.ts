import { loadConfig } from '../../config.ts'
import { Hub } from '../../live/hub.ts'
import { createLog } from '../../log.ts'
import { aParley } from '../../testing/parley.ts'
import { aCommunity, type TestPerson } from '../../testing/people.ts'
import { createSite } from '../create-site.ts'
import { listen } from '../listen.ts'
import { RawLine } from './raw-line.ts'

/** The whole program behind a real listener, with a community in it, and raw lines to it. */
export async function aListeningSite(flags: readonly string[] = []) {
  const problems: string[] = []
  const lines: RawLine[] = []
  const log = createLog('warn', (line) => problems.push(line))
  const hub = new Hub({ now: () => performance.now(), log })
  const world = await aParley({ onPublish: hub.publish })
  // The doors have the real clock, and sessions must not be over by it.
  world.clock.now = Date.now()
  const people = await aCommunity(world)
  const site = await createSite({ config: loadConfig(flags, {}, '/nowhere'), log, parley: world.parley, hub })
  const listener = listen({ host: '127.0.0.1', port: 0 }, site)
  const line = () => {
    const made = new RawLine(Number(new URL(listener.url).port))
    lines.push(made)
    return made
  }
  return {
    world,
    people,
    site,
    /** What was logged as a warning or worse. */
    problems,
    line,
    /** A socket of somebody, which has said hello if there are cursors. */
    socket: async (who: TestPerson, cursors?: Record<string, number>) => {
      const made = line()
      await made.upgrade(who.token)
      if (cursors) {
        made.says({ t: 'hello', v: 1, cursors })
        await made.until(() => made.kinds().includes('caught-up'))
      }
      return made
    },
    stop: async () => {
      for (const made of lines) made.destroy()
      await listener.stop()
    },
  }
}
