import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { PASSWORD } from './support/accounts.ts'
import { aDevice, aPage, aTab, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { comesBack, isAlive } from './support/frames.ts'
import { hasForms, logInByHand, registerByHand, said, say, sees, showsExactly } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let server: TestServer
let browser: Browser
let ann: Page
let bob: Page
let gail: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
})

/** Says something on one page, and waits until all others show it. */
async function spread(from: Page, text: string, to: readonly Page[]): Promise<void> {
  await say(from, text)
  await Promise.all(to.map((page) => sees(page, text)))
}

test('the first visitor sets the community up with the code that was printed', async () => {
  ann = await aPage(browser, server.url, null, '/')
  expect(new URL(ann.url()).pathname).toBe('/set-up')
  await hasForms(ann)
  await ann.getByLabel('Set-up code').fill('WRNG-CODE-0000')
  await ann.getByLabel('Name of the community').fill('Tideline')
  await ann.getByLabel('User name').fill('ann')
  await ann.getByLabel('Display name').fill('Ann')
  await ann.getByLabel('Password').fill(PASSWORD)
  await ann.getByLabel('Guests may make rooms').check()
  await ann.getByRole('button', { name: 'Start' }).click()
  await ann.getByRole('alert').first().waitFor()
  await untilEqual(() => ann.getByLabel('Password').inputValue(), PASSWORD)
  await ann.getByLabel('Set-up code').fill(server.setUpCode)
  await ann.getByRole('button', { name: 'Start' }).click()
  await ann.waitForURL('**/r/general')
  await isAlive(ann)
  await ann.getByText('Tideline is yours.').waitFor()
})

test('another registers, and a room is made in which both talk', async () => {
  bob = await aPage(browser, server.url, null, '/')
  await registerByHand(bob, 'bob', 'Bob')
  await ann.goto('/rooms/new')
  await ann.getByLabel('Name', { exact: true }).fill('beach-clean')
  await ann.getByLabel('Open to guests').check()
  await ann.getByRole('button', { name: 'Create the room' }).click()
  await ann.waitForURL(/\/r\/(?!general)/)
  await bob.goto('/rooms')
  await bob.getByRole('button', { name: 'Join beach-clean' }).click()
  await bob.waitForURL('**/r/beach-clean')
  await Promise.all([isAlive(ann), isAlive(bob)])
  await say(ann, 'Who brings the bags?')
  await sees(bob, 'Who brings the bags?')
  await say(bob, 'I do, **forty** of them')
  await sees(ann, 'I do, forty of them')
  for (const page of [ann, bob]) await showsExactly(page, ['Who brings the bags?', 'I do, forty of them'])
})

test('a third enters as a guest by the room’s name', async () => {
  gail = await aPage(browser, server.url, null, '/')
  await gail.getByRole('textbox', { name: 'Room' }).fill('beach-clean')
  await gail.getByRole('textbox', { name: 'Your name' }).fill('Gail')
  await gail.getByRole('button', { name: 'Enter the room' }).click()
  await gail.waitForURL('**/r/**')
  await isAlive(gail)
  await sees(gail, 'Who brings the bags?')
})

test('everybody sees each message live', async () => {
  const people = [ann, bob, gail]
  for (const [index, from] of [...people, ...people].entries()) {
    const others = people.filter((page) => page !== from)
    await spread(from, `message number ${index}`, others)
  }
  const all = ['Who brings the bags?', 'I do, forty of them', ...[0, 1, 2, 3, 4, 5].map((n) => `message number ${n}`)]
  for (const page of people) await showsExactly(page, all)
})

test('a conversation is opened from the contact list', async () => {
  const device = await aDevice(browser, server.url, null, { storageState: await ann.context().storageState() })
  const page = await aTab(device, '/people')
  await page.getByRole('button', { name: /^Bob/ }).click()
  await page.waitForURL('**/r/**')
  await isAlive(page)
  await say(page, 'Between the two of us')
  const row = bob.locator('.sidebar .row').filter({ hasText: 'Ann' })
  await row.filter({ hasText: '1' }).waitFor()
  await row.click()
  await sees(bob, 'Between the two of us')
  expect(await gail.locator('.sidebar').innerText()).not.toContain('Bob')
  await device.close()
  await bob.goto('/r/beach-clean')
  await isAlive(bob)
})

test('a worker that is killed is back, and the pages go on by themselves', async () => {
  const before = await said(ann)
  await Promise.all([
    comesBack(ann, server.killWorker),
    comesBack(bob, async () => {}),
    comesBack(gail, async () => {}),
  ])
  await say(bob, 'after the worker')
  for (const page of [ann, bob, gail]) await showsExactly(page, [...before, 'after the worker'])
})

test('after kill -9 of everything and another start all is there, and the pages go on by themselves', async () => {
  const before = await said(ann)
  await server.kill()
  await say(gail, 'said into the dark')
  await server.restart()
  for (const page of [ann, bob, gail]) await showsExactly(page, [...before, 'said into the dark'])
  await say(ann, 'and there was light')
  for (const page of [bob, gail]) await showsExactly(page, [...before, 'said into the dark', 'and there was light'])
  const fresh = await aPage(browser, server.url, null, '/log-in')
  await logInByHand(fresh, 'bob')
  await fresh.goto('/r/beach-clean')
  await showsExactly(fresh, [...before, 'said into the dark', 'and there was light'])
})
