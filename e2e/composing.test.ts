import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { isClean, WCAG } from './support/axe.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { until, untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

let server: TestServer
let browser: Browser
let ann: Account
let bob: Account
let tea: string
let page: Page
let bobs: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob Baker')
  tea = await aRoomOf('tea', ann, bob)
  ;[page, bobs] = await Promise.all([
    aPage(browser, server.url, ann, '/r/tea'),
    aPage(browser, server.url, bob, '/r/tea'),
  ])
  await Promise.all([isAlive(page), isAlive(bobs)])
})

const inRoom = (on: Page = page) => on.locator('#content textarea')
const inThread = (on: Page = page) => on.locator('#thread textarea')
const hints = (on: Page = page) => on.locator('.composer .keys').allInnerTexts()
const preview = (on: Page = page) => on.getByRole('region', { name: 'Preview' })
const isFocused = (box: Locator) => box.evaluate((one) => one === document.activeElement)

/** Opens the thread of a message, and waits until one can write there. */
async function openThread(on: Page, rootId: string): Promise<void> {
  await on.goto(`/r/tea/t/${rootId}`)
  await isAlive(on)
  await inThread(on).waitFor()
}

async function sayInTea(by: Account, body: string): Promise<string> {
  const { subjectId } = await by.did('message.post', { roomId: tea, body })
  return subjectId ?? ''
}

test('who lets Ctrl Enter send begins new lines with Enter, on all devices at once, and the hint says so', async () => {
  await untilEqual(hints, ['Shift Enter for a new line'])
  const settings = await aPage(browser, server.url, ann, '/settings')
  const enter = settings.getByRole('radio', { name: 'Enter sends', exact: true })
  expect(await enter.isChecked()).toBe(true)
  await enter.focus()
  await settings.keyboard.press('ArrowRight')
  await settings.keyboard.press('Tab')
  await settings.keyboard.press('Enter')
  await untilEqual(hints, ['Ctrl Enter to send'])
  await inRoom().pressSequentially('- one')
  await page.keyboard.press('Enter')
  await untilEqual(() => inRoom().inputValue(), '- one\n- ')
  await inRoom().pressSequentially('two')
  await page.keyboard.press('Control+Enter')
  await sees(bobs, 'two')
  await untilEqual(() => bobs.locator('#messages .prose li').allInnerTexts(), ['one', 'two'])
  await untilEqual(() => inRoom().inputValue(), '')
  await page.keyboard.press('Control+/')
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await untilEqual(() => keys.locator('dl > div', { hasText: 'Send' }).locator('kbd').allInnerTexts(), ['Ctrl Enter'])
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'hidden' })
  const other = await aPage(browser, server.url, ann, '/r/tea')
  await untilEqual(() => hints(other), ['Ctrl Enter to send'])
  await other.context().close()
  await settings.context().close()
})

test('the composer of a thread obeys it too, and hears when it is changed', async () => {
  const rootId = await sayInTea(bob, 'When do we sail?')
  await openThread(page, rootId)
  await untilEqual(hints, ['Ctrl Enter to send', 'Ctrl Enter to send'])
  await inThread().fill('at')
  await inThread().press('End')
  await inThread().press('Enter')
  await inThread().pressSequentially('six')
  await untilEqual(() => inThread().inputValue(), 'at\nsix')
  await inThread().press('Control+Enter')
  await page.locator('#thread .prose', { hasText: 'six' }).waitFor()
  await ann.did('profile.edit', { sendsWith: 'enter' })
  await untilEqual(hints, ['Shift Enter for a new line', 'Shift Enter for a new line'])
  await inThread().fill('or at seven')
  await inThread().press('Enter')
  await page.locator('#thread .prose', { hasText: 'or at seven' }).waitFor()
})

test('what one writes is shown as others will see it, while one goes on, and by keyboard alone', async () => {
  await page.goto('/r/tea')
  await isAlive(page)
  await inRoom().pressSequentially('**high** tide, @bob')
  await page.keyboard.press('Control+Alt+p')
  await untilEqual(() => preview().locator('strong').allInnerTexts(), ['high'])
  await untilEqual(() => preview().locator('.mention').allInnerTexts(), ['@Bob Baker'])
  await untilEqual(() => isFocused(inRoom()), true)
  await untilEqual(() => page.getByRole('button', { name: 'Preview' }).getAttribute('aria-pressed'), 'true')
  await page.keyboard.press('Shift+Enter')
  await inRoom().pressSequentially('- at six <b>')
  await untilEqual(() => preview().locator('li').allInnerTexts(), ['at six <b>'])
  await isClean(page, { tags: WCAG })
  const shown = await preview().locator('.prose').innerHTML()
  await page.keyboard.press('Escape')
  await preview().waitFor({ state: 'detached' })
  await untilEqual(() => isFocused(inRoom()), true)
  await untilEqual(() => inRoom().inputValue(), '**high** tide, @bob\n- at six <b>')
  await page.getByRole('button', { name: 'Preview' }).click()
  await preview().waitFor()
  await page.keyboard.press('Enter')
  await preview().waitFor({ state: 'detached' })
  await page.locator('#messages .message:not(.pending) .mention').filter({ hasText: '@Bob Baker' }).waitFor()
  await untilEqual(() => page.locator('#messages .message .prose').last().innerHTML(), shown)
  await sees(bobs, 'high tide')
})

