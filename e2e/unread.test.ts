import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, logIn, register } from './support/accounts.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { composer, roomRow, said, say, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { until, untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let server: TestServer
let browser: Browser
let olga: Account
let ann: Account
let bob: Account
let tea: string
let cake: string
let annsPage: Page
let bobsPage: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  olga = await found(server, 'olga', 'Olga')
  ann = await register(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob')
  tea = await aRoomOf('tea', olga, ann, bob)
  cake = await aRoomOf('cake', olga, ann, bob)
  annsPage = await aPage(browser, server.url, ann, '/r/tea')
  bobsPage = await aPage(browser, server.url, bob, '/r/tea')
  await Promise.all([isAlive(annsPage), isAlive(bobsPage)])
})

async function isUnread(page: Page, name: string): Promise<boolean> {
  return (await roomRow(page, name).getAttribute('data-unread')) !== null
}

test('a room with something new is bold, a conversation counts, and the title says it', async () => {
  await olga.did('message.post', { roomId: cake, body: 'Plum cake today' })
  await until(() => isUnread(annsPage, 'cake'), 'the room is unread')
  await untilEqual(async () => /\d/.test(await roomRow(annsPage, 'cake').innerText()), false)
  const { subjectId: direct } = await olga.did('room.open-direct', { userIds: [ann.id] })
  await olga.did('message.post', { roomId: direct ?? '', body: 'one' })
  await olga.did('message.post', { roomId: direct ?? '', body: 'two' })
  await roomRow(annsPage, 'Olga').filter({ hasText: '2' }).waitFor()
  await untilEqual(async () => (await annsPage.title()).startsWith('(2)'), true)
})

test('a room opens at the first new message, under a divider that stays until one leaves', async () => {
  await roomRow(annsPage, 'cake').click()
  await sees(annsPage, 'Plum cake today')
  await annsPage.getByRole('separator', { name: 'New messages' }).waitFor()
  await until(async () => !(await isUnread(annsPage, 'cake')), 'it is read')
  await untilEqual(() => annsPage.getByRole('separator', { name: 'New messages' }).count(), 1)
  await roomRow(annsPage, 'tea').click()
  await annsPage.waitForURL('**/r/tea')
  await roomRow(annsPage, 'cake').click()
  await annsPage.waitForURL('**/r/cake')
  await sees(annsPage, 'Plum cake today')
  await untilEqual(() => annsPage.getByRole('separator', { name: 'New messages' }).count(), 0)
})

test('what one read on one device is read on the other', async () => {
  const phone = await aPage(browser, server.url, await logIn(server, 'ann'), '/r/tea')
  await isAlive(phone)
  await olga.did('message.post', { roomId: tea, body: 'The kettle is on' })
  await sees(phone, 'The kettle is on')
  await roomRow(annsPage, 'tea').click()
  await sees(annsPage, 'The kettle is on')
  await olga.did('message.post', { roomId: cake, body: 'Cake is ready' })
  for (const page of [annsPage, phone]) await until(() => isUnread(page, 'cake'), 'unread on both')
  await roomRow(phone, 'cake').click()
  await sees(phone, 'Cake is ready')
  for (const page of [annsPage, phone]) await until(async () => !(await isUnread(page, 'cake')), 'read on both')
  await phone.context().close()
})

test('one sees who is typing', async () => {
  await roomRow(annsPage, 'tea').click()
  await annsPage.waitForURL('**/r/tea')
  await composer(bobsPage).pressSequentially('I would like')
  await annsPage.getByText('Bob is typing…').waitFor()
  await composer(bobsPage).press('Enter')
  await sees(annsPage, 'I would like')
  await annsPage.getByText('Bob is typing…').waitFor({ state: 'detached' })
})

test('what is edited or deleted changes before everybody’s eyes', async () => {
  const { subjectId: messageId } = await bob.did('message.post', { roomId: tea, body: 'Half past tree' })
  for (const page of [annsPage, bobsPage]) await sees(page, 'Half past tree')
  await bob.did('message.edit', { messageId: messageId ?? '', body: 'Half past three' })
  for (const page of [annsPage, bobsPage]) await sees(page, 'Half past three')
  await bob.did('message.delete', { messageId: messageId ?? '' })
  for (const page of [annsPage, bobsPage]) {
    await page.locator(`#message-${messageId}.tombstone`).waitFor()
    await untilEqual(async () => (await said(page)).some((text) => text.includes('Half past')), false)
  }
})

test('who is removed from a room loses it at once, and receives nothing more', async () => {
  const secret = await olga.did('room.create', { name: 'secret', kind: 'private' })
  const roomId = secret.subjectId ?? ''
  await olga.did('room.add-member', { roomId, userId: bob.id })
  await roomRow(bobsPage, 'secret').click()
  await bobsPage.waitForURL(`**/r/${roomId}`)
  await say(bobsPage, 'Nobody hears this')
  await sees(bobsPage, 'Nobody hears this')
  await olga.did('room.remove-member', { roomId, userId: bob.id })
  await bobsPage.waitForURL((url) => !url.pathname.includes(roomId))
  await olga.did('message.post', { roomId, body: 'He is gone' })
  await roomRow(bobsPage, 'secret').waitFor({ state: 'detached' })
  await bobsPage.goto(`/r/${roomId}`)
  expect(await bobsPage.locator('body').innerText()).not.toContain('Nobody hears this')
  expect(await bobsPage.locator('body').innerText()).not.toContain('He is gone')
})

test('who is deactivated is shown out', async () => {
  await bobsPage.goto('/r/tea')
  await isAlive(bobsPage)
  await sees(bobsPage, 'The kettle is on')
  await olga.did('user.deactivate', { userId: bob.id })
  await bobsPage.getByRole('alertdialog', { name: 'Your session has ended' }).waitFor()
  await bobsPage.reload()
  expect(await said(bobsPage)).toEqual([])
  await sees(annsPage, 'The kettle is on')
})
