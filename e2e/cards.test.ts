import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { type Account, aRoomOf, enterAsGuest, found, register } from './support/accounts.ts'
import { isClean } from './support/axe.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { framesOf, isAlive } from './support/frames.ts'
import { messageWith, sees } from './support/people.ts'
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
let annsPage: Page
let bobsPage: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob')
  tea = await aRoomOf('tea', ann, bob)
  await bob.did('profile.edit', { timeZone: 'Asia/Tokyo', statusEmoji: '🍵', statusText: 'Tea with Eve' })
  await bob.did('message.post', { roomId: tea, body: 'The kettle is on, @ann' })
  annsPage = await aPage(browser, server.url, ann, '/r/tea')
  bobsPage = await aPage(browser, server.url, bob, '/r/tea')
  await Promise.all([isAlive(annsPage), isAlive(bobsPage)])
  // What follows a page is there once it has said whom it shows.
  await untilEqual(() => watched(annsPage) !== undefined, true)
})

const card = (page: Page) => page.getByRole('dialog', { name: 'Bob' })
const nameIn = (page: Page) => messageWith(page, 'The kettle is on').locator('a.author')

/** Whose presence a page asked for last. */
function watched(page: Page): readonly string[] | undefined {
  const frames = framesOf(page).flatMap(({ way, frame }) => (way === 'sent' && frame.t === 'presence' ? [frame] : []))
  return frames.at(-1)?.watch
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document
    return `${activeElement?.className} ${activeElement?.textContent}`
  })

test('the pointer rests on a name, and a card says who it is, how late it is there and whether he is here, live', async () => {
  expect(watched(annsPage)).not.toContain(bob.id)
  await nameIn(annsPage).hover()
  await card(annsPage).waitFor()
  for (const text of ['Bob', '@bob', 'Tea with Eve', 'Online'])
    await card(annsPage).getByText(text, { exact: true }).waitFor()
  await card(annsPage)
    .getByText(/\d\d:\d\d there/)
    .waitFor()
  await untilEqual(() => watched(annsPage)?.includes(bob.id), true)
  await bob.did('profile.edit', { availability: 'away', statusText: 'On the pier' })
  await card(annsPage).getByText('Away', { exact: true }).waitFor()
  await card(annsPage).getByText('On the pier').waitFor()
  await isClean(annsPage)
  // From the name into the card it stays; away from both it goes, and nobody asks for him any more.
  await card(annsPage).getByRole('link', { name: 'Profile' }).hover()
  await card(annsPage).getByText('On the pier').hover()
  expect(await card(annsPage).isVisible()).toBe(true)
  await annsPage.locator('.composer textarea').hover()
  await card(annsPage).waitFor({ state: 'detached' })
  await untilEqual(() => watched(annsPage)?.includes(bob.id), false)
})

test('Escape closes a card that the pointer opened, and what one typed stays', async () => {
  await annsPage.locator('.composer textarea').fill('half a')
  await nameIn(annsPage).hover()
  await card(annsPage).waitFor()
  await annsPage.keyboard.press('Escape')
  await card(annsPage).waitFor({ state: 'detached' })
  await untilEqual(() => annsPage.locator('.composer textarea').inputValue(), 'half a')
  await annsPage.locator('.composer textarea').fill('')
})

test('with the keyboard alone: Enter on the name, Escape back to it, and Enter writes to him', async () => {
  await annsPage.locator('.composer textarea').hover()
  await nameIn(annsPage).focus()
  await untilEqual(() => focused(annsPage), 'author Bob')
  await annsPage.keyboard.press('Enter')
  await untilEqual(() => focused(annsPage), 'button primary Message')
  await annsPage.keyboard.press('Escape')
  await card(annsPage).waitFor({ state: 'detached' })
  await untilEqual(() => focused(annsPage), 'author Bob')
  await annsPage.keyboard.press('Enter')
  await untilEqual(() => focused(annsPage), 'button primary Message')
  await annsPage.keyboard.press('Tab')
  await untilEqual(() => focused(annsPage), 'button Profile')
  await annsPage.keyboard.press('Shift+Tab')
  await annsPage.keyboard.press('Enter')
  await annsPage.waitForURL(/\/r\/[0-9a-f-]{36}$/)
  await card(annsPage).waitFor({ state: 'detached' })
  await annsPage.getByRole('heading', { name: 'Bob' }).waitFor()
})

test('in the list of people a name opens the card in the same way, with Enter and with the space bar', async () => {
  const page = await aPage(browser, server.url, ann, '/r/tea/members')
  await isAlive(page)
  const name = page.locator('.panel .entries').getByRole('link', { name: 'Bob' })
  for (const key of ['Enter', 'Space']) {
    await name.press(key)
    await untilEqual(() => focused(page), 'button primary Message')
    await page.keyboard.press('Escape')
    await card(page).waitFor({ state: 'detached' })
    await untilEqual(() => name.evaluate((link) => link === document.activeElement), true)
  }
  expect(new URL(page.url()).pathname).toBe('/r/tea/members')
  await name.hover()
  await card(page).getByText('@bob').waitFor()
  await page.context().close()
})

