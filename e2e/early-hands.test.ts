import { afterAll, beforeAll, setDefaultTimeout, test } from 'bun:test'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { aDevice, aPage, aTab, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { composer, roomRow, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { hold, PHONE } from './support/touch.ts'
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
  bob = await register(server, 'bob', 'Bob')
  tea = await aRoomOf('tea', ann, bob)
  await aRoomOf('cake', ann, bob)
  await bob.did('message.post', { roomId: tea, body: 'The kettle is on' })
})

/** A part of the script that is on its way until it is let go. */
type Part = { isAsked: Promise<void>; letGo: () => void }

/** A profile of Ann's to which one part of the script comes late. */
async function aSlowDevice(
  part: string,
  options: BrowserContextOptions = {},
): Promise<Part & { device: BrowserContext }> {
  const device = await aDevice(browser, server.url, ann, options)
  const asked = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  await device.route(new RegExp(`/assets/${part}-[^/]*\\.js$`), async (route) => {
    asked.resolve()
    await gate.promise
    await route.continue()
  })
  return { device, isAsked: asked.promise, letGo: gate.resolve }
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

test('on a phone a room is shown that is opened before the list has come to life', async () => {
  const { device, isAsked, letGo } = await aSlowDevice('browse-rooms', PHONE)
  const page = await aTab(device, '/rooms')
  await isAsked
  await roomRow(page, 'tea').tap()
  letGo()
  await isAlive(page)
  await page.getByText('The kettle is on').waitFor()
  await page.locator('.back').first().tap()
  await roomRow(page, 'tea').waitFor()
  await device.close()
})

test('what is typed before Ctrl K has come is typed there, and not into the room', async () => {
  const { device, isAsked, letGo } = await aSlowDevice('dialogs')
  const page = await aTab(device, '/r/tea')
  await isAlive(page)
  await untilEqual(() => focused(page), 'Message #tea')
  await page.keyboard.press('Control+k')
  await isAsked
  await page.keyboard.type('cakx')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('e')
  letGo()
  await untilEqual(() => page.getByRole('combobox', { name: 'Go to' }).inputValue(), 'cake')
  await untilEqual(() => focused(page), 'Go to')
  await untilEqual(() => composer(page).inputValue(), '')
  await page.getByRole('option', { name: 'cake' }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/r/cake')
  await untilEqual(() => focused(page), 'Message #cake')
  await device.close()
})

test('what is typed before the search has come is searched for, and not written into the room', async () => {
  const { device, isAsked, letGo } = await aSlowDevice('search-pane')
  const page = await aTab(device, '/r/tea')
  await isAlive(page)
  await untilEqual(() => focused(page), 'Message #tea')
  await page.keyboard.press('Control+f')
  await isAsked
  await page.keyboard.type('kettlx')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('e')
  letGo()
  await untilEqual(() => page.getByRole('textbox', { name: 'Search messages' }).inputValue(), 'in:tea kettle')
  await page.locator('.hit').filter({ hasText: 'The kettle is on' }).waitFor()
  await page.keyboard.press('Escape')
  await page.waitForURL('**/r/tea')
  await untilEqual(() => composer(page).inputValue(), '')
  await device.close()
})

test('keys that come before the choice of emoji do nothing to the message, and Escape takes it back', async () => {
  const { device, isAsked, letGo } = await aSlowDevice('emoji-dialog')
  const page = await aTab(device, '/r/tea')
  await isAlive(page)
  await page.locator('#messages').focus()
  await page.keyboard.press('k')
  await page.keyboard.press('+')
  await isAsked
  await page.keyboard.press('Escape')
  await page.keyboard.press('+')
  // Each of these letters does something of its own in a timeline.
  await page.keyboard.type('tree')
  letGo()
  const search = page.getByRole('textbox', { name: 'Search emoji' })
  await untilEqual(() => search.inputValue(), 'tree')
  await untilEqual(() => focused(page), 'Search emoji')
  await page.keyboard.press('Escape')
  await search.waitFor({ state: 'detached' })
  await untilEqual(() => page.locator('.composer-line').count(), 0)
  await page.waitForURL('**/r/tea')
  await device.close()
})

test('a finger that rests as soon as the page is alive opens what one can do', async () => {
  const { device, isAsked, letGo } = await aSlowDevice('follow', PHONE)
  const page = await aTab(device, '/r/tea')
  await isAsked
  letGo()
  await isAlive(page)
  await hold(page, page.locator('#messages .prose').last(), page.getByRole('dialog', { name: 'Message actions' }))
  await device.close()
})

test('what the server drew is as alive as what the script draws: it is read out, and is one stop of Tab', async () => {
  const page = await aPage(browser, server.url, ann, '/r/tea')
  await isAlive(page)
  const drawn = () =>
    page.locator('#messages').evaluate((log) => ({
      live: log.getAttribute('aria-live'),
      stops: log.querySelectorAll('article[tabindex="0"]').length,
    }))
  await untilEqual(drawn, { live: 'polite', stops: 1 })
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Go to' }).fill('cake')
  await page.getByRole('option', { name: 'cake' }).first().click()
  await page.waitForURL('**/r/cake')
  await roomRow(page, 'tea').click()
  await sees(page, 'The kettle is on')
  await untilEqual(drawn, { live: 'polite', stops: 1 })
  await page.context().close()
})
