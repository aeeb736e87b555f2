import type { BrowserContext, Page } from 'playwright-core'
import { until } from './until.ts'

type Held = { readonly ms: number; run: () => void }

/**
 * Holds back what pages of a profile put off by exactly so long, until `runHeld`: then nobody waits for it, and on a slow
 * machine it does not come while somebody still means to prevent it.
 */
export async function holdTimers(device: BrowserContext, ms: number): Promise<void> {
  await device.addInitScript((heldMs) => {
    const [begin, end] = [globalThis.setTimeout, globalThis.clearTimeout]
    const held = new Map<number, Held>()
    // Far from the numbers that the browser gives.
    let last = 1_000_000_000
    const begins = (run: () => void, waitMs?: number, ...given: []) => {
      if (waitMs !== heldMs) return begin(run, waitMs, ...given)
      last += 1
      held.set(last, { ms: waitMs, run: () => run(...given) })
      return last
    }
    const ends = (id?: number) => {
      if (id === undefined || !held.delete(id)) end(id)
    }
    Object.assign(globalThis, { setTimeout: begins, clearTimeout: ends, held })
  }, ms)
}

/** Lets the time pass that a page waits for: there must be something that waits. */
export function runHeld(page: Page): Promise<void> {
  const run = () =>
    page.evaluate(() => {
      const { held } = globalThis as unknown as { held: Map<number, Held> }
      const all = [...held.values()]
      held.clear()
      for (const one of all) one.run()
      return all.length > 0
    })
  return until(run, 'something waits for its time')
}
