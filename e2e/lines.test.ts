import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { aDevice, aPage, aTab, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { comesBack, hellosOf, isAlive } from './support/frames.ts'
import { composer, said, say, sees, showsExactly } from './support/people.ts'
import { type Proxy, startProxy } from './support/proxy.ts'
import { startParley, type TestServer } from './support/server.ts'
import { until, untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

/** Longer than the silence after which a line is taken for dead. */
const LONG_SILENCE_MS = 41_000

let server: TestServer
let browser: Browser
let ann: Account
let bob: Account

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob')
})

/** Two pages in a room of its own, over one line. */
async function twoPages(roomName: string) {
  const line = await startProxy(server.port)
  const roomId = await aRoomOf(roomName, ann, bob)
  const path = `/r/${roomName}`
  const annsPage = await aPage(browser, line.url, ann, path)
  const bobsPage = await aPage(browser, line.url, bob, path)
  await Promise.all([isAlive(annsPage), isAlive(bobsPage)])
  return { line, roomId, annsPage, bobsPage, close: () => close(line, annsPage, bobsPage) }
}

async function close(line: Proxy, ...pages: Page[]): Promise<void> {
  for (const page of pages) await page.context().close()
  await line.stop()
}

/** What a room's log holds, read past the line. */
async function inRoom(roomId: string): Promise<string[]> {
  const { messages } = await ann.reads('room.history', { roomId, limit: 100 })
  return messages.map((message) => message.body)
}

/** Nothing lost, nothing twice, one order for all, and everybody's own words in the order of typing. */
async function expectAgreement(
  roomId: string,
  pages: readonly Page[],
  spoken: Record<string, string[]>,
): Promise<void> {
  const all = Object.values(spoken).flat()
  await untilEqual(async () => (await inRoom(roomId)).toSorted(), all.toSorted(), 60_000)
  const order = await inRoom(roomId)
  for (const texts of Object.values(spoken)) expect(order.filter((text) => texts.includes(text))).toEqual(texts)
  for (const page of pages) await showsExactly(page, order)
}

/** The page connected a second time, and said how far it had read by then. */
function expectResumed(page: Page, roomId: string): void {
  const hellos = hellosOf(page, roomId)
  expect(hellos.length).toBeGreaterThanOrEqual(2)
  expect(hellos[1]?.cursor).toBe(hellos[1]?.heldUpTo)
}

test('the line breaks with a reset while both keep typing', async () => {
  const { line, roomId, annsPage, bobsPage, close } = await twoPages('reset')
  await say(annsPage, 'ann 1')
  await say(bobsPage, 'bob 1')
  await sees(annsPage, 'bob 1')
  await sees(bobsPage, 'ann 1')
  line.cut('reset')
  for (const n of [2, 3, 4]) {
    await say(annsPage, `ann ${n}`)
    await say(bobsPage, `bob ${n}`)
  }
  await untilEqual(async () => (await said(annsPage)).slice(-3), ['ann 2', 'ann 3', 'ann 4'])
  await say(annsPage, 'ann 5')
  line.heal()
  await say(bobsPage, 'bob 5')
  await expectAgreement(roomId, [annsPage, bobsPage], {
    ann: ['ann 1', 'ann 2', 'ann 3', 'ann 4', 'ann 5'],
    bob: ['bob 1', 'bob 2', 'bob 3', 'bob 4', 'bob 5'],
  })
  for (const page of [annsPage, bobsPage]) expectResumed(page, roomId)
  await close()
})

test('the line falls silent while both keep typing', async () => {
  const line = await startProxy(server.port)
  const roomId = await aRoomOf('silence', ann, bob)
  const pages: Page[] = []
  for (const account of [ann, bob]) {
    const device = await aDevice(browser, line.url, account)
    // The pages' own clocks, so that nobody waits for 40 s.
    await device.clock.install()
    pages.push(await aTab(device, '/r/silence'))
  }
  const [annsPage, bobsPage] = pages as [Page, Page]
  for (const page of pages) await isAlive(page)
  await say(annsPage, 'ann 1')
  await sees(bobsPage, 'ann 1')
  line.silence()
  for (const n of [2, 3]) {
    await say(annsPage, `ann ${n}`)
    await say(bobsPage, `bob ${n}`)
  }
  expect(await inRoom(roomId)).toEqual(['ann 1'])
  line.heal()
  for (const page of pages) await comesBack(page, () => page.clock.fastForward(LONG_SILENCE_MS))
  await expectAgreement(roomId, pages, { ann: ['ann 1', 'ann 2', 'ann 3'], bob: ['bob 2', 'bob 3'] })
  for (const page of pages) expectResumed(page, roomId)
  await close(line, ...pages)
})

