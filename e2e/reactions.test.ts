import { afterAll, beforeAll, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { isClean } from './support/axe.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { messageOf, sees } from './support/people.ts'
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

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob Baker')
  tea = await aRoomOf('tea', ann, bob)
})

/** What stands under a message: each emoji with its count, those that are one's own with a star. */
const chips = (page: Page, id: string) =>
  messageOf(page, id)
    .locator('.reaction')
    .evaluateAll((all) =>
      all.map((one) => `${one.textContent}${one.getAttribute('aria-pressed') === 'true' ? ' *' : ''}`),
    )

async function says(who: Account, body: string): Promise<string> {
  return (await who.did('message.post', { roomId: tea, body })).subjectId
}

test('a reaction is there at once on both sides, each sees his own, and a second press takes it back', async () => {
  const id = await says(bob, 'Low water at six')
  const [anns, bobs] = await Promise.all([ann, bob].map((who) => aPage(browser, server.url, who, '/r/tea')))
  for (const page of [anns!, bobs!]) await isAlive(page)
  await sees(anns!, 'Low water at six')
  await messageOf(anns!, id).hover()
  await messageOf(anns!, id).getByRole('button', { name: 'React with 👍' }).click()
  await untilEqual(() => chips(anns!, id), ['👍 1 *'])
  await untilEqual(() => chips(bobs!, id), ['👍 1'])
  const chip = messageOf(bobs!, id).locator('.reaction')
  await untilEqual(() => chip.getAttribute('aria-label'), '👍 1: Ann')
  await chip.click()
  await untilEqual(() => chips(bobs!, id), ['👍 2 *'])
  await untilEqual(() => chips(anns!, id), ['👍 2 *'])
  await untilEqual(
    () => messageOf(anns!, id).locator('.reaction').getAttribute('aria-label'),
    '👍 2: You and Bob Baker',
  )
  await isClean(anns!)
  // A page that comes later knows which are its own, and so does one that was away.
  await bobs!.reload()
  await isAlive(bobs!)
  await untilEqual(() => chips(bobs!, id), ['👍 2 *'])
  await messageOf(bobs!, id).locator('.reaction').click()
  await untilEqual(() => chips(anns!, id), ['👍 1 *'])
  await untilEqual(() => chips(bobs!, id), ['👍 1'])
  await Promise.all([anns!, bobs!].map((page) => page.context().close()))
})

test('a finger that rests on a message reacts to it', async () => {
  const id = await says(bob, 'Hold me for a while, and say what you think of it')
  const page = await aPage(browser, server.url, ann, '/r/tea', PHONE)
  await isAlive(page)
  const sheet = page.getByRole('dialog', { name: 'Message actions' })
  await hold(page, messageOf(page, id).locator('.prose'), sheet)
  await isClean(page)
  await sheet.getByRole('button', { name: 'React with ❤️' }).tap()
  await untilEqual(() => chips(page, id), ['❤️ 1 *'])
  await untilEqual(() => sheet.count(), 0)
  const height = async () => (await messageOf(page, id).locator('.reaction').boundingBox())?.height ?? 0
  await untilEqual(async () => (await height()) >= 44, true)
  await messageOf(page, id).locator('.reaction').tap()
  await untilEqual(() => chips(page, id), [])
  await page.context().close()
})

