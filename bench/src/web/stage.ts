import type { CDPSession, Page } from 'playwright-core'
import { aBrowser } from '../browser.ts'
import { aServer } from '../server.ts'
import { RAISED } from '../settings.ts'
import { aSettledWorld, type World } from '../world/world.ts'

/** How many times slower than this machine the browser's processor is made. */
const SLOWER = 4

/** A member's browser on a slow machine, in a room of 100,000 messages and 500 people. */
export type Stage = {
  url: string
  world: World
  page: Page
  /** What the page has spent since the last look. */
  spent: () => Promise<Spent>
  close: () => Promise<void>
}

/** Milliseconds of script alone, and of script, style and layout together. */
export type Spent = { scriptMs: number; allMs: number }

export async function aStage(): Promise<Stage> {
  const world = await aSettledWorld({ people: 500, rooms: 2, roomsEach: 2, messages: 200_000, readerRooms: 2 })
  const server = await aServer(world.folder, RAISED)
  const browser = await aBrowser()
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const token = world.people[0]?.token ?? ''
  await context.addCookies([{ name: 'parley', value: token, url: server.url, httpOnly: true, sameSite: 'Lax' }])
  const page = await context.newPage()
  await page.goto(`${server.url}/r/${world.rooms[0]?.name}`)
  await page.locator('textarea').waitFor()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Performance.enable')
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  return {
    url: server.url,
    world,
    page,
    spent: meter(cdp),
    close: async () => {
      await browser.close()
      await server.stop()
      world.remove()
    },
  }
}

function meter(cdp: CDPSession): Stage['spent'] {
  let before: Spent = { scriptMs: 0, allMs: 0 }
  return async () => {
    const { metrics } = await cdp.send('Performance.getMetrics')
    const ms = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN) * 1_000
    const scriptMs = ms('ScriptDuration')
    const now = { scriptMs, allMs: scriptMs + ms('LayoutDuration') + ms('RecalcStyleDuration') }
    const spent = { scriptMs: now.scriptMs - before.scriptMs, allMs: now.allMs - before.allMs }
    before = now
    return spent
  }
}

/** Counts the frames of a page, and the tasks in it that took more than 50 ms, from now on. */
export async function countFrames(page: Page): Promise<() => Promise<{ frames: number; longestMs: number }>> {
  await page.evaluate(() => {
    const counted = { frames: 0, longestMs: 0, isOver: false }
    const count = () => {
      counted.frames += 1
      if (!counted.isOver) requestAnimationFrame(count)
    }
    requestAnimationFrame(count)
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) counted.longestMs = Math.max(counted.longestMs, duration)
    })
    observer.observe({ type: 'longtask' })
    Object.assign(globalThis, { counted })
  })
  return () =>
    page.evaluate(() => {
      const { counted } = globalThis as unknown as {
        counted: { frames: number; longestMs: number; isOver: boolean }
      }
      counted.isOver = true
      return counted
    })
}
