import { afterAll, beforeAll, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { isClean } from './support/axe.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { say, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { PHONE } from './support/touch.ts'
import { untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let server: TestServer
let browser: Browser
let ann: Account
let bob: Account
let tides: string
let annsPage: Page
let bobsPage: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob')
  tides = await aRoomOf('tides', ann, bob)
  const ferry = await aRoomOf('ferry', ann)
  await ann.did('message.post', { roomId: tides, body: 'The **harbour** gauge says two metres' })
  for (let n = 0; n < 120; n += 1) await ann.did('message.post', { roomId: tides, body: `Wave number ${n}` })
  await ann.did('message.post', { roomId: ferry, body: 'The harbour ferry is late' })
  await ann.did('message.post', { roomId: tides, body: '東京都の天気は晴れです' })
  annsPage = await aPage(browser, server.url, ann, '/r/tides')
  bobsPage = await aPage(browser, server.url, bob, '/r/tides')
  await Promise.all([isAlive(annsPage), isAlive(bobsPage)])
})

function field(page: Page) {
  return page.getByRole('textbox', { name: 'Search messages' })
}

function texts(page: Page): Promise<string[]> {
  return page.locator('.hit .hit-text').allInnerTexts()
}

function focusedHit(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.querySelector('.hit-text')?.textContent ?? '')
}

test('by the keyboard alone: Ctrl F searches here as one types, the arrows choose, Enter opens the place, Back comes back', async () => {
  await bobsPage.keyboard.press('Control+f')
  await untilEqual(() => field(bobsPage).inputValue(), 'in:tides ')
  await untilEqual(() => field(bobsPage).evaluate((box) => box === document.activeElement), true)
  await bobsPage.keyboard.type('harb')
  await untilEqual(() => texts(bobsPage), ['The harbour gauge says two metres'])
  await untilEqual(() => bobsPage.locator('.hit mark').allInnerTexts(), ['harb'])
  await untilEqual(() => new URL(bobsPage.url()).searchParams.get('q'), 'in:tides harb')
  await bobsPage.keyboard.press('ArrowDown')
  await untilEqual(() => focusedHit(bobsPage), 'The harbour gauge says two metres')
  await bobsPage.keyboard.press('ArrowUp')
  await untilEqual(() => field(bobsPage).evaluate((box) => box === document.activeElement), true)
  await bobsPage.keyboard.press('ArrowDown')
  await bobsPage.keyboard.press('Enter')
  await bobsPage.waitForURL(/\/r\/tides\/\d+$/)
  await sees(bobsPage, 'gauge says two metres')
  await bobsPage.goBack()
  await untilEqual(() => texts(bobsPage), ['The harbour gauge says two metres'])
  await untilEqual(() => field(bobsPage).inputValue(), 'in:tides harb')
  await bobsPage.keyboard.press('Escape')
  await bobsPage.waitForURL(/\/r\/tides$/)
})

test('one finds only what one may read, and what was said a moment ago', async () => {
  await annsPage.goto('/search?q=harbour')
  await isAlive(annsPage)
  await untilEqual(() => texts(annsPage), ['The harbour ferry is late', 'The harbour gauge says two metres'])
  await bobsPage.goto('/search?q=harbour')
  await isAlive(bobsPage)
  await untilEqual(() => texts(bobsPage), ['The harbour gauge says two metres'])
  await annsPage.goto('/r/tides')
  await isAlive(annsPage)
  await say(annsPage, 'A harbour seal!')
  await sees(annsPage, 'A harbour seal')
  await field(bobsPage).fill('harbour seal')
  await untilEqual(() => texts(bobsPage), ['A harbour seal!'])
})

test('two letters of Chinese characters are enough, and a misspelled word is understood and said to be', async () => {
  await field(bobsPage).fill('天気')
  await untilEqual(() => texts(bobsPage), ['東京都の天気は晴れです'])
  await field(bobsPage).fill('guage')
  await bobsPage.getByText('Also searched: gauge').waitFor()
  await untilEqual(() => texts(bobsPage), ['The harbour gauge says two metres'])
  await field(bobsPage).fill('walrus')
  await bobsPage.getByRole('heading', { name: 'Nothing found' }).waitFor()
})

test('parts of words, accents that one leaves out, and two letters of Korean and Japanese are enough', async () => {
  for (const body of ['La crème brûlée', '안녕하세요 여러분', 'きょうは潮が高い', 'Ebbe und Straße'])
    await ann.did('message.post', { roomId: tides, body })
  for (const [typed, found] of [
    ['creme bru', 'La crème brûlée'],
    ['CRÈME', 'La crème brûlée'],
    ['하세', '안녕하세요 여러분'],
    ['여러', '안녕하세요 여러분'],
    ['潮が', 'きょうは潮が高い'],
    ['strasse', 'Ebbe und Straße'],
  ] as const) {
    await field(bobsPage).fill(typed)
    await untilEqual(() => texts(bobsPage), [found])
  }
})

