import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { isClean, isStill } from './support/axe.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { composer, messageWith, roomRow, say, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { PHONE } from './support/touch.ts'
import { untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let server: TestServer
let browser: Browser
let ann: Account
let bob: Account
let page: Page
let bobs: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob')
  await aRoomOf('tea', ann, bob)
  await aRoomOf('cake', bob)
  page = await aPage(browser, server.url, ann, '/r/tea')
  bobs = await aPage(browser, server.url, bob, '/r/tea')
  await Promise.all([isAlive(page), isAlive(bobs)])
})

const NO_TIME = 'This is no time that can be read. Try: in 20 minutes, tomorrow 9:00, 14:30.'

const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
const heightOf = (on: Page) => composer(on).evaluate((box) => box.getBoundingClientRect().height)

/** Types a line where one writes, and sends it: with the keyboard alone. */
async function types(line: string): Promise<void> {
  await untilEqual(focused, 'Message #tea')
  await page.keyboard.type(line)
  await page.keyboard.press('Enter')
}

test('a shrug is said to the other, and what a command needs nothing for is done at once', async () => {
  await types('/shrug who knows')
  await sees(bobs, 'who knows ¯\\_(ツ)_/¯')
  await types('/mute')
  await page.getByText('This room is muted.').first().waitFor()
  await roomRow(page, 'tea').and(page.locator('[data-muted]')).waitFor()
  await types('/mute')
  await roomRow(page, 'tea').and(page.locator(':not([data-muted])')).waitFor()
})

test('help is shown over the page, and the focus comes back from it', async () => {
  await types('/help')
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await untilEqual(focused, 'Message #tea')
})

test('a search and a room are gone to, and one comes back the same way', async () => {
  await types('/search who knows')
  await page.waitForURL((url) => url.pathname === '/search')
  await untilEqual(() => page.evaluate(() => document.activeElement?.id), 'search-text')
  await page.locator('.hit').filter({ hasText: 'who knows' }).waitFor()
  await page.goBack()
  await untilEqual(focused, 'Message #tea')
  await page.keyboard.type('/join #ca')
  await page.getByRole('option', { name: 'cake' }).waitFor()
  await page.keyboard.press('Enter')
  await untilEqual(() => composer(page).inputValue(), '/join #cake ')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/r/cake')
  await untilEqual(focused, 'Message #cake')
  await roomRow(page, 'cake').waitFor()
  await page.goBack()
  await untilEqual(focused, 'Message #tea')
})

/** What a command was refused for; the text is still there. */
async function isRefused(line: string, problem: string): Promise<void> {
  await untilEqual(focused, 'Message #tea')
  await composer(page).fill(line)
  await page.keyboard.press('Enter')
  await untilEqual(() => page.locator('.composer [role="alert"]').allInnerTexts(), [problem])
  await untilEqual(() => composer(page).inputValue(), line)
  await composer(page).fill('')
}

test('a sentence that begins like a command does nothing, and half a command takes nothing away', async () => {
  await types('/topic Darjeeling')
  await bobs.locator('.room .bar').getByText('Darjeeling').waitFor()
  for (const [line, name] of [
    ['/leave it to me', 'leave'],
    ['/mute bob', 'mute'],
    ['/away for lunch', 'away'],
  ] as const)
    await isRefused(line, `/${name} takes nothing after it. Begin with // to say it as it is.`)
  await isRefused('/topic', 'This command needs more: /topic a text')
  await isRefused('/join #ghosts', 'There is no room #ghosts that you could join.')
  await isRefused('/msg @ghost boo', 'There is no such person.')
  await isRefused('/remind whenever', NO_TIME)
  await isRefused('/invite @bob @ghost', 'There is no such person.')
  const { entries } = await ann.reads('room.list', {})
  expect(entries.find(({ room }) => room.name === 'tea')).toMatchObject({
    room: { topic: 'Darjeeling' },
    membership: { level: 'mentions' },
  })
})

test('several are invited at once, which everybody can read, and who is in it is said to be', async () => {
  for (const name of ['eve', 'gil']) await register(server, name, name.toUpperCase())
  await types('/invite @eve, @gil @bob ')
  await page
    .getByText('EVE was added to this room. GIL was added to this room. Bob is in this room already.')
    .first()
    .waitFor()
  await untilEqual(
    async () => (await bob.reads('room.list', {})).entries.find(({ room }) => room.name === 'tea')?.room.memberCount,
    4,
  )
  await types('/remind me tomorrow')
  await page.getByText('You will be reminded: ').first().waitFor()
})

