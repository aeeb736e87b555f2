import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type Account, aRoomOf, found, PASSWORD, register } from './support/accounts.ts'
import { aDevice, aTab, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { composer, hasForms, roomRow, said, say, sees, showsExactly } from './support/people.ts'
import { type Proxy, startProxy } from './support/proxy.ts'
import { startParley, type TestServer } from './support/server.ts'
import { untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let server: TestServer
let browser: Browser
let line: Proxy
let ann: Account
let bob: Account
let tea: string
let cake: string
let device: BrowserContext
let first: Page
let second: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob')
  tea = await aRoomOf('tea', ann, bob)
  cake = await aRoomOf('cake', ann, bob)
  line = await startProxy(server.port)
  device = await aDevice(browser, line.url, ann)
  first = await aTab(device, '/r/tea')
  second = await aTab(device, '/r/tea')
  await bob.did('message.post', { roomId: cake, body: 'Cake comes' })
  for (const page of [first, second]) await roomRow(page, 'cake').and(page.locator('[data-unread]')).waitFor()
})

test('two tabs share one connection', async () => {
  await untilEqual(() => line.sockets(), 1)
})

test('two tabs share one outbox', async () => {
  line.cut('reset')
  await say(first, 'from the first')
  await seesOnItsWay(second, 'from the first')
  await say(second, 'from the second')
  await seesOnItsWay(first, 'from the second')
  line.heal()
  for (const page of [first, second]) await showsExactly(page, ['from the first', 'from the second'])
  const { messages } = await bob.reads('room.history', { roomId: tea })
  expect(messages.map((message) => message.body)).toEqual(['from the first', 'from the second'])
})

test('what was read in one tab is read in the other', async () => {
  await bob.did('message.post', { roomId: cake, body: 'There is cake' })
  for (const page of [first, second]) await roomRow(page, 'cake').and(page.locator('[data-unread]')).waitFor()
  await first.bringToFront()
  await roomRow(first, 'cake').click()
  await sees(first, 'There is cake')
  for (const page of [first, second]) await roomRow(page, 'cake').and(page.locator(':not([data-unread])')).waitFor()
})

test('a draft of one tab is there in the other', async () => {
  await second.bringToFront()
  await composer(second).pressSequentially('not yet said')
  await first.bringToFront()
  await roomRow(first, 'tea').click()
  await untilEqual(() => composer(first).inputValue(), 'not yet said')
  await composer(first).fill('')
})

test('when the tab that has the connection is closed the other goes on without a gap', async () => {
  const before = await said(second)
  const third = await aTab(device, '/r/tea')
  await showsExactly(third, before)
  const texts = Array.from({ length: 12 }, (_, n) => `while tabs close ${n}`)
  for (const [n, body] of texts.entries()) {
    await bob.did('message.post', { roomId: tea, body })
    // The first that was opened leads, and then the second: each is closed while bob goes on talking.
    if (n === 3) await first.close()
    if (n === 7) await second.close()
  }
  await say(third, 'heard it all')
  await showsExactly(third, [...before, ...texts, 'heard it all'])
  await untilEqual(() => line.sockets(), 1)
  first = await aTab(device, '/r/tea')
  second = third
})

test('after a change of password in one tab the other goes on by itself, as the new session', async () => {
  await first.goto('/settings')
  await first.getByLabel('Present password').fill(PASSWORD)
  await first.getByLabel('New password').fill(`${PASSWORD} and more`)
  const changed = first.waitForResponse('**/api/password.change')
  await first.getByRole('button', { name: 'Change the password' }).click()
  // Who leaves the page before the answer is there has no new session.
  await changed
  await bob.did('message.post', { roomId: tea, body: 'the lock was changed' })
  await sees(second, 'the lock was changed')
  await say(second, 'and I have the key')
  await sees(second, 'and I have the key')
  expect(await second.getByRole('alertdialog').count()).toBe(0)
})

test('logging out in one tab ends the other', async () => {
  await first.goto('/settings')
  await first.getByRole('button', { name: 'Log out' }).click()
  await first.waitForURL((url) => url.pathname !== '/settings' && !url.pathname.startsWith('/api/'))
  await second
    .getByRole('alertdialog')
    .or(second.getByRole('heading', { name: 'Log in' }))
    .first()
    .waitFor()
  await second.reload()
  expect(await said(second)).toEqual([])
})

test('logging out where the session is over already leaves nothing on the device either', async () => {
  const device = await aDevice(browser, server.url, bob)
  const page = await aTab(device, '/r/tea')
  await isAlive(page)
  // The page has not noticed by itself yet.
  await page.route('**/settings', (route) =>
    route.request().resourceType() === 'xhr' ? route.abort() : route.fallback(),
  )
  await page.goto('/settings')
  await hasForms(page)
  await device.clearCookies()
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.waitForURL((url) => url.pathname !== '/settings' && !url.pathname.startsWith('/api/'))
  await untilEqual(() => page.evaluate(async () => (await indexedDB.databases()).length), 0)
  await untilEqual(() => page.evaluate(() => localStorage.getItem('parley-last-visit')), null)
  await device.close()
})

/** Sees it on its way already. */
async function seesOnItsWay(page: Page, text: string): Promise<void> {
  await page.locator('#messages .message').filter({ hasText: text }).waitFor()
}
