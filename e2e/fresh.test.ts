import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, logIn, register } from './support/accounts.ts'
import { isClean } from './support/axe.ts'
import { aPage, aTab, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { messageOf } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

let server: TestServer
let browser: Browser
let ann: Account
let bob: Account
let tea: string

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob Baker')
  tea = await aRoomOf('tea', ann, bob)
})

const kept = (page: Page) => page.locator('.kept .prose').allInnerTexts()
const says = async (body: string) => (await ann.did('message.post', { roomId: tea, body })).subjectId
const focusedItem = (page: Page) => page.evaluate(() => document.activeElement?.closest('li')?.id ?? null)
const draws = (page: Page) => page.evaluate(() => performance.getEntriesByType('navigation').length)

test('what one saves in another tab, and removes on another device, is in the list at once', async () => {
  const [table, rules, code] = [await says('The tide table'), await says('The rules'), await says('The code is 4711')]
  const list = await aPage(browser, server.url, bob, '/saved')
  await list.getByText('Nothing is saved yet').waitFor()
  // Another page would have none of it.
  await list.evaluate(() => Reflect.set(window, 'isSame', true))
  const tab = await aTab(list.context(), '/r/tea')
  await isAlive(tab)
  await messageOf(tab, table).hover()
  await messageOf(tab, table).getByRole('button', { name: 'More actions' }).click()
  await tab.getByRole('dialog', { name: 'Message actions' }).getByRole('button', { name: 'Save for yourself' }).click()
  await untilEqual(() => kept(list), ['The tide table'])
  await bob.did('message.save', { messageId: rules })
  await bob.did('message.save', { messageId: code })
  await untilEqual(() => kept(list), ['The code is 4711', 'The rules', 'The tide table'])

  // The focus stays where it is while others come and go, and goes on where its own does.
  await list.locator(`#kept-${rules}`).getByRole('button', { name: 'Remove' }).focus()
  await bob.did('message.unsave', { messageId: code })
  await untilEqual(() => kept(list), ['The rules', 'The tide table'])
  await untilEqual(() => focusedItem(list), `kept-${rules}`)
  await bob.did('message.unsave', { messageId: rules })
  await untilEqual(() => kept(list), ['The tide table'])
  await untilEqual(() => focusedItem(list), `kept-${table}`)

  await ann.did('message.edit', { messageId: table, body: 'The new tide table' })
  await untilEqual(() => kept(list), ['The new tide table'])
  await ann.did('profile.edit', { displayName: 'Ann at sea' })
  await list.locator(`#kept-${table}`).getByText('Ann at sea', { exact: true }).waitFor()
  await ann.did('profile.edit', { displayName: 'Ann' })
  await bob.did('message.save', { messageId: rules })
  await untilEqual(() => kept(list), ['The rules', 'The new tide table'])
  await ann.did('message.delete', { messageId: rules })
  await list.locator(`#kept-${rules}`).getByText('This message was deleted.').waitFor()
  await untilEqual(() => kept(list), ['The new tide table'])
  await ann.did('room.remove-member', { roomId: tea, userId: bob.id })
  await list.locator(`#kept-${table}`).getByText('You can no longer see this message.').waitFor()
  // Of a room that one is not in, not even that is told.
  await untilEqual(() => list.getByText('You can no longer see this message.').count(), 2)
  expect(await list.evaluate(() => Reflect.get(window, 'isSame'))).toBe(true)
  expect(await draws(list)).toBe(1)
  // Who lost the room is led out of it.
  await tab.waitForURL('**/rooms')
  await list.context().close()

  const phone = await aPage(browser, server.url, bob, '/saved', { ...PHONE, locale: 'ar', colorScheme: 'dark' })
  await untilEqual(() => phone.getByText('لم يعد بإمكانك رؤية هذه الرسالة.').count(), 2)
  await isClean(phone)
  await phone.context().close()
  await ann.did('room.add-member', { roomId: tea, userId: bob.id })
})

test('the forms of the settings show what another device changed, and keep what one has typed', async () => {
  const page = await aPage(browser, server.url, bob, '/settings')
  const [name, about] = [page.getByLabel('Display name'), page.locator('#bio')]
  await name.waitFor()
  const phone = await logIn(server, 'bob')
  await untilEqual(() => page.locator('#sessions li').count(), (await bob.reads('session.list', {})).sessions.length)
  await about.fill('I sail on Sundays')
  await page.locator('.status-form label').filter({ hasText: 'Do not disturb' }).click()
  await phone.did('profile.edit', { displayName: 'Robert Baker', statusText: 'At sea', availability: 'away' })
  await untilEqual(() => name.inputValue(), 'Robert Baker')
  await untilEqual(() => page.getByLabel('What you are up to').inputValue(), 'At sea')
  await untilEqual(() => about.inputValue(), 'I sail on Sundays')
  expect(await page.getByRole('radio', { name: 'Do not disturb' }).isChecked()).toBe(true)
  // What is sent is what one sees: nothing that another device changed is undone.
  await page.locator('#profile').getByRole('button', { name: 'Save' }).click()
  await untilEqual(async () => {
    const { me } = await bob.reads('session.show', {})
    return [me.displayName, me.bio, me.statusText]
  }, ['Robert Baker', 'I sail on Sundays', 'At sea'])
})

