import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { isClean } from './support/axe.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { composer, focusedText, messageOf, messageWith, say, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { hold, PHONE } from './support/touch.ts'
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
  bobsPage = await aPage(browser, server.url, bob, '/r/tea')
  await Promise.all([isAlive(annsPage), isAlive(bobsPage)])
})

/** What is quoted above a message. */
function quoted(page: Page, text: string) {
  return messageWith(page, text).locator('.quoted')
}

function hasFocus(page: Page): Promise<boolean> {
  return composer(page).evaluate((box) => box === document.activeElement)
}

test('a reply quotes its message on both sides, from the keyboard alone, and Escape takes it back', async () => {
  await say(annsPage, 'Which **tea** shall we buy?')
  await sees(bobsPage, 'shall we buy')
  await bobsPage.locator('#messages').focus()
  await bobsPage.keyboard.press('k')
  await untilEqual(() => focusedText(bobsPage), 'Which tea shall we buy?')
  await bobsPage.keyboard.press('r')
  await bobsPage.locator('.composer-line').filter({ hasText: 'Replying to Ann Which tea shall we buy?' }).waitFor()
  await untilEqual(() => hasFocus(bobsPage), true)
  await bobsPage.keyboard.press('Escape')
  await untilEqual(() => bobsPage.locator('.composer-line').count(), 0)
  await untilEqual(() => hasFocus(bobsPage), true)

  await messageWith(bobsPage, 'shall we buy').hover()
  await messageWith(bobsPage, 'shall we buy').getByRole('button', { name: 'Reply', exact: true }).click()
  await untilEqual(() => hasFocus(bobsPage), true)
  await bobsPage.keyboard.type('The green one')
  await bobsPage.keyboard.press('Enter')
  for (const page of [annsPage, bobsPage]) {
    await sees(page, 'The green one')
    await untilEqual(() => quoted(page, 'The green one').locator('.quoted-text').innerText(), 'Which tea shall we buy?')
    await untilEqual(() => quoted(page, 'The green one').locator('b').innerText(), 'Ann')
  }
  await untilEqual(() => bobsPage.locator('.composer-line').count(), 0)
})

test('a quote is what its message says now, until that is deleted', async () => {
  const { subjectId: messageId } = await ann.did('message.post', { roomId: tea, body: 'Kettle at four' })
  await bob.did('message.post', { roomId: tea, body: 'I bring cups', replyTo: messageId })
  for (const page of [annsPage, bobsPage]) await sees(page, 'I bring cups')
  await ann.did('message.edit', { messageId, body: 'Kettle at five' })
  for (const page of [annsPage, bobsPage]) {
    await untilEqual(() => quoted(page, 'I bring cups').locator('.quoted-text').innerText(), 'Kettle at five')
  }
  await ann.did('message.delete', { messageId })
  for (const page of [annsPage, bobsPage]) {
    await untilEqual(() => quoted(page, 'I bring cups').locator('.quoted-text').innerText(), 'deleted message')
  }
})

test('what one answers is part of the draft', async () => {
  await messageWith(annsPage, 'The green one').hover()
  await messageWith(annsPage, 'The green one').getByRole('button', { name: 'Reply', exact: true }).click()
  await annsPage.keyboard.type('Green it')
  await annsPage.reload()
  await isAlive(annsPage)
  await annsPage.locator('.composer-line').filter({ hasText: 'Replying to Bob The green one' }).waitFor()
  await untilEqual(() => composer(annsPage).inputValue(), 'Green it')
  await composer(annsPage).press('End')
  await annsPage.keyboard.type(' is')
  await annsPage.keyboard.press('Enter')
  await sees(bobsPage, 'Green it is')
  await untilEqual(() => quoted(bobsPage, 'Green it is').locator('.quoted-text').innerText(), 'The green one')
})

