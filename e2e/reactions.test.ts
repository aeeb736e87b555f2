import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

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

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

const row = (page: Page, id: string) => page.locator(`#message-${id}`)
/** What stands under a message: each emoji with its count, those that are one's own with a star. */
const chips = (page: Page, id: string) =>
  row(page, id)
    .locator('.reaction')
    .evaluateAll((all) =>
      all.map((one) => `${one.textContent}${one.getAttribute('aria-pressed') === 'true' ? ' *' : ''}`),
    )

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).analyze()
  return found.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)
}

async function says(who: Account, body: string): Promise<string> {
  return (await who.did('message.post', { roomId: tea, body })).subjectId
}

test('a reaction is there at once on both sides, each sees his own, and a second press takes it back', async () => {
  const id = await says(bob, 'Low water at six')
  const [anns, bobs] = await Promise.all([ann, bob].map((who) => aPage(browser, server.url, who, '/r/tea')))
  for (const page of [anns!, bobs!]) await isAlive(page)
  await sees(anns!, 'Low water at six')
  await row(anns!, id).hover()
  await row(anns!, id).getByRole('button', { name: 'React with 👍' }).click()
  await untilEqual(() => chips(anns!, id), ['👍 1 *'])
  await untilEqual(() => chips(bobs!, id), ['👍 1'])
  const chip = row(bobs!, id).locator('.reaction')
  expect(await chip.getAttribute('aria-label')).toBe('👍 1: Ann')
  await chip.click()
  await untilEqual(() => chips(bobs!, id), ['👍 2 *'])
  await untilEqual(() => chips(anns!, id), ['👍 2 *'])
  expect(await row(anns!, id).locator('.reaction').getAttribute('aria-label')).toBe('👍 2: you and Bob Baker')
  expect(await violations(anns!)).toEqual([])
  // A page that comes later knows which are its own, and so does one that was away.
  await bobs!.reload()
  await isAlive(bobs!)
  await untilEqual(() => chips(bobs!, id), ['👍 2 *'])
  await row(bobs!, id).locator('.reaction').click()
  await untilEqual(() => chips(anns!, id), ['👍 1 *'])
  await untilEqual(() => chips(bobs!, id), ['👍 1'])
  await Promise.all([anns!, bobs!].map((page) => page.context().close()))
})

test('a finger that rests on a message reacts to it', async () => {
  const id = await says(bob, 'Hold me for a while, and say what you think of it')
  const page = await aPage(browser, server.url, ann, '/r/tea', PHONE)
  await isAlive(page)
  const box = await row(page, id).locator('.prose').boundingBox()
  const touch = await page.context().newCDPSession(page)
  const point = { x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 }
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] })
  const sheet = page.getByRole('dialog', { name: 'Message actions' })
  await sheet.waitFor()
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  expect(await violations(page)).toEqual([])
  await sheet.getByRole('button', { name: 'React with ❤️' }).tap()
  await untilEqual(() => chips(page, id), ['❤️ 1 *'])
  expect(await sheet.count()).toBe(0)
  const height = (await row(page, id).locator('.reaction').boundingBox())?.height ?? 0
  expect(height).toBeGreaterThanOrEqual(44)
  await row(page, id).locator('.reaction').tap()
  await untilEqual(() => chips(page, id), [])
  await page.context().close()
})
