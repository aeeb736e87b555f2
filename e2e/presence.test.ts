import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { aDevice, aPage, aTab, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { say } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { until, untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let server: TestServer
let browser: Browser
let ann: Page
let bob: Page
let annsAccount: Account
let bobsAccount: Account

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  const [olga, other] = [await found(server, 'ann', 'Ann'), await register(server, 'bob', 'Bob')]
  ;[annsAccount, bobsAccount] = [olga, other]
  await aRoomOf('tea', olga, other)
  const { subjectId } = await olga.did('room.open-direct', { userIds: [other.id] })
  await olga.did('message.post', { roomId: subjectId, body: 'hello' })
  ann = await aPage(browser, server.url, olga, `/r/${subjectId}`)
  bob = await aPage(browser, server.url, other, '/r/tea')
  await Promise.all([isAlive(ann), isAlive(bob)])
})

/** Bob in Ann's list of conversations. */
const row = () => ann.locator('.sidebar .row', { hasText: 'Bob' })
const dot = () => row().locator('.presence')
const state = () => dot().evaluateAll(([one]) => (one === undefined ? 'offline' : one.getAttribute('data-state')))

test('who is here has a dot, and who is away by choice a ring', async () => {
  await untilEqual(state, 'online')
  await say(bob, '/away')
  await untilEqual(state, 'away')
  await bob.locator('.me .presence[data-state="away"]').waitFor()
  await say(bob, '/away')
  await untilEqual(state, 'online')
})

test('a status is set at one’s own name, and others see its emoji and its words at once', async () => {
  await bob.locator('.me-name').click()
  const dialog = bob.getByRole('dialog', { name: 'Status' })
  await dialog.getByRole('button', { name: 'In a meeting' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await row().getByRole('img', { name: 'In a meeting' }).waitFor()
  await ann.locator('.bar', { hasText: 'In a meeting' }).waitFor()
  await bob.locator('.me', { hasText: 'In a meeting' }).waitFor()
})

test('one asks not to be disturbed, with the keyboard alone', async () => {
  await bob.locator('.me-name').focus()
  await bob.keyboard.press('Enter')
  const dialog = bob.getByRole('dialog', { name: 'Status' })
  await dialog.waitFor()
  await dialog.getByRole('radio', { name: 'Online' }).focus()
  await bob.keyboard.press('ArrowRight')
  await bob.keyboard.press('ArrowRight')
  await bob.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await untilEqual(state, 'dnd')
  await row().filter({ hasText: 'does not want to be disturbed' }).waitFor()
  await untilEqual(() => bob.evaluate(() => document.activeElement?.className), 'me-name')
})

test('a status is typed, and cleared, as a command', async () => {
  await say(bob, '/status 🍵 tea with Eve')
  await row().getByRole('img', { name: 'tea with Eve' }).waitFor()
  await say(bob, '/status')
  await until(async () => (await row().getByRole('img').count()) === 0, 'the status is cleared')
})

test('a status that is to last half an hour is over then, for others and for whom it is of', async () => {
  await bobsAccount.did('profile.edit', { statusEmoji: '⛵', statusText: 'At sea', statusFor: '30min' })
  // Their own clocks, so that nobody waits for half an hour.
  const devices = [await aDevice(browser, server.url, annsAccount), await aDevice(browser, server.url, bobsAccount)]
  const pages: Page[] = []
  for (const device of devices) {
    await device.clock.install()
    pages.push(await aTab(device, '/r/tea'))
  }
  const [anns, bobs] = [pages[0]!, pages[1]!]
  await Promise.all(pages.map((page) => isAlive(page)))
  const shown = [
    anns.locator('.sidebar .row').getByRole('img', { name: 'At sea' }),
    bobs.locator('.me', { hasText: 'At sea' }),
  ]
  for (const one of shown) await one.first().waitFor()
  for (const page of pages) await page.clock.fastForward('27:00')
  for (const one of shown) expect(await one.count()).toBe(1)
  for (const page of pages) await page.clock.fastForward('04:00')
  for (const one of shown) await untilEqual(() => one.count(), 0)
  for (const device of devices) await device.close()
  await bobsAccount.did('profile.edit', { statusEmoji: '', statusText: '' })
})

test('when somebody was last here is shown of who tells it', async () => {
  await bob.locator('.me-name').click()
  const dialog = bob.getByRole('dialog', { name: 'Status' })
  await dialog.getByLabel('Tell others when I was last here').check()
  await dialog.getByText('Online').click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await untilEqual(state, 'online')
  await row().getByText(', online').waitFor({ state: 'attached' })
  await bob.goto('about:blank')
  await untilEqual(state, 'offline')
  await row().getByText(', offline').waitFor({ state: 'attached' })
  await ann.locator('.bar', { hasText: 'Last seen' }).waitFor()
  // Who tells it no longer is not told of, also as he was before.
  await bobsAccount.did('profile.edit', { showsLastSeen: false })
  await untilEqual(() => ann.locator('.bar', { hasText: 'Last seen' }).count(), 0)
  await untilEqual(state, 'offline')
  await bob.goto('/r/tea')
  await untilEqual(state, 'online')
})