test('a quote leads to its message, however far up that is, which then has the focus; Back leads back', async () => {
  const { subjectId: messageId, seq } = await ann.did('message.post', { roomId: tea, body: 'A long time ago' })
  for (let n = 0; n < 130; n += 1) await bob.did('message.post', { roomId: tea, body: `no. ${n}` })
  await ann.did('message.post', { roomId: tea, body: 'Remember this?', replyTo: messageId })
  await bobsPage.reload()
  await isAlive(bobsPage)
  await sees(bobsPage, 'Remember this?')
  await untilEqual(() => messageWith(bobsPage, 'A long time ago').count(), 0)
  await quoted(bobsPage, 'Remember this?').click()
  await untilEqual(() => focusedText(bobsPage), 'A long time ago')
  await untilEqual(() => messageWith(bobsPage, 'A long time ago').getAttribute('aria-current'), 'true')
  await messageWith(bobsPage, 'A long time ago').waitFor()
  await untilEqual(() => new URL(bobsPage.url()).pathname, `/r/tea/${seq}`)
  await bobsPage.goBack()
  await untilEqual(() => new URL(bobsPage.url()).pathname, '/r/tea')
  await messageWith(bobsPage, 'Remember this?').waitFor()
})

test('a permalink opens around its message, in a message’s text too; one to nothing says so, whoever asks', async () => {
  const { subjectId: messageId, seq } = await ann.did('message.post', { roomId: tea, body: 'The recipe' })
  for (let n = 0; n < 60; n += 1) await bob.did('message.post', { roomId: tea, body: `later ${n}` })
  for (const which of [seq, messageId]) {
    const page = await aPage(browser, server.url, bob, `/r/tea/${which}`)
    await isAlive(page)
    await untilEqual(() => messageWith(page, 'The recipe').getAttribute('aria-current'), 'true')
    await untilEqual(() => focusedText(page), 'The recipe')
    await messageWith(page, 'The recipe').waitFor()
    await page.context().close()
  }
  await say(annsPage, `See ${server.url}/r/tea/${seq}`)
  await sees(bobsPage, 'See http')
  await messageWith(bobsPage, 'See http')
    .getByRole('link', { name: `/r/tea/${seq}` })
    .click()
  await untilEqual(() => focusedText(bobsPage), 'The recipe')
  expect(bobsPage.context().pages()).toHaveLength(1)

  const secret = await aRoomOf('secret', ann)
  const { subjectId: hidden, seq: hiddenSeq } = await ann.did('message.post', { roomId: secret, body: 'hush' })
  const told = async (path: string) => {
    // As the server draws it: a page that comes alive meanwhile says other things beside it.
    const page = await aPage(browser, server.url, bob, path, { javaScriptEnabled: false })
    const text = await page.locator('main').textContent()
    await page.context().close()
    return text
  }
  const nothing = await told(`/r/tea/${crypto.randomUUID()}`)
  expect(nothing).toContain('There is no such message.')
  expect(await told(`/r/tea/${hidden}`)).toBe(nothing)
  expect(await told(`/r/secret/${hiddenSeq}`)).toBe(await told(`/r/secret/${hiddenSeq + 50}`))
})

test('a finger answers a message from the sheet of its actions', async () => {
  const page = await aPage(browser, server.url, ann, '/r/tea', PHONE)
  await isAlive(page)
  const { subjectId: id } = await bob.did('message.post', { roomId: tea, body: 'Anyone by phone?' })
  await sees(page, 'Anyone by phone?')
  await hold(page, messageOf(page, id).locator('.prose'), page.locator('.message-sheet'))
  await page.locator('.message-sheet').getByRole('button', { name: 'Reply', exact: true }).click()
  await page.locator('.composer-line').filter({ hasText: 'Replying to Bob Anyone by phone?' }).waitFor()
  await isClean(page)
  await composer(page).fill('I am')
  await page.getByRole('button', { name: 'Send' }).click()
  await sees(bobsPage, 'I am')
  await page.context().close()
})
