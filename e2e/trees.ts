import { startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { aScene } from './support/scene.ts'
import { change, LOOKS, show } from './support/show.ts'
import { keepTree, looksOf, quietTree } from './support/trees.ts'

const USAGE = 'Usage: npm run trees -- --update [names of views or screens]'

/** Writes down what a screen reader finds in every view, for e2e/axe.test.ts to compare. */
async function main([update, ...names]: readonly string[]): Promise<number> {
  if (update !== '--update') {
    console.error(USAGE)
    return 1
  }
  try {
    await write(names)
    return 0
  } finally {
    await endAll()
  }
}

async function write(names: readonly string[]): Promise<void> {
  const [scene, browser] = await Promise.all([aScene(), startBrowser()])
  for (const view of scene.views) {
    if (names.length > 0 && !names.includes(view.name) && !names.includes(view.screen)) continue
    const page = await show(browser, view, LOOKS[0])
    for (const look of looksOf(view)) {
      await change(page, look)
      await keepTree(view, look, await quietTree(page, view))
    }
    await page.context().close()
    console.log(view.name)
  }
}

process.exit(await main(process.argv.slice(2)))
