import { afterAll, beforeAll, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, enterAsGuest, found, register } from './support/accounts.ts'
import { isClean } from './support/axe.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { composer, messageWith, say, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { until, untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let server: TestServer
let browser: Browser
let ann: Account
let bob: Account
let tea: string
let minutes: string
let annsPage: Page
let bobsPage: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob')
  tea = await aRoomOf('tea', ann, bob)
  await aRoomOf('boats', ann)
  await aRoomOf('birds', ann)
  minutes = (await ann.did('room.create', { name: 'minutes', kind: 'private' })).subjectId ?? ''
  ;[annsPage, bobsPage] = await Promise.all([
    aPage(browser, server.url, ann, '/r/tea'),
    aPage(browser, server.url, bob, '/r/tea'),
  ])
  await Promise.all([isAlive(annsPage), isAlive(bobsPage)])
})

/** The links of a message to rooms. */
function roomLinks(page: Page, text: string) {
  return messageWith(page, text).locator('.prose a.mention')
}

test('a room that one has not joined is a link; one that one may not see is text, like one that does not exist', async () => {
  await say(annsPage, 'See #boats, #minutes and #ghosts.')
  await sees(bobsPage, 'See #boats')
  await untilEqual(() => roomLinks(bobsPage, 'See #boats').allInnerTexts(), ['#boats'])
  const html = () => messageWith(bobsPage, 'See #boats').locator('.prose').innerHTML()
  await until(async () => (await html()).endsWith(', #minutes and #ghosts.</p>'), 'the others are text')
  await untilEqual(() => roomLinks(annsPage, 'See #boats').allInnerTexts(), ['#boats', '#minutes'])
  await isClean(bobsPage)
})

test('the link leads to what the room is about, by keyboard too, and from there one joins it', async () => {
  await roomLinks(bobsPage, 'See #boats').focus()
  await bobsPage.keyboard.press('Enter')
  await bobsPage.waitForURL('**/r/boats')
  await bobsPage.getByRole('button', { name: 'Join' }).click()
  await composer(bobsPage).waitFor()
  await say(bobsPage, 'Ahoy')
  await annsPage.goto('/r/boats')
  await isAlive(annsPage)
  await sees(annsPage, 'Ahoy')
})

test('a room that is opened to all is a link from then on, and its former name leads to it', async () => {
  await ann.did('room.convert', { roomId: minutes, kind: 'public' })
  await ann.did('room.edit', { roomId: minutes, name: 'protocols' })
  await bobsPage.goto('/r/tea')
  await isAlive(bobsPage)
  await untilEqual(() => roomLinks(bobsPage, 'See #boats').allInnerTexts(), ['#boats', '#minutes'])
  await roomLinks(bobsPage, 'See #boats').last().click()
  await bobsPage.waitForURL('**/r/protocols')
  await ann.did('room.convert', { roomId: minutes, kind: 'private' })
  await bobsPage.goto('/r/tea')
  await isAlive(bobsPage)
  await untilEqual(() => roomLinks(bobsPage, 'See #boats').allInnerTexts(), ['#boats'])
})

test('without scripts the same names are links; to a guest only the room is one in which he is', async () => {
  const still = await aPage(browser, server.url, bob, '/r/tea', { javaScriptEnabled: false })
  await untilEqual(() => roomLinks(still, 'See #boats').allInnerTexts(), ['#boats'])
  await still.context().close()
  await ann.did('message.post', { roomId: tea, body: 'Not in #birds but in #tea' })
  const guest = await enterAsGuest(server, 'tea', 'Gail')
  const guests = await aPage(browser, server.url, guest, '/r/tea')
  await isAlive(guests)
  await untilEqual(() => roomLinks(guests, 'Not in #birds').allInnerTexts(), ['#tea'])
  await untilEqual(() => roomLinks(bobsPage, 'Not in #birds').allInnerTexts(), ['#birds', '#tea'])
  await guests.context().close()
})

test('rooms are completed that one has not joined, and private ones are not', async () => {
  const names = () => bobsPage.getByRole('option').locator('.name').allInnerTexts()
  await composer(bobsPage).pressSequentially('in #bir')
  await untilEqual(names, ['birds'])
  await bobsPage.getByRole('option').first().filter({ hasText: 'you are not in it' }).waitFor()
  await bobsPage.keyboard.press('Tab')
  await untilEqual(() => composer(bobsPage).inputValue(), 'in #birds ')
  await bobsPage.keyboard.press('Control+Alt+p')
  await untilEqual(() => bobsPage.getByRole('region', { name: 'Preview' }).locator('a').allInnerTexts(), ['#birds'])
  await composer(bobsPage).fill('in #proto')
  await untilEqual(() => bobsPage.getByRole('option').count(), 0)
  await composer(bobsPage).fill('')
  await bobsPage.keyboard.press('Escape')
})

test('in a thread they are links as well, and a thousand names break nothing', async () => {
  const { subjectId: rootId } = await ann.did('message.post', { roomId: tea, body: 'Where are they?' })
  await bobsPage.goto(`/r/tea/t/${rootId}`)
  await isAlive(bobsPage)
  const many = Array.from({ length: 1_000 }, (_, n) => `#no-room-${n}`).join(' ')
  await ann.did('message.post', { roomId: tea, rootId: rootId ?? '', body: `#birds ${many} #boats` })
  const links = bobsPage.locator('#thread .prose a.mention')
  await untilEqual(() => links.allInnerTexts(), ['#birds', '#boats'])
  await ann.did('message.post', { roomId: tea, body: 'Still alive in #birds' })
  await untilEqual(() => roomLinks(bobsPage, 'Still alive').allInnerTexts(), ['#birds'])
})
