import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { isClean, WCAG } from './support/axe.ts'
import { aDevice, aPage, aTab, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { focusedText, messageWith, say, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { holdTimers, runHeld } from './support/timers.ts'
import { PHONE } from './support/touch.ts'
import { untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let server: TestServer
let browser: Browser
let ann: Account
let bob: Account
let tea: string
let annsPage: Page
let bobsPage: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob')
  tea = await aRoomOf('tea', ann, bob)
  annsPage = await aPage(browser, server.url, ann, '/r/tea')
  const bobs = await aDevice(browser, server.url, bob)
  await holdTimers(bobs, UNDO_MS)
  bobsPage = await aTab(bobs, '/r/tea')
  await Promise.all([isAlive(annsPage), isAlive(bobsPage)])
})

/** So long a deletion can be undone. */
const UNDO_MS = 5_000

/** The thread beside the room. */
function thread(page: Page) {
  return page.locator('#thread')
}

function threadRow(page: Page, text: string) {
  return thread(page)
    .locator('article')
    .filter({ has: page.locator('.prose', { hasText: text }) })
}

async function reply(page: Page, text: string): Promise<void> {
  await thread(page).locator('textarea').fill(text)
  await thread(page).locator('textarea').press('Enter')
}

const threadsUnread = (page: Page) => page.locator('.sidebar-top .row[data-unread]').count()

test('a thread is begun and answered beside the room, live on both sides, and not in the timeline', async () => {
  await say(annsPage, 'Where do we meet?')
  await sees(bobsPage, 'Where do we meet?')
  await bobsPage.locator('#messages').focus()
  await bobsPage.keyboard.press('k')
  await untilEqual(() => focusedText(bobsPage), 'Where do we meet?')
  await bobsPage.keyboard.press('t')
  await thread(bobsPage).getByText('No replies yet').waitFor()
  await untilEqual(() => bobsPage.evaluate(() => Boolean(document.activeElement?.closest('#thread textarea'))), true)
  await bobsPage.keyboard.type('At the pier')
  await bobsPage.keyboard.press('Enter')
  await threadRow(bobsPage, 'At the pier').waitFor()

  const line = messageWith(annsPage, 'Where do we meet?').locator('.thread-line')
  await line.filter({ hasText: '1 reply' }).waitFor()
  expect(await messageWith(annsPage, 'At the pier').count()).toBe(0)
  await untilEqual(() => threadsUnread(annsPage), 1)
  await line.click()
  await threadRow(annsPage, 'At the pier').waitFor()
  await untilEqual(() => threadsUnread(annsPage), 0)
  await reply(annsPage, 'Which one?')
  await threadRow(bobsPage, 'Which one?').waitFor()
  await messageWith(bobsPage, 'Where do we meet?').locator('.thread-line').filter({ hasText: '2 replies' }).waitFor()
  expect(await messageWith(bobsPage, 'Which one?').count()).toBe(0)
  for (const page of [annsPage, bobsPage]) await isClean(page)
})

test('a reply that is sent to the room as well stands in both, and leads to its thread', async () => {
  await thread(bobsPage).getByLabel('Also send to #tea').check()
  await reply(bobsPage, 'The north pier, everybody')
  await sees(annsPage, 'The north pier, everybody')
  await threadRow(annsPage, 'The north pier, everybody').waitFor()
  await untilEqual(() => thread(bobsPage).getByLabel('Also send to #tea').isChecked(), false)
  await messageWith(annsPage, 'The north pier, everybody').getByRole('link', { name: 'A reply in a thread' }).waitFor()
})

test('an edit and a deletion in a thread are live, and the counts stay right', async () => {
  await bobsPage.locator('#thread textarea').press('ArrowUp')
  await untilEqual(() => thread(bobsPage).locator('textarea').inputValue(), 'The north pier, everybody')
  await thread(bobsPage).locator('textarea').fill('The south pier, everybody')
  await bobsPage.keyboard.press('Enter')
  for (const page of [annsPage, bobsPage]) {
    await threadRow(page, 'The south pier').waitFor()
    await messageWith(page, 'The south pier').waitFor()
  }
  await threadRow(bobsPage, 'At the pier').hover()
  await threadRow(bobsPage, 'At the pier').getByRole('button', { name: 'Delete' }).click()
  await bobsPage.locator('.toast').waitFor()
  await runHeld(bobsPage)
  await untilEqual(() => threadRow(annsPage, 'At the pier').count(), 0)
  for (const page of [annsPage, bobsPage]) {
    await messageWith(page, 'Where do we meet?').locator('.thread-line').filter({ hasText: '2 replies' }).waitFor()
  }
})

test('Escape closes the thread and gives the focus back to its root; what was typed stays', async () => {
  await thread(bobsPage).locator('textarea').fill('half a th')
  await bobsPage.keyboard.press('Escape')
  await untilEqual(() => thread(bobsPage).count(), 0)
  await untilEqual(() => focusedText(bobsPage), 'Where do we meet?')
  await untilEqual(() => new URL(bobsPage.url()).pathname, '/r/tea')
  await bobsPage.keyboard.press('t')
  await untilEqual(() => thread(bobsPage).locator('textarea').inputValue(), 'half a th')
  await thread(bobsPage).locator('textarea').fill('')
  await bobsPage.keyboard.press('Escape')
})

test('the threads that one follows are listed, the unread first; unfollowed, one hears no more', async () => {
  await untilEqual(() => thread(bobsPage).count(), 0)
  await reply(annsPage, 'Bring coats')
  await untilEqual(() => threadsUnread(bobsPage), 1)
  await bobsPage.locator('.sidebar-top .row').click()
  const entry = bobsPage.locator('.thread-entry').filter({ hasText: 'Where do we meet?' })
  await entry.filter({ hasText: '3 replies' }).waitFor()
  await untilEqual(() => entry.getAttribute('data-unread'), 'true')
  await isClean(bobsPage)
  await entry.click()
  await threadRow(bobsPage, 'Bring coats').waitFor()
  await untilEqual(() => threadsUnread(bobsPage), 0)
  await thread(bobsPage).getByRole('button', { name: 'Follow this thread', pressed: true }).click()
  await thread(bobsPage).getByRole('button', { name: 'Follow this thread', pressed: false }).waitFor()
  await bobsPage.keyboard.press('Escape')
  await untilEqual(() => thread(bobsPage).count(), 0)
  await reply(annsPage, 'And hats')
  await messageWith(bobsPage, 'Where do we meet?').locator('.thread-line').filter({ hasText: '4 replies' }).waitFor()
  expect(await threadsUnread(bobsPage)).toBe(0)
})

test('a permalink of a reply opens its thread at it, and without scripts one reads and answers there', async () => {
  const { messages } = await ann.reads('room.history', { roomId: tea, limit: 100 })
  const rootId = messages.findLast(({ body }) => body === 'Where do we meet?')?.id ?? ''
  const { messages: replies } = await ann.reads('thread.history', { rootId })
  const { seq = 0 } = replies.find(({ body }) => body === 'Which one?') ?? {}
  await bobsPage.goto(`/r/tea/${seq}`)
  await isAlive(bobsPage)
  await untilEqual(() => threadRow(bobsPage, 'Which one?').getAttribute('aria-current'), 'true')
  await untilEqual(() => focusedText(bobsPage), 'Which one?')

  const still = await aPage(browser, server.url, bob, `/r/tea/t/${rootId}`, { javaScriptEnabled: false })
  await threadRow(still, 'Bring coats').waitFor()
  await thread(still).locator('textarea').fill('Without a script')
  await thread(still).getByRole('button', { name: 'Send' }).click()
  await threadRow(still, 'Without a script').waitFor()
  await threadRow(annsPage, 'Without a script').waitFor()
  await still.context().close()
})

test('on a phone one goes from the list to the room to the thread, and Back leads the same way', async () => {
  const page = await aPage(browser, server.url, ann, '/rooms', PHONE)
  await page.locator('.sidebar .row').filter({ hasText: 'tea' }).click()
  await isAlive(page)
  await messageWith(page, 'Where do we meet?').locator('.thread-line').click()
  await threadRow(page, 'Bring coats').waitFor()
  await untilEqual(() => page.locator('#messages').isVisible(), false)
  await isClean(page, { tags: WCAG })
  await page.goBack()
  await untilEqual(() => page.locator('#messages').isVisible(), true)
  await untilEqual(() => thread(page).count(), 0)
  await page.goBack()
  await untilEqual(() => page.locator('.sidebar').isVisible(), true)
  await page.context().close()
})

test('where only announcements are made a member answers in a thread, quotes there, and corrects himself', async () => {
  const { subjectId: rootId } = await ann.did('message.post', { roomId: tea, body: 'We close at six' })
  await ann.did('room.edit', { roomId: tea, announcementsOnly: true })
  await ann.did('message.post', { roomId: tea, rootId, body: 'Questions here' })
  await bobsPage.goto(`/r/tea/t/${rootId}`)
  await isAlive(bobsPage)
  await threadRow(bobsPage, 'Questions here').focus()
  await bobsPage.keyboard.press('r')
  await thread(bobsPage).locator('.composer-line').filter({ hasText: 'Replying to Ann Questions here' }).waitFor()
  await bobsPage.keyboard.press('Escape')
  await threadRow(bobsPage, 'Questions here').hover()
  await threadRow(bobsPage, 'Questions here').getByRole('button', { name: 'Reply', exact: true }).click()
  await thread(bobsPage).locator('.composer-line').filter({ hasText: 'Replying to Ann' }).waitFor()
  await reply(bobsPage, 'At sixx?')
  await threadRow(bobsPage, 'At sixx?').locator('.quoted').filter({ hasText: 'Questions here' }).waitFor()
  await threadRow(bobsPage, 'At sixx?').hover()
  await threadRow(bobsPage, 'At sixx?').getByRole('button', { name: 'Edit' }).click()
  await untilEqual(() => thread(bobsPage).locator('textarea').inputValue(), 'At sixx?')
  await reply(bobsPage, 'At six?')
  await annsPage.goto(`/r/tea/t/${rootId}`)
  await threadRow(annsPage, 'At six?').waitFor()
  expect(await threadRow(bobsPage, 'Questions here').getByRole('button', { name: 'Edit' }).count()).toBe(0)
  await threadRow(bobsPage, 'Questions here').focus()
  await threadRow(bobsPage, 'Questions here').getByRole('button', { name: 'More actions' }).press('Enter')
  const sheet = bobsPage.getByRole('dialog', { name: 'Message actions' })
  await sheet.getByRole('button', { name: 'Reply', exact: true }).waitFor()
  // What is unread from a place on is the room, and not this.
  expect(await sheet.getByRole('button', { name: 'Mark unread from here' }).count()).toBe(0)
  await bobsPage.keyboard.press('Escape')
  await ann.did('room.edit', { roomId: tea, announcementsOnly: false })
})
