import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { aScene } from './support/scene.ts'
import { LANGUAGES } from '@parley/protocol/languages.ts'
import type { Page } from 'playwright-core'
import { change, type Look, LOOKS, show } from './support/show.ts'

const USAGE = 'Usage: npm run shots -- DIR [names of screens]'

/** Makes screenshots of every screen of the list, wide and narrow, light and dark. */
async function main([folder, ...names]: readonly string[]): Promise<number> {
  if (folder === undefined || folder.startsWith('-')) {
    console.error(USAGE)
    return 1
  }
  const target = resolve(folder)
  mkdirSync(target, { recursive: true })
  try {
    await shoot(target, names)
    return 0
  } finally {
    await endAll()
  }
}

async function shoot(target: string, names: readonly string[]): Promise<void> {
  const [scene, browser] = await Promise.all([aScene(), startBrowser()])
  const [first] = LOOKS
  for (const view of scene.views) {
    if (names.length > 0 && !names.includes(view.name) && !names.includes(view.screen)) continue
    for (const language of LANGUAGES) {
      const page = await show(browser, view, first, language)
      for (const look of LOOKS) await shot(page, look, join(target, `${view.name}-${language}`))
      await page.context().close()
    }
  }
}

async function shot(page: Page, look: Look, name: string): Promise<void> {
  await change(page, look)
  const path = `${name}-${look.width}-${look.colorScheme}.png`
  await page.screenshot({ path, animations: 'disabled', caret: 'initial' })
  console.log(path)
}

process.exit(await main(process.argv.slice(2)))
