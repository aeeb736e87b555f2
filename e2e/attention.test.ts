import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { isClean } from './support/axe.ts'
import { aDevice, aPage, aTab, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { focusedText, messageWith, roomRow, sees, toNextPage } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { soon } from './support/soon.ts'
import { until, untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

let server: TestServer
let browser: Browser
let ann: Account
let bob: Account
let tea: string
let cake: string

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob')
  tea = await aRoomOf('tea', ann, bob)
  cake = await aRoomOf('cake', ann, bob)
})

const countIn = (page: Page, room: string) => roomRow(page, room).locator('.count')
/** Read at once: a count may go between two looks at it. */
const whyIn = (page: Page, room: string): Promise<string | null> =>
  countIn(page, room).evaluateAll((all) => all[0]?.getAttribute('title') ?? null)
const inbox = (page: Page) => page.locator('.sidebar .row[href="/inbox"]')
const inboxCount = (page: Page): Promise<number | null> =>
  inbox(page)
    .locator('.count')
    .evaluateAll((all) => (all[0] ? Number.parseInt(all[0].textContent ?? '', 10) : null))

/** Waits until a reminder of somebody came, whoever looks. */
function hasCome(who: Account, messageId: string): Promise<void> {
  return until(async () => {
    const { reminders } = await who.reads('reminder.list', {})
    return reminders.some((one) => one.messageId === messageId && one.firedAt !== null)
  }, 'the reminder came')
}

