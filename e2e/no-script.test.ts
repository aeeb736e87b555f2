import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { aDevice, aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { aFolder } from './support/folders.ts'
import { composer, logInByHand, registerByHand, said, sees, toNextPage } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { runToEnd } from './support/text-browsers.ts'
import { until, untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let server: TestServer
let browser: Browser
let olga: Account
let roomId: string

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  olga = await found(server, 'olga', 'Olga')
  roomId = await aRoomOf('tea', olga)
})

const STILL = { javaScriptEnabled: false }

async function aStillPage(path: string, account: Account | null = null): Promise<Page> {
  return aPage(browser, server.url, account, path, STILL)
}

async function sayWithForm(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  await page.getByRole('button', { name: 'Send' }).click()
}

test('two people register, log in, and see each other’s messages without a reload within 2 s', async () => {
  const ann = await aStillPage('/')
  const bob = await aStillPage('/')
  await registerByHand(ann, 'ann', 'Ann')
  await registerByHand(bob, 'bob', 'Bob')
  await bob.context().clearCookies()
  await logInByHand(bob, 'bob')
  for (const page of [ann, bob]) {
    await page.goto('/r/tea')
    await page.getByRole('button', { name: 'Join' }).click()
    await page.locator('.composer').waitFor()
    // The page has no end, so it never has loaded.
    await page.goto('/r/tea/live', { waitUntil: 'commit' })
    await composer(page).waitFor()
  }
  const bobsRequests = countPages(bob)
  await sayWithForm(ann, 'The kettle is on')
  await sees(bob, 'The kettle is on')
  expect(bobsRequests()).toBe(0)
  const annsRequests = countPages(ann)
  await composer(ann).waitFor()
  await sayWithForm(bob, 'Two sugars, **please**')
  await sees(ann, 'Two sugars, please')
  expect(annsRequests()).toBeLessThanOrEqual(1)
  await sees(ann, 'The kettle is on')
  await untilEqual(() => said(ann), ['The kettle is on', 'Two sugars, please'])
})

test('one says by a button what one has read, and then it is read everywhere', async () => {
  const reader = await register(server, 'rita', 'Rita')
  await reader.did('room.join', { roomId })
  const { seq } = await olga.did('message.post', { roomId, body: 'Who reads this?' })
  const page = await aStillPage('/r/tea', reader)
  await sees(page, 'Who reads this?')
  const row = page.locator('.sidebar .row').filter({ hasText: 'tea' })
  await row.and(page.locator('[data-unread]')).waitFor()
  const readSeq = async () => (await reader.reads('room.show', { roomId })).entry.membership?.readSeq ?? 0
  expect(await readSeq()).toBeLessThan(seq)
  await toNextPage(page, () => page.getByRole('button', { name: 'Mark as read up to here' }).click())
  expect(await readSeq()).toBe(seq)
  await sees(page, 'Who reads this?')
  await row.and(page.locator(':not([data-unread])')).waitFor()
  expect(await page.getByRole('button', { name: 'Mark as read up to here' }).count()).toBe(0)
  await page.context().close()
})

test('a message that is edited or deleted while the page streams is shown so', async () => {
  const eve = await register(server, 'eve', 'Eve')
  await eve.did('room.join', { roomId })
  const page = await aStillPage('/', eve)
  await page.goto('/r/tea/live', { waitUntil: 'commit' })
  await composer(page).waitFor()
  const { subjectId: messageId } = await olga.did('message.post', { roomId, body: 'Scones at four' })
  await sees(page, 'Scones at four')
  await olga.did('message.edit', { messageId: messageId ?? '', body: 'Scones at five' })
  await sees(page, 'Scones at five')
  await olga.did('message.delete', { messageId: messageId ?? '' })
  await page.locator('.tombstone').waitFor()
})

test('a guest enters from the landing page, says something, and a wrong name is explained', async () => {
  const page = await aStillPage('/')
  await page.getByRole('textbox', { name: 'Room' }).fill('tea')
  await page.getByRole('textbox', { name: 'Your name' }).fill('Olga')
  await page.getByRole('button', { name: 'Enter the room' }).click()
  await page.getByRole('alert').or(page.locator('.problem')).first().waitFor()
  await untilEqual(() => page.getByRole('textbox', { name: 'Room' }).inputValue(), 'tea')
  await page.getByRole('textbox', { name: 'Your name' }).fill('Gail')
  await page.getByRole('button', { name: 'Enter the room' }).click()
  await page.waitForURL('**/r/**')
  await sayWithForm(page, 'Hello from a guest')
  await sees(page, 'Hello from a guest')
})

test('one pages back to the first message and forth again', async () => {
  const zoe = await register(server, 'zoe', 'Zoe')
  const long = await aRoomOf('long', zoe)
  const count = 120
  for (let n = 1; n <= count; n += 1) await zoe.did('message.post', { roomId: long, body: `number ${n}` })
  const page = await aStillPage('/r/long', zoe)
  await sees(page, `number ${count}`)
  const seen = new Set(await said(page))
  while (!seen.has('number 1')) {
    await toNextPage(page, () => page.getByRole('link', { name: 'Older messages' }).click())
    for (const text of await said(page)) seen.add(text)
  }
  expect(seen.size).toBe(count)
  await page.getByText('begins here').waitFor()
  const oldest = await said(page)
  await page.getByRole('link', { name: 'Newer messages' }).click()
  await until(async () => (await said(page)).at(-1) !== oldest.at(-1), 'newer messages')
})

