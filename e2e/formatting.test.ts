import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { aDevice, aTab, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { messageWith, say, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let server: TestServer
let browser: Browser
let ann: Account
let bob: Account
let tea: string

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob Baker')
  tea = await aRoomOf('tea', ann, bob)
})

/** A page that writes down all that its messages ever said. */
async function aWatchedPage(who: Account): Promise<Page> {
  const device = await aDevice(browser, server.url, who)
  await device.addInitScript(() => {
    const seen = new Set<string>()
    Object.assign(globalThis, { seen })
    new MutationObserver(() => {
      for (const prose of document.querySelectorAll('.prose')) seen.add(prose.textContent ?? '')
    }).observe(document, { childList: true, subtree: true, characterData: true })
  })
  const page = await aTab(device, '/r/tea')
  await isAlive(page)
  return page
}

const everShown = (page: Page) => page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen])

test('a message is never shown as it was typed and then as it is meant, though formatting comes later', async () => {
  const [anns, bobs] = await Promise.all([ann, bob].map(aWatchedPage))
  await bob.did('message.post', { roomId: tea, body: 'The **tide** turns' })
  await messageWith(anns!, 'The tide turns').locator('strong').waitFor()
  await say(bobs!, 'At _six_, and then `out`')
  await messageWith(bobs!, 'At six, and then out').locator('em').waitFor()
  await sees(anns!, 'At six, and then out')
  for (const page of [anns!, bobs!]) {
    await untilEqual(async () => (await everShown(page)).includes('The tide turns'), true)
    const texts = await everShown(page)
    expect(texts.filter((text) => /[*_`]/.test(text))).toEqual([])
    await page.context().close()
  }
})
