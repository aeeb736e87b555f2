import { afterAll, beforeAll, setDefaultTimeout, test } from 'bun:test'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { Browser, Locator, Page } from 'playwright-core'
import { type Account, aRoomOf, enterAsGuest, found, register } from './support/accounts.ts'
import { isClean } from './support/axe.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { messageOf, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { hold, PHONE } from './support/touch.ts'
import { until, untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

/** More than one page of them. */
const CROWD = LIMITS.listPage + 4

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

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Who reacted' })
const names = (within: Locator) => within.locator('.who bdi').allInnerTexts()
const tabs = (within: Locator) => within.getByRole('tab').allInnerTexts()
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null)

async function says(who: Account, body: string): Promise<string> {
  return (await who.did('message.post', { roomId: tea, body })).subjectId
}

/** Enters as a guest as soon as so many from one address may. */
async function enters(name: string): Promise<Account> {
  let guest: Account | null = null
  await until(async () => {
    guest = await enterAsGuest(server, 'tea', name).catch(() => null)
    return guest !== null
  }, `${name} enters`)
  return guest!
}

test('behind a reaction are all who react, page by page, and they come and go while one looks', async () => {
  const messageId = await says(ann, 'Who comes to the regatta?')
  for (let n = 1; n <= CROWD; n += 1) {
    const guest = await enters(`Crew ${n}`)
    await guest.did('reaction.add', { messageId, emoji: '👍' })
  }
  const page = await aPage(browser, server.url, ann, '/r/tea')
  await isAlive(page)
  await sees(page, 'Who comes to the regatta?')
  await messageOf(page, messageId).locator('.reaction').click({ button: 'right' })
  const open = dialog(page)
  await open.waitFor()
  await untilEqual(() => open.locator('.who').count(), LIMITS.listPage)
  await untilEqual(async () => (await names(open)).slice(0, 2), ['Crew 1', 'Crew 2'])

  await bob.did('reaction.add', { messageId, emoji: '👍' })
  await bob.did('reaction.add', { messageId, emoji: '⛵' })
  await untilEqual(() => tabs(open), [`👍 ${CROWD + 1}`, '⛵ 1'])
  // Bob is the last of those who are not shown yet.
  await untilEqual(() => open.locator('.who').count(), LIMITS.listPage)
  await open.getByRole('button', { name: 'More people' }).click()
  await untilEqual(() => open.locator('.who').count(), CROWD + 1)
  await untilEqual(async () => (await names(open)).at(-1), 'Bob Baker')
  await untilEqual(() => open.getByRole('button', { name: 'More people' }).count(), 0)
  await bob.did('reaction.remove', { messageId, emoji: '👍' })
  await untilEqual(() => open.locator('.who').count(), CROWD)
  await untilEqual(async () => (await names(open)).includes('Bob Baker'), false)
  await isClean(page)

  await open.getByRole('tab', { name: '⛵ 1 person' }).click()
  await untilEqual(() => names(open), ['Bob Baker'])
  await bob.did('reaction.remove', { messageId, emoji: '⛵' })
  // The emoji is gone: those of the first one are shown.
  await untilEqual(() => tabs(open), [`👍 ${CROWD}`])
  await untilEqual(() => open.locator('.who').count(), LIMITS.listPage)
  await ann.did('message.delete', { messageId })
  await open.getByText('This message was deleted.').waitFor()
  await untilEqual(() => open.locator('.who').count(), 0)
  await page.context().close()
})

test('by keyboard alone: from the actions of a message to its people, from emoji to emoji, and back', async () => {
  const messageId = await says(bob, 'Bring your own cup')
  for (const emoji of ['👍', '🎉', '☕']) await bob.did('reaction.add', { messageId, emoji })
  await ann.did('reaction.add', { messageId, emoji: '🎉' })
  const page = await aPage(browser, server.url, ann, '/r/tea')
  await isAlive(page)
  await sees(page, 'Bring your own cup')
  await messageOf(page, messageId).focus()
  await messageOf(page, messageId).getByRole('button', { name: 'More actions' }).press('Enter')
  await page
    .getByRole('dialog', { name: 'Message actions' })
    .getByRole('button', { name: 'Who reacted' })
    .press('Enter')
  await untilEqual(() => focused(page), '👍 1 person')
  await page.keyboard.press('ArrowRight')
  await untilEqual(() => focused(page), '🎉 2 people')
  await untilEqual(() => names(dialog(page)), ['Bob Baker', 'Ann'])
  await dialog(page).getByText('You', { exact: true }).waitFor()
  await page.keyboard.press('End')
  await untilEqual(() => focused(page), '☕ 1 person')
  await page.keyboard.press('ArrowRight')
  await untilEqual(() => focused(page), '👍 1 person')
  await untilEqual(() => names(dialog(page)), ['Bob Baker'])
  await page.keyboard.press('Escape')
  await untilEqual(() => dialog(page).count(), 0)
  await untilEqual(() => page.evaluate(() => document.activeElement?.closest('article')?.id), `message-${messageId}`)
  await page.context().close()
})

test('a finger that rests on a reaction sees who it is, right to left and in the dark too', async () => {
  const messageId = await says(bob, 'شاي أم قهوة؟')
  for (const who of [ann, bob]) await who.did('reaction.add', { messageId, emoji: '🍵' })
  const page = await aPage(browser, server.url, ann, '/r/tea', { ...PHONE, locale: 'ar-EG', colorScheme: 'dark' })
  await isAlive(page)
  const chip = messageOf(page, messageId).locator('.reaction')
  const open = page.getByRole('dialog', { name: 'من تفاعل' })
  await hold(page, chip, open)
  await untilEqual(() => names(open), ['Ann', 'Bob Baker'])
  // Resting on it is no press: the reaction is as it was.
  await untilEqual(() => tabs(open), ['🍵 2'])
  await untilEqual(() => open.getByRole('tab').getAttribute('aria-label'), '🍵 2: شخصان')
  await untilEqual(async () => ((await open.getByRole('tab').boundingBox())?.height ?? 0) >= 44, true)
  await isClean(page)
  await bob.did('reaction.remove', { messageId, emoji: '🍵' })
  await untilEqual(() => names(open), ['Ann'])
  await page.context().close()
})
