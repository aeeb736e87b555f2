import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { composer, messageOf, messageWith, roomRow, said, say, sees } from './support/people.ts'
import { startProxy } from './support/proxy.ts'
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
let annsPage: Page
let bobsPage: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob')
  tea = await aRoomOf('tea', ann, bob)
  await aRoomOf('cake', ann, bob)
  annsPage = await aPage(browser, server.url, ann, '/r/tea')
  bobsPage = await aPage(browser, server.url, bob, '/r/tea')
  await Promise.all([isAlive(annsPage), isAlive(bobsPage)])
})

async function says(who: Account, body: string): Promise<string> {
  return (await who.did('message.post', { roomId: tea, body })).subjectId
}

/** Begins to change one’s last message, as ↑ does, and writes something else. */
async function rewrites(page: Page, before: string, text: string): Promise<void> {
  await composer(page).press('ArrowUp')
  await page.getByText('Editing your message').first().waitFor()
  await untilEqual(() => composer(page).inputValue(), before)
  await composer(page).fill(text)
}

test('who changes what is deleted meanwhile keeps what he wrote, is told, and says more', async () => {
  const id = await says(bob, 'We meet at six')
  await sees(bobsPage, 'We meet at six')
  await rewrites(bobsPage, 'We meet at six', 'We meet at seven')
  await ann.did('message.delete', { messageId: id })
  await bobsPage.locator(`#message-${id}.tombstone`).waitFor()
  await untilEqual(() => composer(bobsPage).inputValue(), 'We meet at seven')
  await composer(bobsPage).press('Enter')
  const kept = messageOf(bobsPage, id)
  await kept.getByText('This message was deleted.').waitFor()
  await kept.locator('.prose', { hasText: 'We meet at seven' }).waitFor()
  await say(bobsPage, 'Then another day')
  await sees(annsPage, 'Then another day')
  expect((await said(annsPage)).join(' ')).not.toContain('seven')
  await kept.getByRole('button', { name: 'Discard' }).click()
  await bobsPage.locator(`#message-${id}.tombstone`).waitFor()
  await untilEqual(() => bobsPage.evaluate(() => document.activeElement?.tagName), 'TEXTAREA')
})

test('of two changes at once from two devices everybody has the same one, and both are in the history', async () => {
  const id = await says(bob, 'The tide turns')
  const phone = await aPage(browser, server.url, bob, '/r/tea', PHONE)
  await isAlive(phone)
  await sees(bobsPage, 'The tide turns')
  await rewrites(bobsPage, 'The tide turns', 'The tide turns at noon')
  await messageOf(phone, id).focus()
  await phone.keyboard.press('e')
  await untilEqual(() => composer(phone).inputValue(), 'The tide turns')
  await composer(phone).fill('The tide turns at one')
  // Whoever hears of the other’s change first is asked, and saves once more.
  const savesAgain = (page: Page) =>
    untilEqual(async () => {
      if (await page.getByText('Meanwhile the message was changed').count())
        await page.evaluate(() => document.querySelector<HTMLElement>('.composer [type=submit]')?.click())
      return page.locator('.composer-line').count()
    }, 0)
  await Promise.all([composer(bobsPage).press('Enter'), phone.getByRole('button', { name: 'Save the change' }).tap()])
  await Promise.all([savesAgain(bobsPage), savesAgain(phone)])
  const versions = async () => (await ann.reads('message.versions', { messageId: id })).versions.length
  await untilEqual(versions, 2)
  const { message } = await ann.reads('message.show', { messageId: id })
  for (const page of [annsPage, bobsPage, phone]) {
    await messageOf(page, id).locator('.prose', { hasText: message.body }).waitFor()
    await untilEqual(() => page.locator('.composer-line').count(), 0)
  }
  await phone.context().close()
})

test('what was changed, deleted and answered with an emoji while one was away is so when one is back', async () => {
  const line = await startProxy(server.port)
  const page = await aPage(browser, line.url, ann, '/r/tea')
  await isAlive(page)
  const [changed, deleted, liked] = [
    await says(bob, 'Low water'),
    await says(bob, 'Gone soon'),
    await says(ann, 'Cheers'),
  ]
  for (const id of [changed, deleted, liked]) await messageOf(page, id).waitFor()
  line.cut('reset')
  await bob.did('message.edit', { messageId: changed, body: 'High water' })
  await bob.did('message.delete', { messageId: deleted })
  await bob.did('reaction.add', { messageId: liked, emoji: '🍵' })
  await bob.did('message.post', { roomId: tea, body: 'While you were away' })
  line.heal()
  await sees(page, 'While you were away')
  await messageOf(page, changed).locator('.prose', { hasText: 'High water' }).waitFor()
  await page.locator(`#message-${deleted}.tombstone`).waitFor()
  await messageOf(page, liked).locator('.reaction', { hasText: '🍵' }).waitFor()
  await page.context().close()
  await line.stop()
})

test('a message takes so many different emoji and no more, and both sides go on', async () => {
  const id = await says(bob, 'What do you think of it?')
  const emoji = Array.from('🍎🍏🍐🍊🍋🍌🍉🍇🍓🍈🍒🍑🍍🥝🍅🍆🥑🥦🌽🥕')
  for (const one of emoji) await ann.did('reaction.add', { messageId: id, emoji: one })
  for (const page of [annsPage, bobsPage]) {
    await untilEqual(() => messageOf(page, id).locator('.reaction').count(), emoji.length)
  }
  await expect(bob.did('reaction.add', { messageId: id, emoji: '🧄' })).rejects.toThrow('too_many')
  await messageOf(bobsPage, id).hover()
  await messageOf(bobsPage, id).getByRole('button', { name: 'React with 👍' }).click()
  await bobsPage.locator('.toast, .problem').first().waitFor()
  await untilEqual(() => messageOf(bobsPage, id).locator('.reaction').count(), emoji.length)
  await say(bobsPage, 'Enough fruit')
  await sees(annsPage, 'Enough fruit')
})

test('a search for noise finds nothing and hurts nobody', async () => {
  await annsPage.goto('/search')
  await isAlive(annsPage)
  const field = annsPage.getByRole('textbox', { name: 'Search messages' })
  for (const noise of [
    'from: in: has: - "',
    '"'.repeat(99),
    '*%_?\\^$(){}[]|',
    'in:#@ from:@# before:never',
    '~'.repeat(10_000),
  ]) {
    await field.fill(noise)
    await field.fill('tide turns')
    await annsPage.locator('.hit').filter({ hasText: 'The tide turns' }).waitFor()
  }
  await field.fill('"'.repeat(50) + ' nobodysaidthis')
  await annsPage.getByRole('heading', { name: 'Nothing found' }).waitFor()
  await annsPage.goto('/r/tea')
  await isAlive(annsPage)
})

test('who reacts in a room that he just lost is led out of it, and nobody sees a reaction', async () => {
  const id = await says(ann, 'Only for those who stay')
  await sees(bobsPage, 'Only for those who stay')
  await messageWith(bobsPage, 'Only for those who stay').focus()
  await ann.did('room.remove-member', { roomId: tea, userId: bob.id })
  await expect(bob.did('reaction.add', { messageId: id, emoji: '👍' })).rejects.toThrow('message_not_found')
  await bobsPage.waitForURL('**/rooms')
  await isAlive(bobsPage)
  await untilEqual(() => roomRow(bobsPage, 'tea').count(), 0)
  expect(await messageOf(annsPage, id).locator('.reaction').count()).toBe(0)
})
