import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, logIn, register } from './support/accounts.ts'
import { isClean } from './support/axe.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { composer, messageOf, sees } from './support/people.ts'
import { startProxy } from './support/proxy.ts'
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
  bob = await found(server, 'bob', 'Bob')
  ann = await register(server, 'ann', 'Ann')
  tea = await aRoomOf('tea', bob, ann)
})

const says = async (body: string) => (await ann.did('message.post', { roomId: tea, body })).subjectId
const prose = (page: Page, id: string) => messageOf(page, id).locator('.prose').innerText()
const typed = (page: Page) => composer(page).inputValue()

async function aDeviceOfAnn(url = server.url): Promise<Page> {
  const page = await aPage(browser, url, await logIn(server, 'ann'), '/r/tea')
  await isAlive(page)
  return page
}

/** Begins to change what one said last, and types that anew. */
async function change(page: Page, before: string, after: string): Promise<void> {
  await sees(page, before)
  await composer(page).press('ArrowUp')
  await untilEqual(() => typed(page), before)
  await composer(page).fill(after)
}

test('who changes a message on two devices at once sees what the other made of it before he replaces that', async () => {
  const id = await says('Low water at six')
  const [desk, phone] = await Promise.all([aDeviceOfAnn(), aDeviceOfAnn()])
  await change(desk, 'Low water at six', 'Low water at **seven**')
  await change(phone, 'Low water at six', 'Low water at eight')
  await composer(desk).press('Enter')
  for (const page of [desk, phone]) await untilEqual(() => prose(page, id), 'Low water at seven (edited)')
  await composer(phone).press('Enter')
  await phone.getByText('Meanwhile the message was changed: “\u2068Low water at seven\u2069”.').waitFor()
  expect(await typed(phone)).toBe('Low water at eight')
  await isClean(phone)
  await untilEqual(async () => {
    await composer(phone).press('Enter')
    return typed(phone)
  }, '')
  for (const page of [desk, phone]) await untilEqual(() => prose(page, id), 'Low water at eight (edited)')
  // Nothing of it is lost.
  const { versions } = await ann.reads('message.versions', { messageId: id })
  expect(versions.map(({ body }) => body)).toEqual(['Low water at **seven**', 'Low water at six'])
  for (const page of [desk, phone]) await page.context().close()
})

test('without a line one changes a message that is deleted meanwhile: one is told, and reads what one wrote', async () => {
  const id = await says('The ferry goes at ten')
  const line = await startProxy(server.port)
  const page = await aDeviceOfAnn(line.url)
  await change(page, 'The ferry goes at ten', 'The ferry goes at eleven')
  line.cut('reset')
  await composer(page).press('Enter')
  await page.locator(`#message-${id}.pending`).waitFor()
  await bob.did('message.delete', { messageId: id })
  line.heal()
  await page.locator(`#message-${id}.failed`).getByText('This message was deleted.').waitFor()
  await untilEqual(async () => (await prose(page, id)).includes('The ferry goes at eleven'), true)
  await isClean(page)
  await messageOf(page, id).getByRole('button', { name: 'Discard' }).click()
  await page.locator(`#message-${id}.tombstone`).waitFor()
  await page.context().close()
  await line.stop()
})
