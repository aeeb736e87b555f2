import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { isClean } from './support/axe.ts'
import { aDevice, aTab, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { composer, messageOf, say, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

const UNSHOWN = 'This message cannot be shown.'

let server: TestServer
let browser: Browser
let ann: Account
let bob: Account
let tea: string
let annsPage: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob')
  tea = await aRoomOf('tea', ann, bob)
  const device = await aDevice(browser, server.url, ann)
  // A browser that breaks at some text, wherever it is drawn.
  await device.addInitScript(() => {
    const create = document.createTextNode.bind(document)
    document.createTextNode = (text) => {
      if (String(text).includes('unheard of')) throw new Error('nobody thought of this')
      return create(text)
    }
  })
  annsPage = await aTab(device, '/r/tea')
  await isAlive(annsPage)
})

const says = async (body: string, more: { replyTo?: string; rootId?: string } = {}) =>
  (await bob.did('message.post', { roomId: tea, body, ...more })).subjectId ?? ''
const unshown = (place: string) => annsPage.locator(place).getByText(UNSHOWN, { exact: true })

test('a message that comes and cannot be shown says so in its place, as do those that quote it, and one goes on writing', async () => {
  const first = await says('Good morning')
  const broken = await says('Something unheard of')
  await says('Of that, this', { replyTo: broken })
  await says('Good night')
  await sees(annsPage, 'Good night')
  await messageOf(annsPage, first).waitFor()
  await untilEqual(() => unshown('#messages').count(), 2)
  await say(annsPage, 'And good day')
  await sees(annsPage, 'And good day')
  // What became of it is shown.
  await bob.did('message.edit', { messageId: broken, body: 'Something well known' })
  await sees(annsPage, 'Something well known')
  await untilEqual(() => unshown('#messages').count(), 0)
  await isClean(annsPage)
})

test('nor does it take anything with it in a thread, among the pins, in the inbox and in what is found', async () => {
  const rootId = await says('A plain question')
  await says('An unheard of answer, @ann', { rootId })
  await says('A plain answer, @ann', { rootId })
  const [broken, plain] = [await says('An unheard of notice, @ann'), await says('A plain notice, @ann')]
  for (const messageId of [broken, plain]) await ann.did('message.pin', { messageId })
  await sees(annsPage, 'A plain notice')
  await messageOf(annsPage, rootId).locator('.thread-line').click()
  await annsPage.locator('.panel .prose').filter({ hasText: 'A plain answer' }).waitFor()
  await untilEqual(() => unshown('.panel').count(), 1)
  await annsPage.locator('.room .bar').getByRole('link', { name: 'Pinned messages' }).click()
  await untilEqual(() => annsPage.locator('.kept .prose').allInnerTexts(), ['A plain notice, @ann'])
  await untilEqual(() => unshown('.kept').count(), 1)
  await isClean(annsPage)
  await annsPage.keyboard.press('Control+f')
  await annsPage.keyboard.type('notice')
  await annsPage.locator('.hit').filter({ hasText: 'A plain notice' }).waitFor()
  await untilEqual(() => unshown('.hit').count(), 1)
  await annsPage.getByRole('link', { name: 'Inbox' }).click()
  await annsPage.locator('.inbox-rows li').filter({ hasText: 'A plain notice' }).waitFor()
  await untilEqual(() => unshown('.inbox-rows').count(), 2)
  await isClean(annsPage)
})

test('what one writes that cannot be shown says so in the preview, and stays as it was typed', async () => {
  await annsPage.goto('/r/tea')
  await isAlive(annsPage)
  await composer(annsPage).fill('This is **unheard of**')
  await annsPage.getByRole('button', { name: 'Preview' }).click()
  await unshown('.preview').waitFor()
  expect(await composer(annsPage).inputValue()).toBe('This is **unheard of**')
})