test('what one arranges on another device is arranged here at once, and what one types stays with its section', async () => {
  const add = async (name: string) => (await bob.did('section.create', { name })).subjectId ?? ''
  const work = await add('Work')
  const page = await aPage(browser, server.url, bob, '/rooms/arrange')
  const names = () =>
    page.locator('#sections li input[name=name]').evaluateAll((all) => all.map((one) => Reflect.get(one, 'value')))
  await untilEqual(names, ['Work'])
  const fun = await add('Fun')
  await untilEqual(names, ['Work', 'Fun'])
  await page.locator('.new-section input[name=name]').fill('Dri')
  const changed = page.locator(`#arranged-${fun} input[name=name]`)
  await changed.focus()
  await changed.press('End')
  await page.keyboard.type(' and ga')
  await bob.did('section.move', { sectionId: fun, before: work })
  await untilEqual(names, ['Fun and ga', 'Work'])
  // Who types goes on with it where it is now.
  await untilEqual(() => changed.evaluate((input) => input === document.activeElement), true)
  await page.keyboard.type('mes')
  await bob.did('section.edit', { sectionId: work, name: 'Labour' })
  await untilEqual(names, ['Fun and games', 'Labour'])
  await bob.did('section.place', { roomId: tea, sectionId: work })
  await untilEqual(() => page.locator(`#place-${tea} select`).inputValue(), work)
  await ann.did('room.edit', { roomId: tea, name: 'green-tea' })
  await page.locator(`#place-${tea}`).getByText('green-tea').waitFor()
  await ann.did('room.edit', { roomId: tea, name: 'tea' })
  await page
    .locator(`#place-${tea} bdi`)
    .filter({ hasText: /^(?!.*green).*tea$/ })
    .waitFor()
  // Of somebody with whom one shares nothing but a room that was opened while one looked.
  const olga = await register(server, 'olga', 'Olga')
  const { subjectId: direct } = await bob.did('room.open-direct', { userIds: [olga.id] })
  const place = page.locator(`#place-${direct}`)
  await place.getByText('Olga', { exact: true }).waitFor()
  for (const displayName of ['Olga Oak', 'Olga Ohm']) {
    await olga.did('profile.edit', { displayName })
    await place.getByText(displayName, { exact: true }).waitFor()
    await place.getByRole('button', { name: displayName }).waitFor()
  }
  await bob.did('section.delete', { sectionId: work })
  await untilEqual(names, ['Fun and games'])
  expect(await page.locator('.new-section input[name=name]').inputValue()).toBe('Dri')
  expect(await draws(page)).toBe(1)
  await page.context().close()
})

test('the settings of a room show what others change, keep what one types and what is open, and end with the room', async () => {
  const page = await aPage(browser, server.url, ann, '/r/tea/edit')
  const [topic, about] = [page.locator('#topic'), page.locator('#description')]
  await topic.waitFor()
  await page.evaluate(() => Reflect.set(window, 'isSame', true))
  await about.fill('Leaves and wat')
  await page.locator('#convert summary').click()
  await ann.did('room.set-role', { roomId: tea, userId: bob.id, role: 'moderator' })
  await page.locator(`#member-${bob.id}`).getByText('Moderator', { exact: false }).waitFor()
  await bob.did('room.set-topic', { roomId: tea, topic: 'The kettle is on' })
  await untilEqual(() => topic.inputValue(), 'The kettle is on')
  const eve = await register(server, 'eve', 'Eve')
  await eve.did('room.join', { roomId: tea })
  await page.locator(`#member-${eve.id}`).waitFor()
  await eve.did('profile.edit', { displayName: 'Eve Ellis' })
  await page.locator(`#member-${eve.id}`).getByText('Eve Ellis').waitFor()
  await bob.did('room.edit', { roomId: tea, description: 'Biscuits', announcementsOnly: true })
  await untilEqual(() => page.locator('[name=announcementsOnly][type=checkbox]').isChecked(), true)
  expect(await about.inputValue()).toBe('Leaves and wat')
  expect(await page.locator('#convert details').getAttribute('open')).not.toBeNull()
  expect(await page.evaluate(() => Reflect.get(window, 'isSame'))).toBe(true)
  await isClean(page)

  const hers = await aPage(browser, server.url, eve, '/r/tea/edit')
  await hers.getByText('Biscuits').waitFor()
  // Whoever is in the room no longer has nothing of it on the page.
  await ann.did('room.remove-member', { roomId: tea, userId: eve.id })
  await hers.getByText('Biscuits').waitFor({ state: 'detached' })
  await page.locator(`#member-${eve.id}`).waitFor({ state: 'detached' })
  for (const one of [page, hers]) await one.context().close()
})

test('a session that is ended elsewhere leaves nothing of one on the page', async () => {
  const here = await logIn(server, 'bob')
  const page = await aPage(browser, server.url, here, '/settings')
  await page.getByLabel('Display name').waitFor()
  const { sessions } = await here.reads('session.list', {})
  await bob.did('session.end', { sessionId: sessions.find(({ isThis }) => isThis)!.id })
  await page.waitForURL('**/log-in**')
})
