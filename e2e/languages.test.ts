import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, logIn, PASSWORD, register } from './support/accounts.ts'
import { violationsOf } from './support/axe.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { say, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { until, untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let server: TestServer
let browser: Browser
let ann: Account
let bob: Account
let tea: string
let inEnglish: Page
let inArabic: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob')
  tea = await aRoomOf('tea', ann, bob)
  inEnglish = await aPage(browser, server.url, ann, '/r/tea')
  inArabic = await aPage(browser, server.url, bob, '/r/tea', { locale: 'ar-EG' })
  await Promise.all([isAlive(inEnglish), isAlive(inArabic)])
})

const directionOf = (page: Page) =>
  page.evaluate(() => `${document.documentElement.lang} ${getComputedStyle(document.body).direction}`)

/** How far from the left edge something begins. */
const leftOf = async (page: Page, what: string) => (await page.locator(what).first().boundingBox())?.x ?? NaN

test('each reads the page in the language that his browser asks for, mirrored where that is written so', async () => {
  expect(await directionOf(inEnglish)).toBe('en ltr')
  expect(await directionOf(inArabic)).toBe('ar rtl')
  await until(
    async () => (await leftOf(inEnglish, '.sidebar')) < (await leftOf(inEnglish, '.room')),
    'the list is at the left',
  )
  await until(
    async () => (await leftOf(inArabic, '.sidebar')) > (await leftOf(inArabic, '.room')),
    'the list is at the right',
  )
})

test('two who speak different languages write to each other, live', async () => {
  await say(inEnglish, 'hello')
  await sees(inArabic, 'hello')
  await inArabic.getByRole('textbox', { name: 'رسالة إلى #tea' }).fill('مرحباً')
  await inArabic.keyboard.press('Enter')
  await sees(inEnglish, 'مرحباً')
  await inArabic.getByText('اليوم').waitFor()
})

test('the living page loads the texts of its own language, and nothing of the other', async () => {
  const scriptsOf = async (page: Page) => {
    const urls = await page.evaluate(() =>
      performance.getEntriesByType('resource').flatMap(({ name }) => (/\/assets\/.*\.js$/.test(name) ? [name] : [])),
    )
    return (await Promise.all(urls.map(async (url) => (await fetch(url)).text()))).join('')
  }
  const [english, arabic] = [await scriptsOf(inEnglish), await scriptsOf(inArabic)]
  expect(english).toContain('Older messages')
  expect(arabic).toContain('رسائل أقدم')
  expect(arabic).not.toContain('Older messages')
  expect(english).not.toContain('رسائل أقدم')
})

test('what is refused is said in the reader’s language', async () => {
  const page = await aPage(browser, server.url, null, '/log-in', { locale: 'ar' })
  await page.getByLabel('اسم المستخدم').fill('bob')
  await page.getByLabel('كلمة المرور').fill('not the password')
  await page.getByRole('button', { name: 'ادخل' }).click()
  await page.getByText('اسم المستخدم أو كلمة المرور خطأ.').waitFor()
})

test('a visitor takes the other language at the door', async () => {
  const page = await aPage(browser, server.url, null, '/log-in')
  await page.getByRole('button', { name: 'العربية' }).click()
  await page.getByRole('heading', { name: 'تسجيل الدخول' }).waitFor()
})

test('a visitor who makes an account has the language that he chose on every device', async () => {
  const page = await aPage(browser, server.url, null, '/register')
  await page.getByRole('button', { name: 'العربية' }).click()
  await untilEqual(() => directionOf(page), 'ar rtl')
  const [userName, password] = [page.locator('[name=userName]'), page.locator('[name=password]')]
  await userName.fill('zoe')
  await password.fill(PASSWORD)
  await page.locator('form[action*="account.register"] [type=submit]').click()
  await page.waitForURL((url) => url.pathname !== '/register' && !url.pathname.startsWith('/api/'))
  const elsewhere = await aPage(browser, server.url, await logIn(server, 'zoe'), '/r/general')
  await untilEqual(() => directionOf(elsewhere), 'ar rtl')
  for (const one of [page, elsewhere]) await one.context().close()
})