test('a command is not kept to be said later, and what is said by one is', async () => {
  const later = () => page.getByRole('button', { name: 'Send later' }).click()
  await composer(page).fill('/topic Assam')
  await later()
  await untilEqual(() => page.locator('.composer [role="alert"]').allInnerTexts(), ['A command cannot be sent later.'])
  await composer(page).fill('/me sleeps')
  await later()
  await page.getByRole('button', { name: 'In 20 minutes' }).click()
  await untilEqual(() => composer(page).inputValue(), '')
  await untilEqual(
    () => ann.reads('scheduled.list', {}).then(({ scheduled }) => scheduled.map(({ body }) => body)),
    ['_sleeps_'],
  )
  await untilEqual(focused, 'Message #tea')
})

test('the box grows with what one writes, to a limit, and is small again when it is sent; on a phone too', async () => {
  const phone = await aPage(browser, server.url, ann, '/r/tea', PHONE)
  await isAlive(phone)
  for (const on of [page, phone]) {
    // What stands on one device comes to the other, whenever that is.
    if (on === phone) await untilEqual(() => composer(on).inputValue(), 'short again')
    // As high as one line is, once that has been drawn.
    await composer(on).fill('one')
    await isStill(on)
    const small = await heightOf(on)
    await composer(on).fill('one\ntwo\nthree\nfour')
    await untilEqual(async () => (await heightOf(on)) > small * 1.5, true)
    await composer(on).fill('line\n'.repeat(200))
    await untilEqual(async () => (await heightOf(on)) < (on.viewportSize()?.height ?? 0) * 0.6, true)
    await composer(on).fill('short again')
    await untilEqual(async () => (await heightOf(on)) < small * 1.2, true)
  }
  await phone.getByRole('button', { name: 'Send' }).tap()
  await sees(bobs, 'short again')
  for (const on of [page, phone]) await untilEqual(() => composer(on).inputValue(), '')
  await phone.context().close()
})

test('what one writes in a thread is there on the other device, and in no other place', async () => {
  await say(bobs, 'Where is the sugar?')
  const phone = await aPage(browser, server.url, ann, '/r/tea', PHONE)
  await isAlive(phone)
  for (const on of [page, phone]) await sees(on, 'Where is the sugar?')
  await messageWith(page, 'Where is the sugar?').focus()
  await page.keyboard.press('t')
  await untilEqual(() => page.evaluate(() => Boolean(document.activeElement?.closest('#thread textarea'))), true)
  await page.keyboard.type('In the tin')
  await messageWith(phone, 'Where is the sugar?').focus()
  await phone.keyboard.press('t')
  await untilEqual(() => phone.locator('#thread textarea').inputValue(), 'In the tin')
  await untilEqual(() => page.locator('.room .composer textarea').inputValue(), '')
  await page.keyboard.press('Enter')
  await phone.locator('#thread article').filter({ hasText: 'In the tin' }).waitFor()
  await untilEqual(() => phone.locator('#thread textarea').inputValue(), '')
  await page.keyboard.press('Escape')
  await untilEqual(() => page.locator('#thread').count(), 0)
  await phone.context().close()
})

test('who leaves a room is back at the list, and the other sees that he is gone', async () => {
  await composer(page).focus()
  await types('/leave')
  await page.waitForURL('**/rooms')
  await untilEqual(() => roomRow(page, 'tea').count(), 0)
  await bobs.goto('/r/tea/members')
  await isAlive(bobs)
  await bobs.locator('.panel .entry').filter({ hasText: 'Bob' }).waitFor()
  await untilEqual(() => bobs.locator('.panel .entry').filter({ hasText: 'Ann' }).count(), 0)
})

test('out of a private room one goes only when one was told that one does not come back by oneself', async () => {
  const { subjectId: cellar } = await bob.did('room.create', { name: 'cellar', kind: 'private' })
  await bob.did('room.add-member', { roomId: cellar, userId: ann.id })
  await page.goto(`/r/${cellar}`)
  await isAlive(page)
  await composer(page).fill('/leave')
  await composer(page).press('Enter')
  await page.getByText('you come back only when somebody adds you. Send it once more to leave.').waitFor()
  await untilEqual(() => composer(page).inputValue(), '/leave')
  // Once one has had the time to read it, Enter leaves.
  await untilEqual(async () => {
    // At once, as the box goes with the room.
    await composer(page).evaluateAll(([box]) =>
      box?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })),
    )
    return new URL(page.url()).pathname
  }, '/rooms')

  await bob.did('room.add-member', { roomId: cellar, userId: ann.id })
  await page.goto(`/r/${cellar}/members`)
  await isAlive(page)
  await page.locator('.panel-foot summary').press('Enter')
  await page.getByText('you come back only when somebody adds you.').waitFor()
  await isClean(page)
  await page.getByRole('button', { name: 'Leave it' }).click()
  await page.waitForURL('**/rooms')
  await untilEqual(() => roomRow(page, 'cellar').count(), 0)
})
