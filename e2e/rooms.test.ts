import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { isClean } from './support/axe.ts'
import { aDevice, aPage, aTab, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { composer, said, say, sees, toNextPage } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let server: TestServer
let browser: Browser
let ann: Account
let bob: Account
let eve: Account
let roomId: string
/** Ann owns the room, Eve is a member of it. */
let owner: Page
let member: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob')
  eve = await register(server, 'eve', 'Eve')
  roomId = await aRoomOf('tea', ann, bob, eve)
  owner = await aPage(browser, server.url, ann, '/r/tea/members')
  member = await aPage(browser, server.url, eve, '/r/tea/members')
  await Promise.all([isAlive(owner), isAlive(member)])
})

const sectionOf = (page: Page, name: string) => page.locator('.sidebar .section').filter({ hasText: name })
const namesIn = (page: Page, section: string) => sectionOf(page, section).locator('.row-name').allInnerTexts()
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')

/** A form of a sheet is sent, and the page that it leads to is there. */
async function sends(page: Page, button: string): Promise<void> {
  await toNextPage(page, () => page.getByRole('button', { name: button, exact: true }).click())
}

test('an owner gives a role by the keyboard alone, and everybody sees it at once', async () => {
  const menu = owner.locator('.panel summary[aria-label="Role of Bob, and removing"]')
  await menu.focus()
  await owner.keyboard.press('Enter')
  await owner.keyboard.press('Tab')
  await untilEqual(() => focused(owner), 'Make an owner')
  await isClean(owner)
  await owner.keyboard.press('Tab')
  await owner.keyboard.press('Enter')
  for (const page of [owner, member]) {
    await page.locator('.panel .entry').filter({ hasText: 'Bob' }).getByText('moderator', { exact: true }).waitFor()
  }
  await untilEqual(() => member.locator('.panel summary').count(), 0)
})

test('where only announcements are made the composer says so, and comes back when that is over', async () => {
  const sheet = await aPage(browser, server.url, bob, '/r/tea/edit')
  expect(await sheet.getByRole('button', { name: 'Archive the room' }).count()).toBe(0)
  await sheet.getByLabel('Announcements only').check()
  await sends(sheet, 'Save')
  await member.getByText('Only owners and moderators write here.').waitFor()
  await untilEqual(() => composer(member).count(), 0)
  await isClean(member)
  await say(owner, 'the kettle is on')
  await sees(member, 'the kettle is on')
  await sheet.getByLabel('Announcements only').uncheck()
  await sheet.getByLabel('Slow mode').selectOption('5 seconds')
  await sends(sheet, 'Save')
  await composer(member).waitFor()
})

test('in slow mode the composer counts down, and what was sent too early is said later and once', async () => {
  await say(member, 'one')
  await member.getByText(/you can write again in \d+ seconds?/).waitFor()
  await say(member, 'two')
  await sees(owner, 'two')
  await untilEqual(() => said(owner), ['the kettle is on', 'one', 'two'])
  await ann.did('room.edit', { roomId, slowModeS: 0 })
})

test('a topic stands in the bar, for everybody at once', async () => {
  await say(member, '/topic Green today')
  await owner.locator('.room .bar').getByText('Green today').waitFor()
})

test('an archived room has its own place, can be read, and is restored where one would write', async () => {
  const sheet = await aPage(browser, server.url, ann, '/r/tea/edit')
  await Promise.all([sheet.waitForURL(/\/r\/tea$/), sheet.getByRole('button', { name: 'Archive the room' }).click()])
  await untilEqual(() => namesIn(member, 'Archived'), ['tea'])
  await member.getByText('This room is archived: it can be read and searched.').waitFor()
  await untilEqual(() => member.getByRole('button', { name: 'Restore it' }).count(), 0)
  await sees(member, 'the kettle is on')
  await isClean(owner)
  await owner.getByRole('button', { name: 'Restore it' }).click()
  await Promise.all([composer(owner).waitFor(), composer(member).waitFor()])
  await untilEqual(() => namesIn(member, 'Archived'), [])
})