test('a member who chooses a language on one device has it on the other at its next load', async () => {
  const eve = await register(server, 'eve', 'Eve')
  const phone = await aPage(browser, server.url, eve, '/rooms', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  const settings = await aPage(browser, server.url, await logIn(server, 'eve'), '/settings')
  expect([await directionOf(settings), await directionOf(phone)]).toEqual(['en ltr', 'en ltr'])
  // With the keyboard alone: the browser's own, English, Arabic.
  const form = settings.getByRole('form', { name: 'Language' })
  await form.getByRole('radio', { name: 'As the browser asks' }).focus()
  await settings.keyboard.press('ArrowRight')
  await settings.keyboard.press('ArrowRight')
  await untilEqual(() => form.getByRole('radio', { name: 'العربية' }).isChecked(), true)
  await settings.keyboard.press('Enter')
  await settings.getByRole('heading', { name: 'الملف الشخصي' }).waitFor()
  await untilEqual(() => directionOf(settings), 'ar rtl')
  expect(await directionOf(phone)).toBe('en ltr')
  await phone.reload()
  await untilEqual(() => directionOf(phone), 'ar rtl')
  await phone.goto('/settings')
  await phone.locator('#appearance').getByText('كما يطلب المتصفح').tap()
  await phone.getByRole('form', { name: 'اللغة' }).getByRole('button').tap()
  await phone.getByRole('heading', { name: 'Profile' }).waitFor()
  await untilEqual(() => directionOf(phone), 'en ltr')
  for (const page of [phone, settings]) await page.context().close()
})

test('without scripts the language of the account is chosen too', async () => {
  const page = await aPage(browser, server.url, await logIn(server, 'eve'), '/settings', { javaScriptEnabled: false })
  await page.locator('#appearance').getByText('العربية').click()
  await page.getByRole('form', { name: 'Language' }).getByRole('button').click()
  await page.getByRole('heading', { name: 'الملف الشخصي' }).waitFor()
  await page.context().close()
})

test('an empty field begins where one reads from, and what is typed goes its own way', async () => {
  const page = await aPage(browser, server.url, bob, '/r/tea', { locale: 'ar-EG' })
  await isAlive(page)
  const box = page.locator('.composer textarea')
  const direction = () => box.evaluate((field) => getComputedStyle(field).direction)
  await untilEqual(direction, 'rtl')
  await box.fill('hello')
  await untilEqual(direction, 'ltr')
  await box.fill('مرحباً')
  await untilEqual(direction, 'rtl')
  await box.fill('')
  await untilEqual(direction, 'rtl')
  // Where a name is written the other way, its sign stays before it.
  await untilEqual(() => box.getAttribute('placeholder'), 'رسالة إلى \u2068#tea\u2069')
  await page.context().close()
})

test('a sentence keeps its order around a name that is written the other way', async () => {
  const layla = await register(server, 'layla', 'ليلى الحسن')
  await layla.did('room.join', { roomId: tea })
  await layla.did('message.post', { roomId: tea, body: '@ann صباح الخير' })
  const page = await aPage(browser, server.url, ann, '/inbox')
  const title = page.locator('.inbox-rows .what').first()
  await title.filter({ hasText: 'named you in' }).waitFor()
  // The list is drawn anew when the page comes alive: what is measured must be what is shown.
  const keepsOrder = () =>
    title.evaluate((element) => {
      const text = element.firstChild
      const content = text?.textContent ?? ''
      const leftOf = (part: string) => {
        const range = document.createRange()
        range.setStart(text!, content.indexOf(part))
        range.setEnd(text!, content.indexOf(part) + part.length)
        return range.getBoundingClientRect().x
      }
      const [name, room] = [leftOf('ليلى'), leftOf('#tea')]
      return 0 < name && name < room
    })
  await untilEqual(keepsOrder, true)
  await page.context().close()
})

/** Pages of which a script takes over what the server drew, and others. */
const LIVING = [
  ...['/r/tea', '/r/tea/members', '/r/tea/pins', '/rooms', '/rooms?q='],
  ...['/threads', '/inbox', '/inbox?unread', '/search'],
]
const IN_ARABIC = [...LIVING, '/r/tea/edit', '/rooms/arrange', '/saved', '/people', '/settings', '/admin']

test('the pages in Arabic are accessible, and nothing in them is wider than the screen', async () => {
  for (const path of IN_ARABIC) {
    const page = await aPage(browser, server.url, ann, path, { locale: 'ar', viewport: { width: 390, height: 844 } })
    await page.waitForLoadState('load')
    if (LIVING.includes(path)) await isAlive(page)
    const violations = await violationsOf(page)
    expect({ path, violations }).toEqual({ path, violations: [] })
    // Of a room and what is beside it a phone shows one, and either has a title.
    const titles = page.getByRole('heading', { level: 1 })
    await untilEqual(async () => ({ path, titles: await titles.count() }), { path, titles: 1 })
    const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    await untilEqual(async () => ({ path, tooWide: await tooWide() }), { path, tooWide: 0 })
    await page.context().close()
  }
})
