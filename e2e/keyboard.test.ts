import { afterAll, beforeAll, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { aRoomOf, found, PASSWORD, register } from './support/accounts.ts'
import { aDevice, aTab, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { composer, focusedText, hasForms, said, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { holdTimers, runHeld } from './support/timers.ts'
import { untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  const ann = await found(server, 'ann', 'Ann')
  const bob = await register(server, 'bob', 'Bob')
  await aRoomOf('tea', ann, bob)
  await aRoomOf('cake', ann, bob)
  const device = await aDevice(browser, server.url)
  await holdTimers(device, UNDO_MS)
  page = await aTab(device, '/log-in')
})

/** So long a deletion can be undone. */
const UNDO_MS = 5_000

/** What has the focus: its name for those who hear it, and what it is. */
function focused(): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    const label = element?.id ? document.querySelector(`label[for="${element.id}"]`)?.textContent : null
    const name = element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? ''
    return `${element?.tagName.toLowerCase()} ${name.trim()}`
  })
}

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Presses Tab until something has the focus. */
async function tabTo(what: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if ((await focused()) === what) return
    await press('Tab')
  }
  throw new Error(`Tab does not lead to “${what}” but to “${await focused()}”`)
}

test('the first stop is the link that skips to the form', async () => {
  await hasForms(page)
  await press('Tab')
  await untilEqual(focused, 'a Skip to the form')
})

test('one logs in', async () => {
  await tabTo('input User name')
  await page.keyboard.type('bob')
  await press('Tab')
  await untilEqual(focused, 'input Password')
  await page.keyboard.type('not the password')
  await press('Enter')
  // What was wrong stands beside its field, which has the focus.
  await page.getByRole('alert').first().waitFor()
  await tabTo('input Password')
  await press('ControlOrMeta+A')
  await page.keyboard.type(PASSWORD)
  await press('Enter')
  await page.waitForURL((url) => url.pathname !== '/log-in')
  await isAlive(page)
})

test('Ctrl K goes to a room, and the focus is where one writes', async () => {
  await press('Control+k')
  await untilEqual(focused, 'input Go to')
  await page.keyboard.type('tea')
  await page.getByRole('option', { name: /tea/ }).first().waitFor()
  await press('Enter')
  await page.waitForURL('**/r/tea')
  await untilEqual(focused, 'textarea Message #tea')
})

test('Escape closes Ctrl K, and what is typed next is not lost', async () => {
  for (const text of ['one', 'two', 'three', 'four', 'five']) {
    await press('Control+k')
    await untilEqual(focused, 'input Go to')
    await press('Escape')
    await untilEqual(focused, 'textarea Message #tea')
    await page.keyboard.type(text)
    await untilEqual(() => composer(page).inputValue(), text)
    await composer(page).fill('')
  }
})

test('Enter sends, and the focus stays', async () => {
  await page.keyboard.type('First')
  await press('Shift+Enter')
  await page.keyboard.type('and second line')
  await press('Enter')
  await sees(page, 'and second line')
  await untilEqual(focused, 'textarea Message #tea')
  await untilEqual(() => composer(page).inputValue(), '')
})

test('↑ edits one’s last message; Escape leaves it as it was', async () => {
  await press('ArrowUp')
  await untilEqual(focused, 'textarea Editing your message')
  await untilEqual(() => composer(page).inputValue(), 'First\nand second line')
  await page.keyboard.type(' and more')
  await press('Escape')
  await untilEqual(focused, 'textarea Message #tea')
  await untilEqual(() => composer(page).inputValue(), '')
  await untilEqual(async () => (await said(page))[0]?.includes('and more'), false)
})

test('↑ and Enter change it', async () => {
  await press('ArrowUp')
  await untilEqual(focused, 'textarea Editing your message')
  await press('ControlOrMeta+A')
  await page.keyboard.type('Only line')
  await press('Enter')
  await untilEqual(focused, 'textarea Message #tea')
  await untilEqual(async () => (await said(page))[0]?.replace(/\s+/g, ' '), 'Only line (edited)')
})

test('a message is reached and deleted', async () => {
  await page.keyboard.type('To be deleted')
  await press('Enter')
  await sees(page, 'To be deleted')
  await press('Shift+Tab')
  for (let presses = 0; presses < 10 && !(await focused()).startsWith('article'); presses += 1) await press('Shift+Tab')
  await press('End')
  await untilEqual(async () => (await focused()).startsWith('article Bob'), true)
  await press('Tab')
  await tabTo('button Delete')
  await press('Enter')
  // It is out of sight at once, the neighbour has the focus, and Escape brings it back.
  await untilEqual(async () => (await said(page)).some((text) => text.includes('To be deleted')), false)
  await untilEqual(async () => (await focused()).split(' ')[0], 'article')
  await press('Escape')
  await untilEqual(async () => (await said(page)).some((text) => text.includes('To be deleted')), true)
  await untilEqual(() => focusedText(page), 'To be deleted')
  await press('Tab')
  await tabTo('button Delete')
  await press('Enter')
  await page.locator('.toast').waitFor()
  await runHeld(page)
  await page.locator('.tombstone').waitFor()
  await untilEqual(async () => (await focused()).split(' ')[0], 'article')
  await untilEqual(async () => (await said(page)).some((text) => text.includes('To be deleted')), false)
})

test('j and k go from message to message, and any other key writes', async () => {
  await press('k', 'j')
  await untilEqual(async () => (await focused()).startsWith('article'), true)
  await press('Escape')
  await untilEqual(focused, 'textarea Message #tea')
})

test('a conversation is opened with Ctrl K', async () => {
  await press('Control+k')
  await untilEqual(focused, 'input Go to')
  await page.keyboard.type('@ann')
  await page.getByRole('option', { name: /Ann/ }).first().waitFor()
  await press('Enter')
  await untilEqual(focused, 'textarea Message Ann')
  await page.keyboard.type('Only for you')
  await press('Enter')
  await sees(page, 'Only for you')
})

test('Alt ↓ goes to the next room, and Ctrl / shows all keys', async () => {
  const before = page.url()
  await press('Alt+ArrowUp')
  await untilEqual(() => page.url() === before, false)
  await untilEqual(async () => (await focused()).startsWith('textarea Message'), true)
  await press('Control+/')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await press('Escape')
  await untilEqual(async () => (await focused()).startsWith('textarea Message'), true)
})