test('in the list of everybody, where a name opens the conversation, one gets to who it is beside it', async () => {
  for (const options of [{}, PHONE]) {
    const page = await aPage(browser, server.url, ann, '/people', options)
    const profile = page.getByRole('link', { name: 'Profile of Bob' })
    await profile.waitFor()
    if (options === PHONE) {
      const { width = 0, height = 0 } = (await profile.boundingBox()) ?? {}
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    }
    await profile.press('Enter')
    await page.waitForURL('**/people/bob')
    await page.context().close()
  }
})

test('a card stays beside its name while the window and the timeline change, and goes with it', async () => {
  const page = await aPage(browser, server.url, ann, '/r/tea')
  await isAlive(page)
  const name = nameIn(page)
  // Right under its name, or right above it.
  const gap = async () => {
    const [ofName, ofCard] = [await name.boundingBox(), await card(page).boundingBox()]
    if (ofName === null || ofCard === null) return null
    const under = Math.abs(ofCard.y - ofName.y - ofName.height)
    return Math.round(Math.min(under, Math.abs(ofName.y - ofCard.y - ofCard.height)))
  }
  const top = async () => (await name.boundingBox())?.y
  await name.press('Enter')
  await untilEqual(gap, 8)
  for (const size of [
    { width: 1000, height: 500 },
    { width: 700, height: 900 },
    { width: 1280, height: 720 },
  ]) {
    const before = await top()
    await page.setViewportSize(size)
    await until(async () => (await top()) !== before, 'the name is elsewhere')
    await untilEqual(gap, 8)
  }
  const before = await top()
  await bob.did('message.post', { roomId: tea, body: 'One more\n\nand a line' })
  await until(async () => (await top()) !== before, 'the name goes up')
  await untilEqual(gap, 8)
  await untilEqual(() => focused(page), 'button primary Message')
  for (const line of ['a', 'b', 'c']) await bob.did('message.post', { roomId: tea, body: `${line}\n\n`.repeat(12) })
  await card(page).waitFor({ state: 'detached' })
  // The focus is where it was, and moves nothing.
  await untilEqual(() => focused(page), 'author Bob')
  await page.context().close()
})

test('one’s own card leads to oneself alone, also where one is named', async () => {
  await bobsPage.locator('a.mention').hover()
  const own = bobsPage.getByRole('dialog', { name: 'Ann' })
  await own.getByRole('button', { name: 'Message' }).waitFor()
  await bobsPage.locator('.composer textarea').hover()
  await own.waitFor({ state: 'detached' })
  await nameIn(bobsPage).hover()
  await card(bobsPage).getByRole('link', { name: 'Profile' }).waitFor()
  expect(await card(bobsPage).getByRole('button').count()).toBe(0)
  await bobsPage.locator('.composer textarea').hover()
  await card(bobsPage).waitFor({ state: 'detached' })
})

test('a name that is markup is a name in its card', async () => {
  const eve = await register(server, 'eve', '<b>Eve</b>')

  await eve.did('room.join', { roomId: tea })
  await eve.did('profile.edit', { statusText: '<img src=x onerror=alert(1)>', bio: 'x'.repeat(200) })
  await eve.did('message.post', { roomId: tea, body: 'Markup' })
  await sees(bobsPage, 'Markup')
  await messageWith(bobsPage, 'Markup').locator('a.author').hover()
  const hers = bobsPage.getByRole('dialog', { name: '<b>Eve</b>' })
  await hers.getByText('<img src=x onerror=alert(1)>').waitFor()
  expect(await hers.locator('img').count()).toBe(0)
  await bobsPage.locator('.composer textarea').hover()
  await hers.waitFor({ state: 'detached' })
})

test('a finger on a name opens the profile', async () => {
  const phone = await aPage(browser, server.url, ann, '/r/tea', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  await isAlive(phone)
  await sees(phone, 'The kettle is on')
  await nameIn(phone).tap()
  await phone.waitForURL('**/people/bob')
  await phone.context().close()
})

test('in Arabic the card begins at the right, within the page', async () => {
  const page = await aPage(browser, server.url, ann, '/r/tea', { locale: 'ar' })
  await isAlive(page)
  await untilEqual(() => watched(page) !== undefined, true)
  await nameIn(page).hover()
  await card(page).getByRole('button', { name: 'راسله' }).waitFor()
  await card(page)
    .getByText(/الوقت هناك \d\d:\d\d/)
    .waitFor()
  const right = async (one: Locator) => {
    const box = await one.boundingBox()
    return box && Math.round(box.x + box.width)
  }
  await until(async () => {
    const [ofCard, ofName] = [await right(card(page)), await right(nameIn(page))]
    return ofCard !== null && ofCard === ofName
  }, 'the card begins where the name does')
  await isClean(page)
  await page.context().close()
})

test('a guest, who has no list of people, has no cards', async () => {
  const page = await aPage(browser, server.url, await enterAsGuest(server, 'tea', 'Gil'), '/r/tea')
  await isAlive(page)
  await sees(page, 'The kettle is on')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await nameIn(page).hover()
  await page.locator('.composer textarea').hover()
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(asked.filter((url) => url.includes('live-card'))).toEqual([])
  await page.context().close()
})