test('a reload in the middle of a send sends once', async () => {
  const { line, roomId, annsPage, bobsPage, close } = await twoPages('reload')
  line.swallowAnswers()
  await say(annsPage, 'did it arrive?')
  await untilEqual(() => inRoom(roomId), ['did it arrive?'])
  line.heal()
  await comesBack(annsPage, () => annsPage.reload())
  await showsExactly(annsPage, ['did it arrive?'])
  line.silence()
  await say(annsPage, 'it did not')
  await until(async () => (await annsPage.locator('.message.pending').count()) === 1, 'it is on its way')
  line.heal()
  await comesBack(annsPage, () => annsPage.reload())
  await showsExactly(annsPage, ['did it arrive?', 'it did not'])
  expect(await inRoom(roomId)).toEqual(['did it arrive?', 'it did not'])
  await close()
  await bobsPage.context().close()
})

test('the server is killed between a send and its answer', async () => {
  const { line, roomId, annsPage, bobsPage, close } = await twoPages('killed')
  await say(bobsPage, 'before')
  await sees(annsPage, 'before')
  line.swallowAnswers()
  await say(annsPage, 'committed, not acknowledged')
  await untilEqual(() => inRoom(roomId), ['before', 'committed, not acknowledged'])
  await server.kill()
  line.cut('reset')
  await say(annsPage, 'said while it was gone')
  await server.restart()
  line.heal()
  const all = ['before', 'committed, not acknowledged', 'said while it was gone']
  for (const page of [annsPage, bobsPage]) await showsExactly(page, all)
  expect(await inRoom(roomId)).toEqual(all)
  await close()
})

test('offline one reads in the language that one chose last, not in that of the first visit', async () => {
  const line = await startProxy(server.port)
  const [zoe] = [await register(server, 'zoe', 'Zoe')]
  await aRoomOf('languages', ann, zoe)
  const page = await aPage(browser, line.url, zoe, '/r/languages')
  const languageOf = () => page.evaluate(() => document.documentElement.lang)
  const isKept = (language: string) =>
    untilEqual(() => page.evaluate(async () => (await caches.match('/offline/language'))?.text()), language)
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await isKept('en')
  await zoe.did('profile.edit', { language: 'ar' })
  await comesBack(page, () => page.reload())
  expect(await languageOf()).toBe('ar')
  await isKept('ar')
  line.cut('reset')
  await page.reload()
  await untilEqual(languageOf, 'ar')
  await untilEqual(() => page.evaluate(() => getComputedStyle(document.body).direction), 'rtl')
  await composer(page).waitFor()
  await close(line, page)
})

test('offline one reads what was seen, reloads, writes, and it is sent once', async () => {
  const { line, roomId, annsPage, bobsPage, close } = await twoPages('offline')
  await say(bobsPage, 'seen while there was a line')
  await sees(annsPage, 'seen while there was a line')
  await annsPage.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  // The first visit is not yet under the service worker, which comes to life beside it.
  await comesBack(annsPage, () => annsPage.reload())
  await sees(annsPage, 'seen while there was a line')
  line.cut('reset')
  await annsPage.reload()
  await sees(annsPage, 'seen while there was a line')
  await say(annsPage, 'written without a line')
  const waiting = annsPage.locator('.message.pending').filter({ hasText: 'written without a line' })
  // It is drawn when it is stored.
  await waiting.waitFor()
  await composer(annsPage).fill('a draft')
  await annsPage.reload()
  await waiting.waitFor()
  await untilEqual(() => composer(annsPage).inputValue(), 'a draft')
  await comesBack(annsPage, async () => line.heal())
  const all = ['seen while there was a line', 'written without a line']
  for (const page of [annsPage, bobsPage]) await showsExactly(page, all)
  expect(await inRoom(roomId)).toEqual(all)
  await close()
})
