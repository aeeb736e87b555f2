import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { isClean } from './support/axe.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { composer, messageWith, roomRow, say, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { PHONE } from './support/touch.ts'
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
  ann = await register(server, 'ann', 'Ann Lee')
  bob = await register(server, 'bob', 'Bob Ray')
  tea = await aRoomOf('tea', olga, ann, bob)
  cake = await aRoomOf('cake', olga, ann, bob)
  annsPage = await aPage(browser, server.url, ann, '/r/tea')
  bobsPage = await aPage(browser, server.url, bob, '/r/tea')
  await Promise.all([isAlive(annsPage), isAlive(bobsPage)])
})

/** Does something with a message by the menu of what one can do with it. */
async function act(page: Page, text: string, name: string): Promise<void> {
  const message = messageWith(page, text)
  await message.focus()
  await message.getByRole('button', { name: 'More' }).click()
  await page.locator('.message-sheet').getByRole('button', { name }).click()
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const link = document.activeElement
    return link?.closest('.inbox-rows li') ? (link.querySelector('.line')?.textContent ?? '') : (link?.tagName ?? '')
  })
}

test('who is named sees a number that says why, and a chip that stands out to him alone', async () => {
  await bobsPage.goto('/r/cake')
  await isAlive(bobsPage)
  await say(bobsPage, 'Is there any left, @ann? See #tea, not #nowhere')
  await roomRow(annsPage, 'cake').locator('.count').filter({ hasText: '1' }).waitFor()
  await roomRow(annsPage, 'cake').locator('.count[title="1 mention"]').waitFor()
  await untilEqual(async () => (await annsPage.title()).startsWith('(1)'), true)
  const chip = bobsPage.locator('#messages .mention').filter({ hasText: '@Ann Lee' })
  await chip.waitFor()
  expect(await chip.getAttribute('data-own')).toBeNull()
  await roomRow(annsPage, 'cake').click()
  await sees(annsPage, 'Is there any left')
  await annsPage.locator('#messages .mention[data-own]').filter({ hasText: '@Ann Lee' }).waitFor()
  await annsPage.locator('#messages .prose a.mention[href="/r/tea"]').waitFor()
  await annsPage.locator('#messages .prose').last().filter({ hasText: '#nowhere' }).waitFor()
  await until(async () => (await roomRow(annsPage, 'cake').locator('.count').count()) === 0, 'it is read')
})

test('the inbox has what was said to one, live, and is read by keyboard alone', async () => {
  const first = await ann.did('message.post', { roomId: tea, body: 'The kettle is on' })
  await annsPage.goto('/r/tea')
  await isAlive(annsPage)
  await annsPage.getByRole('link', { name: 'Inbox' }).click()
  await annsPage.getByRole('heading', { name: 'Inbox' }).waitFor()
  await annsPage.locator('.inbox-rows li').filter({ hasText: 'Is there any left' }).waitFor()
  await bob.did('message.post', { roomId: tea, body: 'Two sugars please', replyTo: first.subjectId ?? '' })
  await olga.did('message.post', { roomId: cake, body: '@ann there is **plum** cake' })
  const rows = annsPage.locator('.inbox-rows li')
  await untilEqual(async () => (await rows.locator('.line').allInnerTexts()).length, 3)
  await untilEqual(async () => rows.first().locator('.line').innerText(), 'Olga @ann there is plum cake')
  await annsPage.locator('#content').focus()
  await annsPage.keyboard.press('Tab')
  for (let presses = 0; presses < 40 && !(await focused(annsPage)).includes('plum'); presses += 1) {
    await annsPage.keyboard.press('Tab')
  }
  await untilEqual(async () => (await focused(annsPage)).includes('plum'), true)
  await annsPage.keyboard.press('j')
  await untilEqual(async () => (await focused(annsPage)).includes('Two sugars'), true)
  await untilEqual(() => rows.nth(1).getAttribute('data-unread'), 'true')
  await annsPage.keyboard.press('e')
  await untilEqual(async () => rows.nth(1).getAttribute('data-unread'), null)
  await annsPage.keyboard.press('k')
  await untilEqual(async () => (await focused(annsPage)).includes('plum'), true)
  await isClean(annsPage)
  await annsPage.keyboard.press('Enter')
  await annsPage.waitForURL(/\/r\/cake\/\d+$/)
  await sees(annsPage, 'plum cake')
})