test('a reply in a thread that one follows counts in its room, and says why, until the thread is read', async () => {
  const annsPage = await aPage(browser, server.url, ann, '/r/cake')
  const phone = await aPage(browser, server.url, ann, '/rooms', { ...PHONE, locale: 'ar' })
  await Promise.all([isAlive(annsPage), isAlive(phone)])
  const { subjectId } = await ann.did('message.post', { roomId: tea, body: 'Where do we meet?' })
  const rootId = subjectId ?? ''
  await bob.did('message.post', { roomId: tea, body: 'At the pier', rootId })
  await untilEqual(() => whyIn(annsPage, 'tea'), '1 in threads that you follow')
  await untilEqual(() => whyIn(phone, 'tea'), '1 في سلاسل تتابعها')
  await untilEqual(async () => (await annsPage.title()).startsWith('(1)'), true)
  await bob.did('message.post', { roomId: tea, body: 'The north one', rootId })
  await untilEqual(() => whyIn(annsPage, 'tea'), '2 in threads that you follow')
  await isClean(annsPage)

  // The room is read, and the thread is not.
  await roomRow(annsPage, 'tea').click()
  await sees(annsPage, 'Where do we meet?')
  await messageWith(annsPage, 'Where do we meet?').locator('.thread-line').filter({ hasText: '2 replies' }).waitFor()
  // The focus comes to where one writes, and is not taken from elsewhere after that.
  await untilEqual(() => annsPage.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Message #tea')
  await untilEqual(() => whyIn(annsPage, 'tea'), '2 in threads that you follow')
  await annsPage.locator('#messages').focus()
  await annsPage.keyboard.press('k')
  await untilEqual(() => focusedText(annsPage), 'Where do we meet?')
  await annsPage.keyboard.press('t')
  await annsPage.locator('#thread').getByText('The north one').waitFor()
  for (const page of [annsPage, phone]) await untilEqual(() => whyIn(page, 'tea'), null)
  await untilEqual(async () => (await annsPage.title()).startsWith('('), false)
  await phone.context().close()
  await annsPage.context().close()
})

test('a page that comes later knows it too; it is marked as read with its room, or not followed any more', async () => {
  const { subjectId } = await ann.did('message.post', { roomId: cake, body: 'Which cake?' })
  const rootId = subjectId ?? ''
  const { seq } = await bob.did('message.post', { roomId: cake, body: 'Plum', rootId })
  await ann.did('cursor.advance', { roomId: cake, seq })
  const annsPage = await aPage(browser, server.url, ann, '/r/tea')
  await isAlive(annsPage)
  await untilEqual(() => whyIn(annsPage, 'cake'), '1 in threads that you follow')
  await annsPage.keyboard.press('Shift+Escape')
  await untilEqual(() => whyIn(annsPage, 'cake'), null)
  await annsPage.getByRole('button', { name: 'Undo' }).click()
  await untilEqual(() => whyIn(annsPage, 'cake'), '1 in threads that you follow')
  await annsPage.goto('/inbox?unread')
  await isAlive(annsPage)
  await annsPage.locator('.inbox-rows li').filter({ hasText: 'cake' }).getByRole('button').click()
  await untilEqual(() => whyIn(annsPage, 'cake'), null)
  await untilEqual(async () => (await ann.reads('room.show', { roomId: cake })).entry.reasons.thread, undefined)
  await bob.did('message.post', { roomId: cake, body: 'Or apple', rootId })
  await untilEqual(() => whyIn(annsPage, 'cake'), '1 in threads that you follow')
  await ann.did('thread.unfollow', { rootId })
  await untilEqual(() => whyIn(annsPage, 'cake'), null)
  await annsPage.context().close()
})

test('without scripts a button says that one has read a thread', async () => {
  const { subjectId } = await ann.did('message.post', { roomId: cake, body: 'Who bakes?' })
  const rootId = subjectId ?? ''
  await bob.did('message.post', { roomId: cake, body: 'Not me', rootId })
  const still = await aPage(browser, server.url, ann, `/r/cake/t/${rootId}`, { javaScriptEnabled: false })
  await untilEqual(() => whyIn(still, 'cake'), '1 in threads that you follow')
  await toNextPage(still, () =>
    still.locator('#thread').getByRole('button', { name: 'Mark as read up to here' }).click(),
  )
  await still.locator('#thread').getByText('Not me').waitFor()
  await untilEqual(() => whyIn(still, 'cake'), null)
  await still.context().close()
})

test('a reminder that came while no page was open waits in the inbox, on all devices, until it is seen', async () => {
  const { subjectId, seq } = await bob.did('message.post', { roomId: tea, body: 'High tide at seven' })
  const messageId = subjectId ?? ''
  await ann.did('cursor.advance', { roomId: tea, seq })
  await soon((at) => ann.did('reminder.set', { messageId, at }))
  await hasCome(ann, messageId)
  const annsPage = await aPage(browser, server.url, ann, '/r/cake')
  const phone = await aPage(browser, server.url, ann, '/rooms', PHONE)
  await Promise.all([isAlive(annsPage), isAlive(phone)])
  for (const page of [annsPage, phone]) await untilEqual(() => inboxCount(page), 1)
  await untilEqual(async () => (await annsPage.title()).startsWith('(1)'), true)
  await inbox(annsPage).click()
  const row = annsPage.locator('.inbox-rows li').filter({ hasText: 'Reminder of what Bob said in #tea' })
  await row.getByText('High tide at seven').waitFor()
  await untilEqual(() => row.getAttribute('data-unread'), 'true')
  await isClean(annsPage)
  await row.locator('a').focus()
  await untilEqual(() => row.locator('a').evaluateAll(([link]) => link === document.activeElement), true)
  await annsPage.keyboard.press('e')
  for (const page of [annsPage, phone]) await untilEqual(() => inboxCount(page), null)
  await untilEqual(() => row.getAttribute('data-unread'), null)
  await phone.context().close()
  await annsPage.context().close()
})

test('a reminder is seen by going to its message, in the list of reminders, and without scripts', async () => {
  const { subjectId } = await bob.did('message.post', { roomId: tea, body: 'Low tide at one' })
  const messageId = subjectId ?? ''
  const remind = async () => {
    await soon((at) => ann.did('reminder.set', { messageId, at }))
    await hasCome(ann, messageId)
  }
  await remind()
  const phone = await aPage(browser, server.url, ann, '/inbox', PHONE)
  await isAlive(phone)
  await phone.locator('.inbox-rows li').filter({ hasText: 'Low tide' }).locator('a').tap()
  await sees(phone, 'Low tide at one')
  await until(async () => (await ann.reads('room.list', {})).reminded === undefined, 'it is seen')
  await phone.context().close()

  await remind()
  const annsPage = await aPage(browser, server.url, ann, '/r/cake')
  await isAlive(annsPage)
  await untilEqual(() => inboxCount(annsPage), 1)
  await annsPage.getByRole('link', { name: 'Drafts and reminders' }).click()
  await annsPage.getByRole('tab', { name: 'Reminders' }).click()
  await untilEqual(() => inboxCount(annsPage), null)
  await annsPage.context().close()

  await remind()
  const still = await aPage(browser, server.url, ann, '/inbox', { javaScriptEnabled: false })
  const row = still.locator('.inbox-rows li').filter({ hasText: 'Reminder of what Bob said' }).first()
  await untilEqual(() => inboxCount(still), 1)
  await toNextPage(still, () => row.getByRole('button', { name: 'Mark as read' }).click())
  await untilEqual(() => inboxCount(still), null)
  await still.context().close()
})

test('while one does not want to be disturbed nothing comes up and no title counts, until its time is over', async () => {
  const watcher = await aPage(browser, server.url, ann, '/r/tea')
  const { subjectId: direct } = await ann.did('room.open-direct', { userIds: [bob.id] })
  await ann.did('message.post', { roomId: direct ?? '', body: 'hello' })
  const device = await aDevice(browser, server.url, bob)
  await device.clock.install()
  const bobsPage = await aTab(device, '/r/tea')
  await Promise.all([isAlive(watcher), isAlive(bobsPage)])
  await untilEqual(async () => (await bobsPage.title()).startsWith('(1)'), true)
  await bob.did('profile.edit', { availability: 'dnd', availabilityFor: '30min' })
  await roomRow(watcher, 'Bob').getByText(', does not want to be disturbed').waitFor({ state: 'attached' })
  await untilEqual(async () => (await bobsPage.title()).startsWith('('), false)
  await until(
    async () => !(await bobsPage.locator('link[rel="icon"]').getAttribute('href'))?.includes('unread'),
    'the icon counts nothing',
  )

  const { subjectId } = await ann.did('message.post', { roomId: cake, body: '@bob, the regatta' })
  await soon((at) => bob.did('reminder.set', { messageId: subjectId, at }))
  // Where one looks by oneself, it is.
  await untilEqual(() => whyIn(bobsPage, 'cake'), '1 mention')
  await untilEqual(() => inboxCount(bobsPage), 1)
  expect((await bobsPage.title()).startsWith('(')).toBe(false)
  expect(await bobsPage.locator('.toast').count()).toBe(0)
  await untilEqual(() => bobsPage.locator('#messages').getAttribute('aria-live'), 'off')

  await device.clock.fastForward('31:00')
  await untilEqual(async () => (await bobsPage.title()).startsWith('(3)'), true)
  await bobsPage.locator('.later-toasts .toast').getByText('Reminder of a message from Ann').waitFor()
  await device.close()
  await watcher.context().close()
})
