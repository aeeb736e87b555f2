import { afterAll, beforeAll, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { isClean } from './support/axe.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { composer, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let server: TestServer
let browser: Browser
let ann: Account
let page: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  const bob = await register(server, 'bob', 'Bob Baker')
  const eve = await register(server, 'eve', 'Eve Bakewell')
  await aRoomOf('tea', ann, bob)
  await aRoomOf('teapots', ann)
  await eve.did('profile.edit', { statusText: 'elsewhere' })
  page = await aPage(browser, server.url, ann, '/r/tea')
  await isAlive(page)
})

const options = () => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option')
const names = () => options().locator('.name').allInnerTexts()
const chosen = () => page.locator('.suggestion[aria-selected="true"] .name').allInnerTexts()

test('people are offered by a part of a name, who is in the room first, and the keys choose', async () => {
  await composer(page).pressSequentially('ask @bake')
  await untilEqual(names, ['Bob Baker', 'Eve Bakewell'])
  await options().nth(1).filter({ hasText: 'not in this room' }).waitFor()
  await untilEqual(() => composer(page).getAttribute('aria-activedescendant'), 'suggestion-0')
  await untilEqual(
    () =>
      page
        .getByRole('status')
        .allInnerTexts()
        .then((all) => all.includes('2 suggestions')),
    true,
  )
  await page.keyboard.press('ArrowDown')
  await untilEqual(chosen, ['Eve Bakewell'])
  await page.keyboard.press('ArrowDown')
  await untilEqual(chosen, ['Bob Baker'])
  await page.keyboard.press('Enter')
  await untilEqual(() => composer(page).inputValue(), 'ask @bob ')
  await untilEqual(() => options().count(), 0)
  await untilEqual(() => composer(page).evaluate((box) => box === document.activeElement), true)
})

test('rooms and emoji are offered too; Tab takes one, Escape closes and keeps the text', async () => {
  await composer(page).pressSequentially('in #teap')
  await untilEqual(names, ['teapots'])
  await page.keyboard.press('Tab')
  await untilEqual(() => composer(page).inputValue(), 'ask @bob in #teapots ')
  await composer(page).pressSequentially(':rocket')
  await untilEqual(() => names().then(([first]) => first), 'rocket')
  await page.keyboard.press('Tab')
  await untilEqual(() => composer(page).inputValue(), 'ask @bob in #teapots 🚀')
  await composer(page).pressSequentially(' @ev')
  await untilEqual(names, ['Eve Bakewell'])
  await page.keyboard.press('Escape')
  await untilEqual(() => options().count(), 0)
  await untilEqual(() => composer(page).inputValue(), 'ask @bob in #teapots 🚀 @ev')
  await page.keyboard.press('Enter')
  // What a name means is loaded with the first one.
  await sees(page, 'ask @Bob Baker in #teapots 🚀 @ev')
})

test('a pointer takes one, and a reader is told what it is', async () => {
  await composer(page).pressSequentially('@bo')
  await untilEqual(names, ['Bob Baker'])
  await isClean(page)
  await options().first().click()
  await untilEqual(() => composer(page).inputValue(), '@bob ')
  await untilEqual(() => composer(page).evaluate((box) => box === document.activeElement), true)
  await untilEqual(() => composer(page).getAttribute('aria-activedescendant'), null)
})

test('those who are here and everybody are offered, what they mean beside them', async () => {
  await composer(page).fill('')
  await composer(page).pressSequentially('tea, @ro')
  await untilEqual(names, ['room'])
  await options().first().filter({ hasText: 'everybody in this room' }).waitFor()
  await page.keyboard.press('Enter')
  await untilEqual(() => composer(page).inputValue(), 'tea, @room ')
  await composer(page).fill('')
  await composer(page).pressSequentially('@he')
  await untilEqual(names, ['here'])
  await page.keyboard.press('Escape')
})

test('in code signs are signs, and Enter is a new line', async () => {
  await composer(page).fill('`#te')
  await composer(page).press('End')
  await composer(page).pressSequentially('a` #te')
  await untilEqual(names, ['tea', 'teapots'])
  await composer(page).fill('```\n#te')
  await composer(page).press('End')
  await composer(page).pressSequentially('a')
  await untilEqual(() => options().count(), 0)
  await composer(page).fill('')
})

test('an emoji whose name is typed to its end is there, as one knows it from elsewhere too, and can be taken back', async () => {
  await composer(page).pressSequentially('done :tada:')
  await untilEqual(() => composer(page).inputValue(), 'done 🎉')
  await composer(page).pressSequentially(' :+1:')
  await untilEqual(() => composer(page).inputValue(), 'done 🎉 👍')
  await composer(page).pressSequentially(' :joy')
  await untilEqual(
    () =>
      options()
        .first()
        .innerText()
        .then((text) => text.includes('😂')),
    true,
  )
  await page.keyboard.press('Tab')
  await untilEqual(() => composer(page).inputValue(), 'done 🎉 👍 😂')
  await composer(page).fill('')
  await composer(page).pressSequentially(':tada:')
  await untilEqual(() => composer(page).inputValue(), '🎉')
  await page.keyboard.press('Control+z')
  await untilEqual(() => composer(page).inputValue(), ':tada:')
  await composer(page).fill('')
})