test('unread rooms are listed with their first new lines, until they are read', async () => {
  await bobsPage.goto('/inbox?unread')
  await isAlive(bobsPage)
  const rows = bobsPage.locator('.inbox-rows li')
  await olga.did('message.post', { roomId: cake, body: 'And bread' })
  await rows.filter({ hasText: 'And bread' }).waitFor()
  await olga.did('message.post', { roomId: tea, body: 'Milk is out' })
  await rows.filter({ hasText: 'Milk is out' }).waitFor()
  await isClean(bobsPage)
  for (let count = await rows.count(); count > 0; count = await rows.count()) {
    await rows.first().getByRole('button', { name: 'Mark as read' }).click()
    await untilEqual(async () => (await rows.count()) < count, true)
  }
  await bobsPage.getByText('Everything is read.').waitFor()
})

test('unread replies are listed with their thread, by keyboard alone, and lead into it', async () => {
  const { subjectId: rootId } = await bob.did('message.post', { roomId: tea, body: 'Who brings a cake?' })
  const inTheThread = { roomId: tea, rootId: rootId ?? '' }
  await olga.did('message.post', { ...inTheThread, body: 'I have **two** of them' })
  await ann.did('message.post', { ...inTheThread, body: 'And I a spoon' })
  await bobsPage.goto('/inbox?unread')
  await isAlive(bobsPage)
  const rows = bobsPage.locator('.inbox-rows li')
  const lines = () => rows.locator('.line').allInnerTexts()
  await untilEqual(lines, ['Olga I have two of them', 'Ann Lee And I a spoon'])
  await rows.filter({ hasText: '2 replies in a thread in #tea' }).waitFor()
  // In the room itself nothing is new, until something is.
  await untilEqual(() => rows.count(), 1)
  await olga.did('message.post', { roomId: tea, body: 'Sunday, then' })
  await olga.did('message.post', { roomId: cake, body: 'Out of flour' })
  await untilEqual(lines, [
    'Olga Out of flour',
    'Olga Sunday, then',
    'Olga I have two of them',
    'Ann Lee And I a spoon',
  ])
  await isClean(bobsPage)
  const still = await aPage(browser, server.url, bob, '/inbox?unread', { javaScriptEnabled: false })
  expect(await still.locator('.inbox-rows .line').allInnerTexts()).toEqual(await lines())
  await still.context().close()

  await bobsPage.locator('#content').focus()
  await bobsPage.keyboard.press('j')
  await untilEqual(async () => (await focused(bobsPage)).includes('Out of flour'), true)
  // What is read goes, and the keys go on where it was.
  await bobsPage.keyboard.press('e')
  await untilEqual(() => rows.count(), 2)
  await untilEqual(async () => (await focused(bobsPage)).includes('Sunday, then'), true)
  await bobsPage.keyboard.press('j')
  await untilEqual(async () => (await focused(bobsPage)).includes('two of them'), true)
  await bobsPage.keyboard.press('Enter')
  await bobsPage.waitForURL(`**/r/tea/t/${rootId}`)
  await bobsPage.locator('.panel .prose').filter({ hasText: 'And I a spoon' }).waitFor()
  await bobsPage.goBack()
  await bobsPage.waitForURL('**/inbox?unread')
})

test('a room marked unread stays so on all devices until one comes back to it', async () => {
  await annsPage.goto('/r/tea')
  await isAlive(annsPage)
  await act(annsPage, 'Two sugars please', 'Mark unread from here')
  await until(async () => (await roomRow(annsPage, 'tea').getAttribute('data-unread')) !== null, 'unread')
  await annsPage.getByRole('separator', { name: 'New messages' }).waitFor()
  const phone = await aPage(browser, server.url, ann, '/r/cake', { viewport: { width: 390, height: 844 } })
  await isAlive(phone)
  await until(async () => (await roomRow(phone, 'tea').getAttribute('data-unread')) !== null, 'on the phone too')
  await roomRow(annsPage, 'cake').click()
  await annsPage.waitForURL('**/r/cake')
  await roomRow(annsPage, 'tea').click()
  await until(async () => (await roomRow(annsPage, 'tea').getAttribute('data-unread')) === null, 'read again')
  await until(async () => (await roomRow(phone, 'tea').getAttribute('data-unread')) === null, 'on the phone too')
  await phone.context().close()
})