test('a room is moved by its menu and the keyboard, into a section that is made there, on all devices', async () => {
  const phone = await aPage(browser, server.url, eve, '/rooms', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  })
  await isAlive(phone)
  await member.getByRole('link', { name: 'Move tea in your list' }).focus()
  await member.keyboard.press('Enter')
  await untilEqual(() => focused(member), 'Favourites')
  await isClean(member)
  await member.getByLabel('New section').fill('Drinks')
  await member.keyboard.press('Enter')
  await sectionOf(member, 'Drinks').waitFor()
  const drinks = member.getByRole('dialog').getByRole('button', { name: 'Drinks' })
  await drinks.focus()
  await member.keyboard.press('Enter')
  await member.getByRole('dialog').waitFor({ state: 'detached' })
  for (const page of [member, phone]) await untilEqual(() => namesIn(page, 'Drinks'), ['tea'])
  const heard = () => member.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await untilEqual(heard, 'Move tea in your list')

  await phone.getByRole('link', { name: 'Move tea in your list' }).tap()
  await phone.getByRole('dialog').waitFor()
  await isClean(phone)
  await phone.getByRole('dialog').getByRole('button', { name: 'Favourites' }).tap()
  for (const page of [member, phone]) await untilEqual(() => namesIn(page, 'Favourites'), ['tea'])
  await phone.context().close()
})

test('a section folds by the keyboard, stays folded on the other device, and shows where one is', async () => {
  const other = await aPage(browser, server.url, eve, '/rooms')
  await isAlive(other)
  const fold = (page: Page) => page.getByRole('button', { name: 'Favourites', exact: true })
  await fold(member).focus()
  await member.keyboard.press('Enter')
  for (const page of [member, other]) await untilEqual(() => fold(page).getAttribute('aria-expanded'), 'false')
  await untilEqual(() => namesIn(member, 'Favourites'), ['tea'])
  await untilEqual(() => namesIn(other, 'Favourites'), [])
  await untilEqual(() => focused(member), 'Favourites')
  await member.keyboard.press('Enter')
  await untilEqual(() => namesIn(other, 'Favourites'), ['tea'])
  await other.context().close()
})

test('without scripts one arranges the list by forms', async () => {
  const device = await aDevice(browser, server.url, eve, { javaScriptEnabled: false })
  const page = await aTab(device, '/rooms/arrange')
  await page.getByLabel('Section of tea').selectOption('Drinks')
  await page.getByRole('button', { name: 'Move tea' }).click()
  await untilEqual(() => namesIn(page, 'Drinks'), ['tea'])
  await page.getByLabel('Delete Drinks').click()
  await page.getByRole('button', { name: 'Delete the section' }).click()
  await untilEqual(() => sectionOf(page, 'Drinks').count(), 0)
  await untilEqual(async () => (await namesIn(page, 'Rooms')).includes('tea'), true)
  await device.close()
})

test('a former name leads to the room and the place in it, and a conversion says first what it means', async () => {
  await ann.did('room.edit', { roomId, name: 'chai' })
  const page = await aPage(browser, server.url, ann, '/r/tea?around=7')
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/r/chai?around=7')
  await page.goto('/r/tea/edit')
  await page.getByText('Make it private', { exact: true }).click()
  await page.getByText('Guests who are in it leave it at once.').waitFor()
  await isClean(page)
  await sends(page, 'Make the room private')
  await page.getByText('Private: only who is added.').waitFor()
  await sees(member, 'the kettle is on')
  const stranger = await register(server, 'gil', 'Gil')
  const outside = await aPage(browser, server.url, stranger, '/r/tea')
  await outside.getByText('There is no such room, or you may not see it.').waitFor()
})

test('a second owner of the community administers it as soon as he is one', async () => {
  const second = await aPage(browser, server.url, bob, '/rooms')
  await isAlive(second)
  expect(await second.getByRole('link', { name: 'Administration' }).count()).toBe(0)
  const admin = await aPage(browser, server.url, ann, '/admin')
  await admin.getByLabel('Make an owner Bob').click()
  await admin.getByText('An owner administers people').filter({ visible: true }).waitFor()
  await toNextPage(admin, () => admin.getByRole('button', { name: 'Make an owner: Bob' }).click())
  await second.getByRole('link', { name: 'Administration' }).click()
  await second.waitForURL(/\/admin$/)
})
