import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { LANGUAGES } from '@parley/protocol/languages.ts'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { beyondSides } from './support/fits.ts'
import { isAlive } from './support/frames.ts'
import { hasForms, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { until, untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

/** As long as names may be, and without a place to break them. */
const NAME = 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenh'
const WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
const ADDRESS = `https://example.org/${'a-path-without-any-end/'.repeat(8)}?q=${'x'.repeat(120)}`
const WIDE = `\`\`\`\n${'a line of code '.repeat(20)}\n\`\`\`\n\n| a |${' b |'.repeat(20)}\n|---|${'---|'.repeat(20)}\n| ${WORD} |${' 12 mm |'.repeat(20)}`

let server: TestServer
let browser: Browser
let ann: Account
let long: Account
let roomId: string

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  long = await register(server, 'a-user-name-of-thirty-two-charac', NAME)
  roomId = await aRoomOf('tea', ann, long)
  await aRoomOf('the-very-long-name-of-the-working-group-for-the-harbour-lights', ann)
  for (const body of [WORD, ADDRESS, WIDE, `@ann ${WORD}`]) {
    const { subjectId } = await long.did('message.post', { roomId, body })
    await ann.did('message.pin', { messageId: subjectId ?? '' })
    await ann.did('message.save', { messageId: subjectId ?? '' })
    await ann.did('reminder.set', { messageId: subjectId ?? '', at: new Date(Date.now() + 3_600_000).toISOString() })
  }
  await ann.did('draft.set', { roomId, body: WORD })
  await ann.did('section.create', { name: 'Rooms of the committee of this winter' })
})

/** Pages of which a script takes over what the server drew, and others. */
const LIVING = ['/r/tea', '/r/tea/members', '/r/tea/pins', '/rooms', '/rooms?q=', '/inbox', `/search?q=${WORD}`]
const PATHS = [
  ...LIVING,
  ...['/r/tea/edit', '/rooms/arrange', '/saved', '/later', '/people', '/people/a-user-name-of-thirty-two-charac'],
  ...['/settings', '/admin'],
]

test.each(LANGUAGES)('on the narrowest phone no name, word or address is wider than the screen: %s', async (locale) => {
  const looks = { locale, viewport: { width: 320, height: 640 } }
  for (const path of PATHS) {
    const page = await aPage(browser, server.url, ann, path, looks)
    await page.waitForLoadState('load')
    if (LIVING.includes(path)) await isAlive(page)
    await untilEqual(async () => ({ path, beyond: await beyondSides(page) }), { path, beyond: [] })
    await page.context().close()
  }
})

test('the choice of a time and the question before somebody becomes an owner fit on the narrowest phone', async () => {
  const looks = { viewport: { width: 320, height: 640 } }
  const page = await aPage(browser, server.url, ann, '/admin', looks)
  await page.locator('.entry').filter({ hasText: NAME }).locator('.confirm summary').click()
  await page.locator('.confirm[open] .confirm-box').waitFor()
  await untilEqual(() => beyondSides(page), [])
  await page.goto('/r/tea')
  await isAlive(page)
  await sees(page, `@ann ${WORD}`)
  await page.locator('.composer textarea').fill('Good morning')
  await page.locator('.room .composer .format button:has(use[href="#icon-clock"])').dispatchEvent('click')
  await page.locator('.when-offers').waitFor()
  await untilEqual(() => beyondSides(page), [])
  await page.context().close()
})

/** How far what stands around a page was moved out of the window. */
const moved = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll('html, body, .app, .shell')].map((one) => one.scrollTop))

test('a link to a part of the settings scrolls them alone, also where a field takes the focus', async () => {
  const page = await aPage(browser, server.url, ann, '/settings', { viewport: { width: 1280, height: 600 } })
  await hasForms(page)
  await page.getByRole('link', { name: 'Password and sessions' }).click()
  await until(() => page.locator('.settings').evaluate((one) => one.scrollTop > 0), 'the settings are scrolled')
  await page.getByLabel('Present password').fill('not the password at all')
  await page.getByLabel('New password').fill('another long one')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByRole('alert').getByText('The present password is wrong.').waitFor()
  await untilEqual(() => page.evaluate(() => document.activeElement?.getAttribute('name')), 'current')
  expect(await moved(page)).toEqual([0, 0, 0, 0])
  await page.context().close()
})

test('a room is closed from the administration by two presses, the second after what it means was read', async () => {
  await aRoomOf('gone', ann)
  const page = await aPage(browser, server.url, ann, '/admin', {})
  await hasForms(page)
  const entry = page.locator('.entry').filter({ hasText: /^gone/ })
  await entry.locator('summary').click()
  await entry.getByText('This cannot be undone.').waitFor()
  const closed = entry.getByText('Closed', { exact: true })
  expect(await closed.count()).toBe(0)
  await entry.getByRole('button', { name: 'Close it for ever gone' }).click()
  await closed.waitFor()
  await page.context().close()
})
