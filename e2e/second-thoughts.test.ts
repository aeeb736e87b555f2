import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { isClean } from './support/axe.ts'
import { aDevice, aPage, aTab, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { messageOf, said, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { holdTimers, runHeld } from './support/timers.ts'
import { untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

let server: TestServer
let browser: Browser
let ann: Account
let bob: Account
let tea: string

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  ann = await found(server, 'ann', 'Ann')
  bob = await register(server, 'bob', 'Bob Baker')
  tea = await aRoomOf('tea', ann, bob)
  await aRoomOf('cake', ann, bob)
})

/** So long a deletion can be undone. */
const UNDO_MS = 5_000
const toast = (page: Page) => page.locator('.toast')
const bodyOf = async (messageId: string) => (await bob.reads('message.show', { messageId })).message.body

async function says(who: Account, body: string, roomId = tea): Promise<string> {
  return (await who.did('message.post', { roomId, body })).subjectId
}

async function remove(page: Page, id: string): Promise<void> {
  await messageOf(page, id).hover()
  await messageOf(page, id).getByRole('button', { name: 'Delete' }).click()
}

async function pages(): Promise<[Page, Page]> {
  const [first, second] = await Promise.all([ann, bob].map(aPageOf))
  return [first!, second!]
}

/** A page on which it is too late to undo something when the test says so. */
async function aPageOf(who: Account): Promise<Page> {
  const device = await aDevice(browser, server.url, who)
  await holdTimers(device, UNDO_MS)
  const page = await aTab(device, '/r/tea')
  await isAlive(page)
  return page
}

test('what one deletes is out of sight at once and comes back by one press; the others saw nothing of it', async () => {
  const id = await says(ann, 'Did I say that?')
  const [anns, bobs] = await pages()
  await sees(bobs, 'Did I say that?')
  await remove(anns, id)
  await untilEqual(async () => (await said(anns)).includes('Did I say that?'), false)
  await toast(anns).getByText('The message is deleted.').waitFor()
  await untilEqual(async () => (await said(bobs)).includes('Did I say that?'), true)
  await toast(anns).getByRole('button', { name: 'Undo' }).click()
  await untilEqual(async () => (await said(anns)).includes('Did I say that?'), true)
  await untilEqual(() => anns.evaluate(() => document.activeElement?.id), `message-${id}`)
  expect(await bodyOf(id)).toBe('Did I say that?')

  await remove(anns, id)
  await toast(anns).waitFor()
  await isClean(anns)
  await runHeld(anns)
  await bobs.locator('.tombstone').waitFor()
  await anns.locator('.tombstone').waitFor()
  await untilEqual(() => toast(anns).count(), 0)
  await Promise.all([anns, bobs].map((page) => page.context().close()))
})

test('a deletion goes on while one is in another room, and is sent when the page goes', async () => {
  const [one, two] = [await says(ann, 'Gone while I am away'), await says(ann, 'Gone with the page')]
  const [anns, bobs] = await pages()
  await sees(anns, 'Gone with the page')
  await remove(anns, one)
  await untilEqual(() => toast(anns).count(), 1)
  await anns.getByRole('link', { name: 'cake' }).first().click()
  await anns.waitForURL('**/r/cake')
  await toast(anns).getByText('The message is deleted.').waitFor()
  await runHeld(anns)
  await untilEqual(() => bodyOf(one), '')
  await anns.goto('/r/tea')
  await isAlive(anns)
  await remove(anns, two)
  await untilEqual(() => toast(anns).count(), 1)
  await anns.goto('about:blank')
  await untilEqual(() => bodyOf(two), '')
  await untilEqual(async () => (await said(bobs)).includes('Gone with the page'), false)
  await Promise.all([anns, bobs].map((page) => page.context().close()))
})

test('a moderator deletes what another said; of others nobody else has a button for it', async () => {
  const id = await says(ann, 'Only Ann and who keeps order may delete this')
  const page = await aPageOf(bob)
  await messageOf(page, id).hover()
  await messageOf(page, id).getByRole('button', { name: 'More actions' }).waitFor()
  expect(await messageOf(page, id).getByRole('button', { name: 'Delete' }).count()).toBe(0)
  await ann.did('room.set-role', { roomId: tea, userId: bob.id, role: 'moderator' })
  await page.reload()
  await isAlive(page)
  await remove(page, id)
  await toast(page).waitFor()
  await runHeld(page)
  await page.locator(`#message-${id}.tombstone`).waitFor()
  await ann.did('room.set-role', { roomId: tea, userId: bob.id, role: 'member' })
  await page.context().close()
})

test('“edited” shows what a message said before, live, and the community may keep that from others', async () => {
  const id = await says(ann, 'Low water at **six**')
  await ann.did('message.edit', { messageId: id, body: 'Low water at seven' })
  const page = await aPage(browser, server.url, bob, '/r/tea')
  await isAlive(page)
  const open = () => messageOf(page, id).getByRole('button', { name: '(edited)' }).click()
  const dialog = page.getByRole('dialog', { name: 'What this message said' })
  await open()
  await untilEqual(() => dialog.locator('.prose').allInnerTexts(), ['Low water at seven', 'Low water at six'])
  await untilEqual(() => dialog.locator('strong').innerText(), 'six')
  await isClean(page)
  await page.keyboard.press('Escape')
  await untilEqual(() => dialog.count(), 0)
  await ann.did('community.edit', { editHistory: 'nobody' })
  await open()
  await dialog.getByText('not everybody may read').waitFor()
  await ann.did('community.edit', { editHistory: 'room' })
  await page.context().close()
})
