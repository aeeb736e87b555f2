import { afterAll, beforeAll, setDefaultTimeout, test } from 'bun:test'
import type { Browser } from 'playwright-core'
import { type Account, aRoomOf, found, logIn, register } from './support/accounts.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { comesBack, isAlive } from './support/frames.ts'
import { composer, said, sees, toNextPage } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { soon } from './support/soon.ts'
import { until, untilEqual } from './support/until.ts'

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
})

/** More than the time that it takes to end a server. */
const AHEAD_MS = 4_000

test('what was to be said while no server ran is said when one runs again, once, though its author has logged out', async () => {
  const bobsPage = await aPage(browser, server.url, bob, '/r/tea')
  const annsPage = await aPage(browser, server.url, ann, '/settings')
  await isAlive(bobsPage)
  let dueAt = ''
  await soon((at) => {
    dueAt = at
    return ann.did('message.schedule', { roomId: tea, body: 'High tide now', at })
  }, AHEAD_MS)
  await toNextPage(annsPage, () => annsPage.getByRole('button', { name: 'Log out' }).first().click())
  await comesBack(bobsPage, async () => {
    await server.kill()
    await until(() => Date.now() > Date.parse(dueAt), 'its time has come')
    await server.restart()
  })
  await sees(bobsPage, 'High tide now')
  await bob.did('message.post', { roomId: tea, body: 'Thanks' })
  await sees(bobsPage, 'Thanks')
  await untilEqual(async () => (await said(bobsPage)).filter((text) => text === 'High tide now').length, 1)
  ann = await logIn(server, 'ann')
  await untilEqual(() => ann.reads('scheduled.list', {}).then(({ scheduled }) => scheduled), [])
  await Promise.all([annsPage, bobsPage].map((page) => page.context().close()))
})

test('a reminder that fell due while no server ran comes when one runs again', async () => {
  const { subjectId: messageId } = await bob.did('message.post', { roomId: tea, body: 'The boat sails at noon' })
  const page = await aPage(browser, server.url, ann, '/r/tea')
  await isAlive(page)
  await composer(page).fill('half a thought')
  let dueAt = ''
  await soon((at) => {
    dueAt = at
    return ann.did('reminder.set', { messageId, at })
  }, AHEAD_MS)
  await comesBack(page, async () => {
    await server.kill()
    await until(() => Date.now() > Date.parse(dueAt), 'its time has come')
    await server.restart()
  })
  await page.locator('.later-toasts').getByText('Reminder of a message from Bob').waitFor()
  await untilEqual(() => composer(page).inputValue(), 'half a thought')
  await page.context().close()
})
