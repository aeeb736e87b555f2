import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { messageWith, roomRow, say, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { PHONE } from './support/touch.ts'
import { until, untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let server: TestServer
let browser: Browser
let ann: Account
let bob: Account
let tea: string
let cake: string
let annsPage: Page
let bobsPage: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob')
  tea = await aRoomOf('tea', ann, bob)
  cake = await aRoomOf('cake', ann, bob)
  for (let n = 0; n < 60; n += 1) await ann.did('message.post', { roomId: tea, body: `Cup ${n}` })
  annsPage = await aPage(browser, server.url, ann, '/r/tea')
  bobsPage = await aPage(browser, server.url, bob, '/r/cake')
  await Promise.all([isAlive(annsPage), isAlive(bobsPage)])
})

const toPresent = (page: Page) => page.locator('.to-present')

/** Goes up in a timeline, as a wheel does: again where it was drawn anew meanwhile, at its end. */
async function scrollsUp(page: Page): Promise<void> {
  await until(async () => {
    await page.locator('#messages').evaluate((log) => log.scrollBy({ top: -2_000, behavior: 'instant' }))
    return toPresent(page).isVisible()
  }, 'the present is further down')
}

/** What one reads, once it stands still. */
async function rowInTheMiddle(page: Page): Promise<{ id: string; top: number }> {
  const look = () =>
    page.locator('#messages').evaluate((log) => {
      const { top, height } = log.getBoundingClientRect()
      const rows = Array.from(log.querySelectorAll('article'), (row) => ({
        id: row.id,
        top: row.getBoundingClientRect().top,
      }))
      return rows.find((row) => row.top > top + height / 2) ?? { id: '', top: 0 }
    })
  let last = await look()
  await until(async () => {
    const now = await look()
    const isStill = now.id !== '' && now.id === last.id && now.top === last.top
    last = now
    return isStill
  }, 'what one reads stands still')
  return last
}

test('who answers one is told of in the list, with the reason, until one reads it', async () => {
  const { subjectId: asked } = await bob.did('message.post', { roomId: cake, body: 'Who bakes?' })
  await ann.did('message.post', { roomId: tea, body: 'A pot is ready' })
  await roomRow(bobsPage, 'tea').click()
  await sees(bobsPage, 'A pot is ready')
  await ann.did('message.post', { roomId: cake, body: 'I do', replyTo: asked })
  await roomRow(bobsPage, 'cake').locator('.count[title="1 reply to you"]').waitFor()
  await untilEqual(async () => (await bobsPage.title()).startsWith('(1)'), true)
  await roomRow(bobsPage, 'cake').click()
  await sees(bobsPage, 'I do')
  await untilEqual(() => roomRow(bobsPage, 'cake').locator('.count').count(), 0)
})

test('who calls those who are here is heard by the other, who sees why', async () => {
  await roomRow(bobsPage, 'tea').click()
  await bobsPage.waitForURL('**/r/tea')
  await roomRow(annsPage, 'cake').click()
  await annsPage.waitForURL('**/r/cake')
  await say(bobsPage, '@here a pot is ready')
  await sees(bobsPage, '@here a pot is ready')
  await roomRow(annsPage, 'tea').locator('.count[title="1 mention"]').waitFor()
  await untilEqual(() => roomRow(bobsPage, 'tea').locator('.count').count(), 0)
  await roomRow(annsPage, 'tea').click()
  await sees(annsPage, '@here a pot is ready')
  await untilEqual(() => roomRow(annsPage, 'tea').locator('.count').count(), 0)
})

test('who reads further up is told how much is new below, keeps his place, and comes to the present by keyboard', async () => {
  await sees(annsPage, 'A pot is ready')
  await scrollsUp(annsPage)
  // What is above may still be loading: what counts is that the row that one reads stays where it is.
  const read = await rowInTheMiddle(annsPage)
  const topOf = () => annsPage.locator(`[id="${read.id}"]`).evaluate((row) => row.getBoundingClientRect().top)
  await bob.did('message.post', { roomId: tea, body: 'New below' })
  await toPresent(annsPage).filter({ hasText: '1 new' }).waitFor()
  await untilEqual(async () => Math.abs((await topOf()) - read.top) < 200, true)
  await toPresent(annsPage).focus()
  await annsPage.keyboard.press('Enter')
  await toPresent(annsPage).waitFor({ state: 'detached' })
  await untilEqual(() => annsPage.locator('#messages').evaluate((log) => Math.abs(log.scrollTop) < 5), true)
})