test('one edits one’s profile, and others see it', async () => {
  const zed = await register(server, 'zed', 'Zed')
  const page = await aStillPage('/settings', zed)
  await page.getByLabel('Display name').fill('Zed the Great')
  await toNextPage(page, () => page.locator('#profile').getByRole('button', { name: 'Save' }).click())
  await page.getByLabel('What you are up to').fill('On the beach')
  await toNextPage(page, () => page.locator('#status').getByRole('button', { name: 'Save' }).click())
  expect(new URL(page.url()).hash).toBe('#status')
  await untilEqual(() => page.getByLabel('What you are up to').inputValue(), 'On the beach')
  const people = await aStillPage('/people?q=zed', olga)
  await people.getByText('Zed the Great').first().waitFor()
})

test('what one keeps for later is listed, changed, sent and taken back by forms', async () => {
  const lia = await register(server, 'lia', 'Lia')
  await lia.did('room.join', { roomId })
  const at = new Date(Date.now() + 3_600_000).toISOString()
  await lia.did('draft.set', { roomId, body: 'half a **thought**' })
  const { subjectId: first } = await lia.did('message.schedule', { roomId, body: 'The pier at six', at })
  const { subjectId: second } = await lia.did('message.schedule', { roomId, body: 'Never mind', at })
  const { subjectId: messageId } = await olga.did('message.post', { roomId, body: 'Bring the long rope' })
  await lia.did('reminder.set', { messageId: messageId ?? '', at })
  const page = await aStillPage('/r/tea', lia)
  await page.getByRole('link', { name: 'Drafts and reminders' }).click()
  const row = (text: string) => page.locator('.later-row').filter({ hasText: text })
  await row('half a **thought**').getByRole('link', { name: 'Open' }).click()
  await untilEqual(() => composer(page).inputValue(), 'half a **thought**')
  await page.goto('/later')
  await row('half a **thought**').getByRole('button', { name: 'Discard' }).click()
  await page.getByText('What you type and do not send is kept here').waitFor()
  expect((await lia.reads('draft.list', {})).drafts).toEqual([])
  await row('The pier at six').getByText('Edit').click()
  await row('The pier at six').getByLabel('Text').fill('The pier at seven')
  await row('The pier at six').getByLabel('Time').selectOption({ label: 'Tomorrow, 09:00' })
  await row('The pier at six').getByRole('button', { name: 'Save' }).click()
  await row('The pier at seven').filter({ hasText: 'Tomorrow, 09:00' }).waitFor()
  await lia.did('scheduled.cancel', { scheduledId: second ?? '' })
  await row('Never mind').getByRole('button', { name: 'Take back' }).click()
  await page.locator('.problem').waitFor()
  await page.goto('/later')
  expect(await row('Never mind').count()).toBe(0)
  await row('The pier at seven').getByRole('button', { name: 'Send now' }).click()
  await page.getByText('it waits here for its time').waitFor()
  expect((await olga.reads('message.show', { messageId: first ?? '' })).message.body).toBe('The pier at seven')
  await row('Bring the long rope').getByRole('button', { name: 'Done' }).click()
  await page.getByText('it comes back to you when you want it').waitFor()
  await page.context().close()
})

test('a scheduled message that is changed into nothing, or for a time that has passed, stays, and the form says why', async () => {
  const mia = await register(server, 'mia', 'Mia')
  await mia.did('room.join', { roomId })
  const at = new Date(Date.now() + 3_600_000).toISOString()
  await mia.did('message.schedule', { roomId, body: 'Low water', at })
  const page = await aStillPage('/later', mia)
  const row = page.locator('.later-row').filter({ hasText: 'Low water' })
  await row.getByText('Edit').click()
  await row.getByLabel('Text').fill('   ')
  await row.getByRole('button', { name: 'Save' }).click()
  await page.getByText('A message cannot be empty.').waitFor()
  await page.goto('/later')
  await row.getByText('Edit').click()
  await page
    .locator('select[name="at"] option')
    .last()
    .evaluate((option) => {
      option.setAttribute('value', '1999-01-01T00:00:00.000Z')
    })
  await row.getByLabel('Time').selectOption({ index: -1 + (await row.locator('option').count()) })
  await row.getByRole('button', { name: 'Save' }).click()
  await page.getByText('This time has passed.').waitFor()
  expect((await mia.reads('scheduled.list', {})).scheduled).toMatchObject([{ body: 'Low water', at }])
  await page.context().close()
})

test('logging out ends the session, and what it showed asks to log in', async () => {
  const kim = await register(server, 'kim', 'Kim')
  const page = await aStillPage('/settings', kim)
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.waitForURL((url) => url.pathname !== '/settings')
  await page.goto('/settings')
  expect(new URL(page.url()).pathname).toBe('/log-in')
})

test('lynx and w3m show the room as a page that ends and refreshes', async () => {
  await olga.did('message.post', { roomId, body: 'Read in a terminal' })
  const home = aFolder()
  for (const program of ['lynx', 'w3m'] as const) {
    const { text, headers } = await runToEnd(program, `${server.url}/r/tea/live`, olga, home)
    expect(text).toContain('Read in a terminal')
    expect(text).toContain('Olga')
    expect(headers.get('refresh')).toMatch(/^\d+/)
  }
})

test('a context with scripts off has none of them', async () => {
  const device = await aDevice(browser, server.url, olga, STILL)
  const page = await device.newPage()
  await page.goto('/r/tea')
  await page.getByRole('link', { name: 'Read live, without scripts' }).waitFor()
})

function countPages(page: Page): () => number {
  let count = 0
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame() && request.method() === 'GET') count += 1
  })
  return () => count
}