const picker = (page: Page) => page.getByRole('dialog', { name: 'Choose an emoji' })
/** What has the focus, as a reader would say it. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null)

test('by keyboard alone: plus opens all emoji, words find one, arrows go between them, and one comes back', async () => {
  const id = await says(bob, 'Say it with a rocket')
  const page = await aPage(browser, server.url, ann, '/r/tea')
  await isAlive(page)
  await sees(page, 'Say it with a rocket')
  await page.locator('#messages').focus()
  await page.keyboard.press('k')
  await untilEqual(() => page.evaluate(() => document.activeElement?.id), `message-${id}`)
  await page.keyboard.press('+')
  await picker(page).waitFor()
  await untilEqual(() => focused(page), 'Search emoji')
  await page.keyboard.type('rocket')
  await page.keyboard.press('Enter')
  await untilEqual(() => chips(page, id), ['🚀 1 *'])
  await untilEqual(() => page.evaluate(() => document.activeElement?.id), `message-${id}`)

  await page.keyboard.press('+')
  await picker(page).waitFor()
  await untilEqual(() => focused(page), 'Search emoji')
  // What was chosen last is offered first.
  await page.keyboard.press('ArrowDown')
  await untilEqual(() => focused(page), 'rocket')
  await page.keyboard.press('ArrowUp')
  await untilEqual(() => focused(page), 'Search emoji')
  await picker(page).getByRole('button', { name: 'Smileys and emotion' }).press('Enter')
  await page.getByRole('textbox', { name: 'Search emoji' }).press('ArrowDown')
  await untilEqual(() => focused(page), 'grinning face')
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'End', 'Home', 'ArrowRight'])
    await page.keyboard.press(key)
  await untilEqual(() => focused(page), 'grinning face with big eyes')
  await isClean(page)
  await page.keyboard.press('Enter')
  await untilEqual(() => chips(page, id), ['🚀 1 *', '😃 1 *'])
  await page.keyboard.press('+')
  await picker(page).waitFor()
  await page.keyboard.press('Escape')
  await untilEqual(() => picker(page).count(), 0)
  await untilEqual(() => page.evaluate(() => document.activeElement?.id), `message-${id}`)
  await page.context().close()
})

test('a skin tone is kept, and the composer offers the same emoji in it', async () => {
  const id = await says(bob, 'Hands up')
  const page = await aPage(browser, server.url, ann, '/r/tea')
  await isAlive(page)
  await sees(page, 'Hands up')
  await messageOf(page, id).hover()
  await messageOf(page, id).getByRole('button', { name: 'React with another emoji' }).click()
  await picker(page).waitFor()
  await picker(page).getByRole('radio', { name: 'Medium dark' }).check({ force: true })
  await page.getByRole('textbox', { name: 'Search emoji' }).fill('raising hands')
  await picker(page).getByRole('gridcell', { name: 'raising hands' }).click()
  await untilEqual(() => chips(page, id), ['🙌🏾 1 *'])
  await page.reload()
  await isAlive(page)
  await page.locator('.composer textarea').pressSequentially(':raising_ha')
  await untilEqual(
    () =>
      page
        .getByRole('option')
        .first()
        .innerText()
        .then((text) => text.includes('🙌🏾')),
    true,
  )
  await page.keyboard.press('Tab')
  await untilEqual(() => page.locator('.composer textarea').inputValue(), '🙌🏾')
  await messageOf(page, id).hover()
  await messageOf(page, id).getByRole('button', { name: 'React with another emoji' }).click()
  await picker(page).waitFor()
  await page.getByRole('textbox', { name: 'Search emoji' }).fill('nothing is called this')
  await picker(page).getByText('No emoji is called that').waitFor()
  await page.context().close()
})

test('on a phone all emoji come from below, big enough for fingers', async () => {
  const id = await says(bob, 'And on a phone')
  const page = await aPage(browser, server.url, ann, '/r/tea', PHONE)
  await isAlive(page)
  await sees(page, 'And on a phone')
  const sheet = page.getByRole('dialog', { name: 'Message actions' })
  await hold(page, messageOf(page, id).locator('.prose'), sheet)
  await sheet.getByRole('button', { name: 'React with another emoji' }).tap()
  await picker(page).waitFor()
  await untilEqual(() => sheet.count(), 0)
  const smallest = async () => {
    const cell = await picker(page).getByRole('gridcell').first().boundingBox()
    return Math.min(cell?.width ?? 0, cell?.height ?? 0)
  }
  await untilEqual(async () => (await smallest()) >= 44, true)
  await isClean(page)
  await picker(page).getByRole('button', { name: 'Food and drink' }).tap()
  await picker(page).getByRole('gridcell', { name: 'grapes' }).tap()
  await untilEqual(() => chips(page, id), ['🍇 1 *'])
  await page.context().close()
})