test('Escape leads to the present as well, with the focus where one writes, and a finger does by the button', async () => {
  await scrollsUp(annsPage)
  await annsPage.locator('#messages').focus()
  await annsPage.keyboard.press('Escape')
  await toPresent(annsPage).waitFor({ state: 'detached' })
  await untilEqual(() => annsPage.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Message #tea')

  const phone = await aPage(browser, server.url, ann, '/r/tea', PHONE)
  await isAlive(phone)
  await sees(phone, 'New below')
  await scrollsUp(phone)
  await bob.did('message.post', { roomId: tea, body: 'Once more below' })
  await toPresent(phone).filter({ hasText: '1 new' }).tap()
  await messageWith(phone, 'Once more below').waitFor()
  await toPresent(phone).waitFor({ state: 'detached' })
  await phone.context().close()
})

test('of many messages at once a page draws few at a time, the newest first, and in the end all in their order', async () => {
  await annsPage.goto('/r/cake')
  await isAlive(annsPage)
  await annsPage.locator('#messages article').last().waitFor()
  const most = await annsPage.evaluateHandle(() => {
    const added = { most: 0 }
    const log = document.querySelector('#messages .timeline-flow')
    new MutationObserver((records) => {
      const rows = records.flatMap(({ addedNodes }) => [...addedNodes]).filter(({ nodeName }) => nodeName === 'ARTICLE')
      added.most = Math.max(added.most, rows.length)
    }).observe(log as Element, { childList: true })
    return added
  })
  const crumbs = Array.from({ length: 80 }, (_, n) => n)
  const posted = await Promise.all(
    crumbs.map((n) => (n % 2 ? ann : bob).did('message.post', { roomId: cake, body: `Crumb ${n}` })),
  )
  const inOrder = posted.toSorted((a, b) => a.seq - b.seq).map(({ subjectId }) => `message-${subjectId}`)
  const rows = annsPage.locator('#messages article')
  const shown = () => rows.evaluateAll((all) => all.slice(-80).map(({ id }) => id))
  await untilEqual(shown, inOrder)
  expect(await most.evaluate((added) => added.most)).toBeLessThanOrEqual(5)
})

test('unread rooms are read by keyboard alone: J and K go, E reads, Enter opens', async () => {
  const focusedRoom = () =>
    annsPage.evaluate(
      () => document.activeElement?.closest('.inbox-rows li')?.querySelector('.title .what')?.textContent,
    )
  await annsPage.keyboard.press('Control+k')
  await annsPage.getByRole('combobox', { name: 'Go to' }).fill('cake')
  await annsPage.getByRole('option', { name: 'cake' }).first().waitFor()
  await annsPage.keyboard.press('Enter')
  await annsPage.waitForURL('**/r/cake')
  await annsPage.goto('/inbox?unread')
  await isAlive(annsPage)
  await bob.did('message.post', { roomId: cake, body: 'Crumbs everywhere' })
  await bob.did('message.post', { roomId: tea, body: 'And the milk?' })
  const rows = annsPage.locator('.inbox-rows li')
  await rows.filter({ hasText: 'Crumbs everywhere' }).waitFor()
  await rows.filter({ hasText: 'And the milk?' }).waitFor()
  await annsPage.locator('#content').focus()
  await annsPage.keyboard.press('j')
  const [first, second] = (await rows.locator('.title .what').allInnerTexts()) as [string, string]
  await untilEqual(focusedRoom, first)
  await annsPage.keyboard.press('j')
  await untilEqual(focusedRoom, second)
  await annsPage.keyboard.press('k')
  await untilEqual(focusedRoom, first)
  await annsPage.keyboard.press('e')
  await untilEqual(() => rows.count(), 1)
  await annsPage.keyboard.press('j')
  await untilEqual(focusedRoom, second)
  await annsPage.keyboard.press('Enter')
  await annsPage.waitForURL(/\/r\/(?:tea|cake)/)
  await annsPage
    .getByText(second.includes('tea') ? 'And the milk?' : 'Crumbs everywhere')
    .first()
    .waitFor()
})
