import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { isClean } from './support/axe.ts'
import { aDevice, aPage, aTab, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { comesBack, isAlive } from './support/frames.ts'
import { messageOf, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { PHONE } from './support/touch.ts'
import { untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let server: TestServer
let browser: Browser
let ann: Account
let bob: Account
let tea: string
let table: string
let rules: string

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob Baker')
  tea = await aRoomOf('tea', ann, bob)
  table = (await ann.did('message.post', { roomId: tea, body: 'The **tide table**' })).subjectId
  rules = (await bob.did('message.post', { roomId: tea, body: 'The harbour rules' })).subjectId
})

/** What is in the list. */
const kept = (page: Page) => page.locator('.kept .prose').allInnerTexts()

async function act(page: Page, id: string, label: string): Promise<void> {
  await messageOf(page, id).hover()
  await messageOf(page, id).getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('dialog', { name: 'Message actions' }).getByRole('button', { name: label }).click()
}

test('what one pins is in the list of both at once, leads to its message, and is unpinned by anybody', async () => {
  const [anns, bobs] = await Promise.all([ann, bob].map((who) => aPage(browser, server.url, who, '/r/tea')))
  for (const page of [anns!, bobs!]) await isAlive(page)
  await sees(anns!, 'The harbour rules')
  await bobs!.getByRole('link', { name: 'Pinned messages' }).click()
  await bobs!.getByText('Nothing is pinned yet').waitFor()
  await act(anns!, table, 'Pin for everybody')
  await untilEqual(() => kept(bobs!), ['The tide table'])
  await act(anns!, rules, 'Pin for everybody')
  await untilEqual(() => kept(bobs!), ['The harbour rules', 'The tide table'])
  await messageOf(anns!, rules).getByText('Pinned by Ann').waitFor()
  await isClean(bobs!)

  await ann.did('message.edit', { messageId: table, body: 'The new tide table' })
  await untilEqual(() => kept(bobs!), ['The harbour rules', 'The new tide table'])
  await bobs!.locator('.kept').first().getByRole('button', { name: 'Unpin' }).click()
  await untilEqual(() => kept(bobs!), ['The new tide table'])
  await messageOf(anns!, rules).getByText('Pinned by Ann').waitFor({ state: 'detached' })
  await bobs!.getByRole('link', { name: 'Go to the message' }).click()
  await untilEqual(() => messageOf(bobs!, table).getAttribute('aria-current'), 'true')

  await comesBack(bobs!, () => bobs!.goto('/r/tea/pins'))
  await untilEqual(() => kept(bobs!), ['The new tide table'])
  await bobs!.keyboard.press('Escape')
  await bobs!.waitForURL('**/r/tea')
  await Promise.all([anns!, bobs!].map((page) => page.context().close()))
})

test('what one saves is on a page of one’s own, on a phone too, until one may see it no more', async () => {
  const page = await aPage(browser, server.url, bob, '/r/tea')
  await isAlive(page)
  await act(page, table, 'Save for yourself')
  await act(page, rules, 'Save for yourself')
  await page.locator('.toast').getByText('The message is saved.').waitFor()
  // A page that comes later knows what one keeps.
  await page.reload()
  await isAlive(page)
  await messageOf(page, rules).hover()
  await messageOf(page, rules).getByRole('button', { name: 'More actions' }).click()
  const actions = page.getByRole('dialog', { name: 'Message actions' })
  await actions.getByRole('button', { name: 'Remove from saved' }).waitFor()
  await page.keyboard.press('Escape')
  await actions.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+k')
  await page.keyboard.type('saved')
  await page.getByRole('option', { name: 'Saved messages' }).click()
  await page.waitForURL('**/saved')
  await untilEqual(() => kept(page), ['The harbour rules', 'The new tide table'])
  await page.locator('.kept').first().getByRole('button', { name: 'Remove' }).click()
  await untilEqual(() => kept(page), ['The new tide table'])
  await page.context().close()

  const phone = await aPage(browser, server.url, bob, '/saved', PHONE)
  await untilEqual(() => kept(phone), ['The new tide table'])
  await isClean(phone)
  await ann.did('room.remove-member', { roomId: tea, userId: bob.id })
  await phone.reload()
  await phone.getByText('You can no longer see this message.').waitFor()
  await untilEqual(() => kept(phone), [])
  await isClean(phone)
  await phone.locator('.kept').getByRole('button', { name: 'Remove' }).tap()
  await phone.getByText('Nothing is saved yet').waitFor()
  await phone.context().close()
})

/** Notes whether a list that was there is empty for a moment. */
function noteEmptiness(): void {
  let isShown = false
  new MutationObserver(() => {
    const isEmpty = document.querySelector('.kept') === null
    if (isShown && isEmpty) Object.assign(globalThis, { wasEmptied: true })
    isShown ||= !isEmpty
  }).observe(document, { childList: true, subtree: true })
}

test('pins from before come by themselves when one asks, each once, and as they change', async () => {
  const pier = await aRoomOf('pier', ann, bob)
  const all: string[] = []
  for (let n = 1; n <= LIMITS.historyPage + 3; n += 1) {
    const { subjectId: messageId } = await ann.did('message.post', { roomId: pier, body: `rule ${n}` })
    await ann.did('message.pin', { messageId })
    all.unshift(messageId)
  }
  const device = await aDevice(browser, server.url, bob)
  await device.addInitScript(noteEmptiness)
  const page = await aTab(device, '/r/pier/pins')
  await isAlive(page)
  await untilEqual(() => page.locator('.kept').count(), LIMITS.historyPage)
  const older = page.getByRole('link', { name: 'Older pinned messages' })
  await older.focus()
  await page.keyboard.press('Enter')
  await untilEqual(() => page.locator('.kept').count(), all.length)
  await untilEqual(
    () => kept(page),
    all.map((_, at) => `rule ${all.length - at}`),
  )
  await untilEqual(() => older.count(), 0)
  // The focus is where what came begins.
  await untilEqual(
    () => page.evaluate(() => document.activeElement?.closest('.kept')?.querySelector('.prose')?.textContent),
    'rule 3',
  )
  await ann.did('message.edit', { messageId: all.at(-1)!, body: 'the first rule' })
  await ann.did('message.unpin', { messageId: all.at(-2)! })
  await untilEqual(async () => (await kept(page)).slice(-2), ['rule 3', 'the first rule'])
  // What the server drew is never taken away to be drawn again.
  expect(await page.evaluate(() => 'wasEmptied' in globalThis)).toBe(false)
  await isClean(page)
  await page.context().close()

  const plain = await aPage(browser, server.url, bob, '/r/pier/pins', { javaScriptEnabled: false })
  await plain.getByRole('link', { name: 'Older pinned messages' }).click()
  await untilEqual(() => kept(plain), ['rule 3', 'the first rule'])
  await plain.context().close()
})

test('an address of what one may not see says so in its place, as that of nothing does, and one of what was deleted shows where', async () => {
  const { subjectId: hidden } = await ann.did('room.create', { name: 'hidden', kind: 'private' })
  const { subjectId: secret } = await ann.did('message.post', { roomId: hidden, body: 'The code is 4711' })
  const cove = await aRoomOf('cove', ann, bob)
  const { subjectId: gone } = await ann.did('message.post', { roomId: cove, body: 'A slip of the tongue' })
  await ann.did('message.delete', { messageId: gone })
  const paths = [`/r/${hidden}/${secret}`, `/r/${crypto.randomUUID()}/${secret}`, `/r/cove/${gone}`]
  for (const path of paths) await ann.did('message.post', { roomId: cove, body: `${server.url}${path}` })
  const page = await aPage(browser, server.url, bob, '/r/cove')
  await isAlive(page)
  for (const path of paths.slice(0, 2)) {
    await page.locator(`#messages a[href$="${path}"]`).first().click()
    await page.getByText('There is no such room, or you may not see it.').waitFor()
    expect(await page.content()).not.toContain('4711')
    await comesBack(page, () => page.goto('/r/cove'))
  }
  await page.locator(`#messages a[href$="${paths[2]}"]`).first().click()
  await page.waitForURL(`**/r/cove/${gone}`)
  await page.locator(`#message-${gone}.tombstone`).waitFor()
  await page.context().close()
})
