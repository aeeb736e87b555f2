import { SCREENS } from '@parley/web/pages/screens.ts'
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser } from 'playwright-core'
import { violationsOf, WCAG } from './support/axe.ts'
import { startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { aScene, type Scene } from './support/scene.ts'
import { change, LOOKS, show } from './support/show.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let scene: Scene
let browser: Browser

beforeAll(async () => {
  ;[scene, browser] = await Promise.all([aScene(), startBrowser()])
})

test('every screen of the list is looked at in some state', () => {
  expect([...new Set(scene.views.map((view) => view.screen))].toSorted()).toEqual(
    Object.keys(SCREENS).toSorted() as (keyof typeof SCREENS)[],
  )
})

test.each(Object.keys(SCREENS))('%s has nothing that keeps anybody out', async (screen) => {
  for (const view of scene.views.filter((one) => one.screen === screen)) {
    const [first = LOOKS[0]!] = LOOKS
    const page = await show(browser, view, first)
    // Every screen in every look; its further states in two that differ in all.
    for (const look of view.name === screen ? LOOKS : [first, LOOKS[3]!]) {
      await change(page, look)
      const where = `${view.name} ${look.width} ${look.colorScheme}`
      const violations = await violationsOf(page, { tags: WCAG, without: MEANT[screen] ?? [] })
      expect({ where, violations }).toEqual({ where, violations: [] })
    }
    await page.context().close()
  }
})

/** Text browsers have no other way to follow a room than to ask for it again. */
const MEANT: Record<string, string[]> = { liveRoom: ['meta-refresh'] }
