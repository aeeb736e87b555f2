import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { isClean } from './support/axe.ts'
import { aDevice, aPage, aTab, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { composer, messageOf, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { holdTimers, runHeld } from './support/timers.ts'
import { hold, PHONE } from './support/touch.ts'
import { untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

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

/** So long what was done can be undone. */
const UNDO_MS = 8_000
const WORDS = 'Hold me, for I am long enough to be held by the middle of a finger. '.repeat(4).trim()

const unread = (page: Page) => page.locator('.sidebar .row[data-unread]').count()
const readSeq = async () => {
  const { entry } = await ann.reads('room.show', { roomId: cake })
  return entry.membership?.readSeq ?? 0
}

test('Shift Escape marks all rooms read, which can be undone for a while, and stays done otherwise', async () => {
  const { seq } = await bob.did('message.post', { roomId: cake, body: 'There is cake' })
  const device = await aDevice(browser, server.url, ann)
  await holdTimers(device, UNDO_MS)
  const page = await aTab(device, '/r/tea')
  await isAlive(page)
  await untilEqual(() => unread(page), 1)
  await composer(page).press('Shift+Escape')
  await untilEqual(() => unread(page), 0)
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click()
  await untilEqual(() => unread(page), 1)
  expect(await readSeq()).toBeLessThan(seq)
  await composer(page).press('Shift+Escape')
  await untilEqual(() => unread(page), 0)
  await isClean(page)
  await runHeld(page)
  await untilEqual(async () => (await readSeq()) >= seq, true)
  await untilEqual(() => page.locator('.toast').count(), 0)
  await page.context().close()
})

test('a finger that rests on a message opens what one can do with it', async () => {
  const { subjectId: id } = await ann.did('message.post', { roomId: tea, body: WORDS })
  const page = await aPage(browser, server.url, ann, '/r/tea', PHONE)
  await isAlive(page)
  await sees(page, WORDS)
  const sheet = page.getByRole('dialog', { name: 'Message actions' })
  await hold(page, messageOf(page, id).locator('.prose'), sheet)
  await untilEqual(
    () => sheet.getByRole('button').allInnerTexts(),
    [
      ...['👍', '❤️', '😄', ''],
      'Reply',
      'Reply in a thread',
      'Remind me',
      'Copy text',
      'Copy link',
      'Save for yourself',
      'Pin for everybody',
      'Who has read this?',
      'Mark unread from here',
      'Edit',
      'Delete',
      'Cancel',
    ],
  )
  await isClean(page)
  await sheet.getByRole('button', { name: 'Edit' }).tap()
  await untilEqual(() => composer(page).inputValue(), WORDS)
  await untilEqual(() => sheet.count(), 0)
  await page.context().close()
})

test('Ctrl K finds rooms that one has not joined, each of two who are called alike, and what lies over the page', async () => {
  const first = await register(server, 'jose', 'José')
  await register(server, 'jose2', 'José')
  const { subjectId: talk } = await ann.did('room.open-direct', { userIds: [first.id] })
  await ann.did('message.post', { roomId: talk, body: 'Ahoy' })
  await aRoomOf('regatta', bob)
  const page = await aPage(browser, server.url, ann, '/r/tea')
  await isAlive(page)
  const field = page.getByRole('combobox', { name: 'Go to' })
  const find = async (typed: string) => {
    await page.keyboard.press('Control+k')
    await field.fill(typed)
  }
  const within = (group: string) => page.getByRole('group', { name: group }).getByRole('option')
  await find('jose')
  await untilEqual(() => within('People').locator('.name').allInnerTexts(), ['José', 'José'])
  await within('People').nth(1).filter({ hasText: '@jose2' }).waitFor()
  await isClean(page)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/r\/[0-9a-f-]{36}$/)
  await untilEqual(
    async () => (await ann.reads('room.list', {})).entries.filter(({ room }) => room.kind === 'direct').length,
    2,
  )

  await find('rega')
  await within('Rooms').filter({ hasText: 'regatta' }).filter({ hasText: 'you are not in it' }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/r/regatta')
  await page.getByRole('button', { name: 'Join' }).waitFor()

  await find('/status')
  await within('Commands').filter({ hasText: 'Status' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Status' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.goto('/r/tea')
  await isAlive(page)
  await find('day')
  await within('Commands').filter({ hasText: 'Go to a day' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Notifications' }).getByLabel('Go to a day').waitFor()
  await page.context().close()
})

test('on a phone what one seldom does with a room stands in a menu', async () => {
  const phone = await aPage(browser, server.url, ann, '/r/tea', PHONE)
  await isAlive(phone)
  const menu = phone.locator('.room-tools')
  const opener = phone.getByRole('button', { name: 'More about this room' })
  await opener.tap()
  await menu.getByRole('link', { name: 'Pinned messages' }).waitFor()
  await isClean(phone)
  await phone.keyboard.press('Escape')
  await untilEqual(() => menu.isVisible(), false)
  await opener.tap()
  await menu.getByRole('button', { name: 'Notifications' }).tap()
  await phone.getByRole('dialog', { name: 'Notifications' }).waitFor()
  await untilEqual(() => menu.isVisible(), false)
  await phone.keyboard.press('Escape')
  await untilEqual(() => phone.getByRole('dialog').count(), 0)
  await opener.tap()
  await menu.getByRole('link', { name: /people$/ }).tap()
  await phone.waitForURL('**/r/tea/members')
  await phone.locator('.panel .entry').first().waitFor()
  await phone.context().close()
})