test('all that narrows a search narrows it together', async () => {
  const { subjectId: rootId } = await bob.did('message.post', {
    roomId: tides,
    body: 'Neap tide, see https://example.org/',
  })
  await ann.did('message.post', { roomId: tides, body: 'A neap tide in a thread', rootId })
  await ann.did('message.post', { roomId: tides, body: 'A neap tide on its own' })
  for (const [typed, found] of [
    ['from:ann in:tides is:thread after:2020 before:2099 neap', ['A neap tide in a thread']],
    ['from:bob in:#tides has:link neap', ['Neap tide, see https://example.org/']],
    ['from:"Ann" "neap tide" -thread', ['A neap tide on its own']],
    [
      'from:bob from:ann neap on:today',
      ['A neap tide on its own', 'A neap tide in a thread', 'Neap tide, see https://example.org/'],
    ],
  ] as const) {
    await field(bobsPage).fill(typed)
    await untilEqual(() => texts(bobsPage), [...found])
  }
  for (const typed of ['from:ghost neap', 'in:ferry neap', 'from:ann in:tides is:thread before:2020 neap']) {
    await field(bobsPage).fill(typed)
    await bobsPage.getByRole('heading', { name: 'Nothing found' }).waitFor()
  }
})

test('operators are offered, and their values as one types them', async () => {
  await field(bobsPage).fill('harbour ')
  await bobsPage.getByRole('link', { name: 'from:', exact: true }).click()
  await untilEqual(() => field(bobsPage).inputValue(), 'harbour from:')
  await untilEqual(() => field(bobsPage).evaluate((box) => box === document.activeElement), true)
  await bobsPage.getByRole('link', { name: 'ann', exact: true }).click()
  await untilEqual(() => field(bobsPage).inputValue(), 'harbour from:ann ')
  await untilEqual(async () => (await texts(bobsPage)).length, 2)
})

test('links, threads, days and what should not be there narrow what is found, as one types', async () => {
  const { subjectId: rootId } = await ann.did('message.post', {
    roomId: tides,
    body: 'Moon table: https://example.org/',
  })
  await bob.did('message.post', { roomId: tides, body: 'The moon pulls', rootId })
  await ann.did('message.post', { roomId: tides, body: 'No moon tonight' })
  const first = async () => (await texts(bobsPage)).map((text) => text.split(' ').slice(0, 2).join(' '))
  for (const [typed, found] of [
    ['moon has:link', ['Moon table:']],
    ['moon is:thread', ['The moon']],
    ['moon -table -pulls', ['No moon']],
    ['moon after:2020-01', ['No moon', 'The moon', 'Moon table:']],
  ] as const) {
    await field(bobsPage).fill(typed)
    await untilEqual(first, [...found])
  }
  await field(bobsPage).fill('moon before:2020-01')
  await bobsPage.getByRole('heading', { name: 'Nothing found' }).waitFor()
})

test('what of a search is not understood is said, and what is still typed is waited for', async () => {
  const note = () => bobsPage.getByText('This is not understood and left out:').allInnerTexts()
  await field(bobsPage).fill('moon before:20')
  await bobsPage.locator('.hit').first().waitFor()
  await untilEqual(note, [])
  await field(bobsPage).fill('moon before:nonsense has:nothing')
  await untilEqual(note, ['This is not understood and left out: before:nonsense has:nothing'])
  await bobsPage.locator('.hit').first().waitFor()
  await field(bobsPage).fill('moon before:2099')
  await untilEqual(note, [])
})

test('older results are added below, and the switcher leads here', async () => {
  await annsPage.keyboard.press('Control+k')
  await annsPage.getByRole('combobox').fill('wave')
  await annsPage.getByRole('option', { name: 'Search messages for “wave”' }).click()
  await untilEqual(async () => (await texts(annsPage)).length, 25)
  await annsPage.locator('.search-results').hover()
  await annsPage.mouse.wheel(0, 400)
  await untilEqual(() => annsPage.locator('.search-results').evaluate(({ scrollTop }) => scrollTop > 0), true)
  await annsPage.getByRole('link', { name: 'Older results' }).click()
  await untilEqual(async () => (await texts(annsPage)).length, 50)
  await untilEqual(async () => new Set(await texts(annsPage)).size, 50)
})

test('without scripts a form finds, and a link leads to the older ones', async () => {
  const page = await aPage(browser, server.url, bob, '/search', { javaScriptEnabled: false })
  await field(page).fill('wave')
  await page.getByRole('button', { name: 'Search' }).click()
  await untilEqual(async () => (await texts(page)).slice(0, 2), ['Wave number 119', 'Wave number 118'])
  await page.getByRole('link', { name: 'Older results' }).click()
  await untilEqual(async () => (await texts(page))[0], 'Wave number 94')
  await page.locator('.hit').first().click()
  await sees(page, 'Wave number 94')
})

test('on a phone the search fills the screen, targets are large, and nothing keeps anybody out', async () => {
  const page = await aPage(browser, server.url, bob, '/search?q=harbour', PHONE)
  await isAlive(page)
  await page.locator('.hit').first().waitFor()
  for (const target of [page.locator('.chip').first(), page.locator('.hit').first(), field(page)]) {
    await untilEqual(async () => ((await target.boundingBox())?.height ?? 0) >= 44, true)
  }
  await isClean(page)
  await page.locator('.hit').first().tap()
  await page.waitForURL(/\/r\/tides\/\d+$/)
})
