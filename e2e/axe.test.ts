import { SCREENS } from '@parley/web/pages/screens.ts'
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { readdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { violationsOf, WCAG } from './support/axe.ts'
import { startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { beyondSides } from './support/fits.ts'
import { aScene, type Scene } from './support/scene.ts'
import { change, type Look, LOOKS, show } from './support/show.ts'
import { FOLDER, keptTree, looksOf, nameOf, treeLike } from './support/trees.ts'
import { untilEqual } from './support/until.ts'
import type { View } from './support/views.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

/** The widths of the narrowest phones, and of most. */
const PHONES = [320, 390]

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

test.each(Object.keys(SCREENS))('%s keeps nobody out, is told as it is kept, and fits a phone', async (screen) => {
  for (const view of scene.views.filter((one) => one.screen === screen)) {
    const [first] = LOOKS
    const page = await show(browser, view, first)
    // Every screen in every look; its further states in two that differ in all.
    for (const look of view.name === screen ? LOOKS : [first, LOOKS[3]]) {
      await change(page, look)
      const where = `${view.name} ${look.width} ${look.colorScheme}`
      const violations = await violationsOf(page, { tags: WCAG, without: MEANT[view.name] ?? MEANT[screen] ?? [] })
      expect({ where, violations }).toEqual({ where, violations: [] })
      if (looksOf(view).includes(look)) await tellsAsKept(page, view, look)
    }
    // A card stays where it was put beside a name when the window becomes another.
    for (const width of view.open === 'card' ? [] : PHONES) {
      await change(page, { ...LOOKS[2], width })
      await untilEqual(async () => ({ view: view.name, width, beyond: await beyondSides(page) }), {
        view: view.name,
        width,
        beyond: [],
      })
    }
    await page.context().close()
  }
})

test('no tree is kept of what is not there', () => {
  const names = scene.views.flatMap((view) => looksOf(view).map((look) => nameOf(view, look)))
  expect(readdirSync(FOLDER).filter((name) => !names.includes(name))).toEqual([])
})

/** After a change that is meant, `npm run trees -- --update` keeps the new one. */
async function tellsAsKept(page: Page, view: View, look: Look): Promise<void> {
  const kept = await keptTree(view, look)
  const tree = await treeLike(page, view, kept)
  expect({ view: view.name, width: look.width, tree }).toEqual({ view: view.name, width: look.width, tree: kept })
}

/** A list that is scrolled from the text area; axe knows that only of comboboxes, whose role no text area may have. */
const SUGGESTIONS = ['scrollable-region-focusable']

const MEANT: Record<string, string[]> = {
  // Text browsers have no other way to follow a room than to ask for it again.
  liveRoom: ['meta-refresh'],
  'room-suggestingPeople': SUGGESTIONS,
  'room-suggestingRooms': SUGGESTIONS,
  'room-suggestingCommands': SUGGESTIONS,
}