test('a preview says when nothing will be said, and why', async () => {
  await page.getByRole('button', { name: 'Preview' }).click()
  await preview().getByText('What you type appears here').waitFor()
  await inRoom().fill('/topic tides')
  await preview().getByText('This is a command').waitFor()
  await inRoom().fill('/nothing')
  await preview().getByText('There is no command /nothing').waitFor()
  await inRoom().fill('/me waves')
  await untilEqual(() => preview().locator('em').allInnerTexts(), ['waves'])
  await inRoom().fill('x'.repeat(16_001))
  await preview().getByText('This is longer than 16000 characters.').waitFor()
  await inRoom().fill('>'.repeat(8_000))
  await untilEqual(() => preview().locator('.prose').innerText(), '>'.repeat(8_000))
  await inRoom().fill('')
  await page.keyboard.press('Escape')
  await preview().waitFor({ state: 'detached' })
})

test('on a phone the preview stands above the text, and Enter is a new line whatever was chosen', async () => {
  const phone = await aPage(browser, server.url, ann, '/r/tea', PHONE)
  await isAlive(phone)
  await phone.getByRole('button', { name: 'Formatting' }).tap()
  await inRoom(phone).fill('_low_ tide')
  await phone.getByRole('button', { name: 'Preview' }).tap()
  await untilEqual(() => preview(phone).locator('em').allInnerTexts(), ['low'])
  await until(async () => {
    const [above, box] = await Promise.all([preview(phone).boundingBox(), inRoom(phone).boundingBox()])
    return above !== null && box !== null && above.y + above.height <= box.y + 1
  }, 'the preview stands above the text')
  await isClean(phone, { tags: WCAG })
  await inRoom(phone).press('End')
  await inRoom(phone).press('Enter')
  await untilEqual(() => inRoom(phone).inputValue(), '_low_ tide\n')
  await phone.getByRole('button', { name: 'Send', exact: true }).tap()
  await sees(bobs, 'low tide')
  await untilEqual(() => ann.reads('draft.list', {}).then(({ drafts }) => drafts), [])
  await phone.context().close()
})

/** Pastes what another program copied. */
async function paste(box: Locator, text: string, html: string): Promise<void> {
  await box.evaluate(
    (one, [plain, rich]) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', plain ?? '')
      clipboardData.setData('text/html', rich ?? '')
      one.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    [text, html],
  )
}

test('in a thread one writes with the same tools as in its room', async () => {
  const rootId = await sayInTea(bob, 'What do we bring?')
  await openThread(page, rootId)
  await openThread(bobs, rootId)
  const thread = page.locator('#thread')
  const typed = () => inThread().inputValue()
  await thread.getByRole('button', { name: 'Formatting' }).click()
  await thread.getByRole('toolbar', { name: 'Formatting' }).waitFor()
  await untilEqual(() => thread.getByRole('button', { name: 'Formatting' }).getAttribute('aria-expanded'), 'true')
  await thread.getByRole('button', { name: 'Quote' }).click()
  await untilEqual(typed, '> ')
  await inThread().fill('')
  await inThread().pressSequentially('- @bo')
  await page.getByRole('option', { name: 'Bob Baker' }).waitFor()
  await page.keyboard.press('Enter')
  await untilEqual(typed, '- @bob ')
  await page.keyboard.press('Shift+Enter')
  await untilEqual(typed, '- @bob \n- ')
  await paste(inThread(), 'two towels', '<b>two</b> towels')
  await untilEqual(typed, '- @bob \n- **two** towels')
  await page.keyboard.press('Control+Alt+p')
  await untilEqual(() => thread.getByRole('region', { name: 'Preview' }).locator('strong').allInnerTexts(), ['two'])
  expect(await page.locator('#content').getByRole('region', { name: 'Preview' }).count()).toBe(0)
  await isClean(page, { tags: WCAG })
  await inThread().press('Enter')
  await untilEqual(() => bobs.locator('#thread .prose li').allInnerTexts(), ['@Bob Baker', 'two towels'])
  await untilEqual(() => inRoom().inputValue(), '')
})

test('a reply is sent later, to its thread and to the room, and waits where both are named', async () => {
  const thread = page.locator('#thread')
  await thread.getByLabel('Also send to #tea').check()
  await inThread().fill('and a kettle')
  await thread.getByRole('button', { name: 'Send later' }).click()
  await page.getByRole('button', { name: 'In 20 minutes' }).click()
  await untilEqual(() => inThread().inputValue(), '')
  await untilEqual(() => thread.getByLabel('Also send to #tea').isChecked(), false)
  const isWaiting = async () => (await ann.reads('scheduled.list', {})).scheduled
  await until(async () => (await isWaiting()).length > 0, 'it waits for its time')
  const [waiting] = await isWaiting()
  expect(waiting).toMatchObject({ body: 'and a kettle', alsoInRoom: true })
  expect(waiting?.rootId).not.toBeNull()
  await ann.did('scheduled.send', { scheduledId: waiting?.id ?? '' })
  await bobs.locator('#thread .prose', { hasText: 'and a kettle' }).waitFor()
  await sees(bobs, 'and a kettle')
})

test('what is typed in a thread stands there on the other device, and in the list of drafts', async () => {
  const path = new URL(page.url()).pathname
  const phone = await aPage(browser, server.url, ann, path, PHONE)
  await isAlive(phone)
  await inThread(phone).waitFor()
  await inThread().fill('half a thought')
  await inThread().blur()
  await untilEqual(() => inThread(phone).inputValue(), 'half a thought')
  await phone.locator('#thread').getByRole('button', { name: 'Formatting' }).waitFor()
  await isClean(phone, { tags: WCAG })
  await phone.context().close()
  await inThread().fill('')
  await untilEqual(() => ann.reads('draft.list', {}).then(({ drafts }) => drafts), [])
})