test('a mute room counts nothing, and keywords count like mentions', async () => {
  await annsPage.getByRole('button', { name: 'Notifications' }).click()
  const dialog = annsPage.getByRole('dialog', { name: 'Notifications' })
  await dialog.getByLabel('Nothing: the room is mute').check()
  await dialog.getByRole('textbox', { name: 'Keywords' }).fill('Regatta, high tide')
  await isClean(annsPage)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('Saved.').waitFor()
  await annsPage.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await untilEqual(() => annsPage.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Notifications')
  await roomRow(annsPage, 'cake').click()
  await annsPage.waitForURL('**/r/cake')
  await until(async () => (await roomRow(annsPage, 'tea').getAttribute('data-muted')) !== null, 'mute')
  await bob.did('message.post', { roomId: tea, body: '@ann, the regatta!' })
  const { subjectId: direct } = await bob.did('room.open-direct', { userIds: [ann.id] })
  await bob.did('message.post', { roomId: direct ?? '', body: 'You there?' })
  await roomRow(annsPage, 'Bob').locator('.count').filter({ hasText: '1' }).waitFor()
  await untilEqual(() => roomRow(annsPage, 'tea').getAttribute('data-unread'), null)
  await roomRow(annsPage, 'Bob').click()
  await annsPage.getByRole('textbox', { name: 'Message Bob Ray' }).waitFor()
  await sees(annsPage, 'You there?')
  await olga.did('message.post', { roomId: cake, body: 'Who sails the Regatta?' })
  await roomRow(annsPage, 'cake').locator('.count[title="1 keyword"]').waitFor()
})

test('one is told who has read a message, and goes to a day', async () => {
  await bobsPage.goto('/r/cake')
  await isAlive(bobsPage)
  await say(bobsPage, 'I do')
  await roomRow(annsPage, 'cake').click()
  await sees(annsPage, 'I do')
  await until(async () => {
    const { messages } = await bob.reads('room.history', { roomId: cake, limit: 1 })
    const { readerIds } = await bob.reads('message.readers', { messageId: messages[0]?.id ?? '' })
    return readerIds?.includes(ann.id) ?? false
  }, 'Ann has read it')
  await act(bobsPage, 'I do', 'Who has read this?')
  const dialog = bobsPage.getByRole('dialog', { name: 'Who has read this?' })
  await dialog.getByText('Ann Lee').waitFor()
  await bobsPage.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await bobsPage.getByRole('button', { name: 'Notifications' }).click()
  const { messages } = await bob.reads('room.history', { roomId: cake, limit: 1 })
  await bobsPage.locator('input[type="date"]').fill(messages[0]?.at.slice(0, 10) ?? '')
  await bobsPage.getByRole('button', { name: 'Go', exact: true }).click()
  await bobsPage.waitForURL(/\/r\/cake\/\d+$/)
})

test('before everybody of a large room is called, one is asked', async () => {
  const crowd = await Promise.all(Array.from({ length: 19 }, (_, n) => register(server, `crowd${n}`, `Crowd ${n}`)))
  for (const one of crowd) await one.did('room.join', { roomId: tea })
  await bobsPage.goto('/r/tea')
  await isAlive(bobsPage)
  await composer(bobsPage).fill('@room the kettle is off')
  // Two presses before anything can be read: the second is no answer to a question that was not there.
  await composer(bobsPage).evaluate((box) => {
    for (const key of ['Enter', 'Enter'])
      box.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  })
  await bobsPage.getByText('This calls all 22 people of the room.').waitFor()
  await untilEqual(() => composer(bobsPage).inputValue(), '@room the kettle is off')
  expect((await bob.reads('room.history', { roomId: tea, limit: 1 })).messages[0]?.body).not.toContain('kettle is off')
  // Once one has had the time to read it, Enter says it.
  await untilEqual(async () => {
    await composer(bobsPage).press('Enter')
    return composer(bobsPage).inputValue()
  }, '')
  await sees(bobsPage, 'the kettle is off')
  // What somebody quotes calls nobody, so nobody is asked.
  await say(bobsPage, '> @room the kettle is off\n\nThanks')
  await sees(bobsPage, 'Thanks')
})

test('the inbox on a phone, and without scripts', async () => {
  const phone = await aPage(browser, server.url, ann, '/inbox', PHONE)
  await isAlive(phone)
  await phone.locator('.inbox-rows li').filter({ hasText: 'plum' }).waitFor()
  await isClean(phone)
  const small = () =>
    phone
      .locator('.inbox a, .inbox button')
      .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML))
  await untilEqual(small, [])
  await phone.locator('.inbox-rows li').filter({ hasText: 'plum' }).locator('a').tap()
  await phone.waitForURL(/\/r\/cake\/\d+$/)
  await phone.context().close()
  const still = await aPage(browser, server.url, ann, '/inbox', { javaScriptEnabled: false })
  await still.locator('.inbox-rows li').nth(2).waitFor()
  await still.context().close()
})
