import { afterAll, beforeAll, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { isClean } from './support/axe.ts'
import { aPage, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { composer, sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { soon } from './support/soon.ts'
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
  bob = await register(server, 'bob', 'Bob Baker')
  await register(server, 'eve', 'Eve Bakewell')
  await aRoomOf('tea', ann, bob)
  await aRoomOf('boats', ann)
  ;[page, bobs] = await Promise.all([
    aPage(browser, server.url, ann, '/r/tea'),
    aPage(browser, server.url, bob, '/r/tea'),
  ])
  await Promise.all([isAlive(page), isAlive(bobs)])
})

const typed = (on: Page = page) => composer(on).inputValue()
const options = () => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option')
const hasFocus = (on: Locator) => on.evaluate((element) => element === document.activeElement)
const problem = () => page.locator('.composer [role="alert"]').innerText()
const inProse = (on: Page, selector: string) => on.locator(`#messages .message .prose ${selector}`).last().innerText()

/** Pastes what another program copied. */
async function paste(on: Page, text: string, html = ''): Promise<void> {
  await composer(on).evaluate(
    (box, [plain, rich]) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', plain ?? '')
      if (rich !== '') clipboardData.setData('text/html', rich ?? '')
      box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    [text, html],
  )
}

test('lists go on by themselves, keys put marks, and the other reads it formatted', async () => {
  await composer(page).pressSequentially('- tea')
  await page.keyboard.press('Shift+Enter')
  await untilEqual(typed, '- tea\n- ')
  await composer(page).pressSequentially('milk')
  await page.keyboard.press('Shift+Home')
  await page.keyboard.press('Control+b')
  await page.keyboard.press('Control+z')
  await untilEqual(typed, '- tea\n- milk')
  await page.keyboard.press('End')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.press('Shift+Enter')
  await untilEqual(typed, '- tea\n- milk\n')
  await composer(page).pressSequentially('and cake')
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await page.keyboard.press('Control+i')
  await untilEqual(typed, '- tea\n- milk\nand _cake_')
  await page.keyboard.press('Enter')
  await sees(bobs, 'milk')
  await untilEqual(() => bobs.locator('#messages .prose li').allInnerTexts(), ['tea', 'milk\nand cake'])
})

test('Tab moves code in a block of code, and leads on everywhere else', async () => {
  await composer(page).fill('```\nif (tide) {')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.press('Tab')
  await composer(page).pressSequentially('sail()')
  await page.keyboard.press('Shift+Enter')
  await untilEqual(typed, '```\nif (tide) {\n  sail()\n  ')
  await page.keyboard.press('Shift+Tab')
  await untilEqual(() => hasFocus(composer(page)), false)
  await composer(page).fill('plain')
  await page.keyboard.press('Tab')
  await untilEqual(typed, 'plain')
  await untilEqual(() => hasFocus(composer(page)), false)
})

test('formatted text is pasted as Markdown, a link on a word makes a link, and both can be undone', async () => {
  await composer(page).fill('')
  await paste(page, 'high tide', '<p><b>high</b> <a href="https://example.org/tide">tide</a></p><ul><li>six</li></ul>')
  await untilEqual(typed, '**high** [tide](https://example.org/tide)\n\n- six')
  await page.keyboard.press('Control+z')
  await untilEqual(typed, '')
  await composer(page).pressSequentially('the tide')
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await paste(page, 'https://example.org/tide')
  await untilEqual(typed, 'the [tide](https://example.org/tide)')
  await page.keyboard.press('Enter')
  await sees(bobs, 'the tide')
  await untilEqual(() => inProse(bobs, 'a'), 'tide')
})

test('the toolbar is hidden by a key and stays so; on a phone it is shown when asked for', async () => {
  const toolbar = (on: Page) => on.getByRole('toolbar', { name: 'Formatting' })
  const toggle = (on: Page) => on.getByRole('button', { name: 'Formatting' })
  await untilEqual(() => toggle(page).getAttribute('aria-expanded'), 'true')
  await toolbar(page).getByRole('button', { name: 'Quote' }).click()
  await untilEqual(typed, '> ')
  await composer(page).fill('')
  await toggle(page).focus()
  await page.keyboard.press('Enter')
  await toolbar(page).waitFor({ state: 'hidden' })
  await untilEqual(() => hasFocus(composer(page)), true)
  await page.reload()
  await isAlive(page)
  await toolbar(page).waitFor({ state: 'hidden' })
  await toggle(page).click()
  await toolbar(page).waitFor()
  await isClean(page)
  const phone = await aPage(browser, server.url, ann, '/r/tea', PHONE)
  await isAlive(phone)
  await toolbar(phone).waitFor({ state: 'hidden' })
  await toggle(phone).tap()
  await toolbar(phone).waitFor()
  await toolbar(phone).getByRole('button', { name: 'Bold' }).tap()
  await untilEqual(() => typed(phone), '****')
  await isClean(phone)
  await untilEqual(typed, '****')
  await composer(phone).fill('')
  await untilEqual(typed, '')
  await phone.context().close()
})

test('commands are offered with what they take, carried out, and refused with the text kept', async () => {
  await composer(page).pressSequentially('/inv')
  await untilEqual(() => options().allInnerTexts(), ['/\ninvite\n@person\nadd somebody to this room'])
  await page.keyboard.press('Tab')
  await untilEqual(typed, '/invite ')
  await page.keyboard.press('Enter')
  await untilEqual(problem, 'This command needs more: /invite @person')
  await untilEqual(typed, '/invite ')
  await composer(page).fill('/invite @eve ')
  await page.keyboard.press('Enter')
  await untilEqual(typed, '')
  await untilEqual(
    () =>
      ann
        .reads('room.list', {})
        .then(({ entries }) => entries.find(({ room }) => room.name === 'tea')?.room.memberCount),
    3,
  )
  await composer(page).fill('/nothing at all')
  await page.keyboard.press('Enter')
  await untilEqual(problem, 'There is no command /nothing. Begin with // to say it as it is.')
  await untilEqual(typed, '/nothing at all')
  await composer(page).fill('//nothing at all')
  await page.keyboard.press('Enter')
  await sees(bobs, '/nothing at all')
  await composer(page).fill('/me waves')
  await page.keyboard.press('Enter')
  await sees(bobs, 'waves')
  await untilEqual(() => inProse(bobs, 'em'), 'waves')
  await composer(page).fill('/msg @bob come *now*')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/r\/[0-9a-f-]{36}$/)
  await sees(page, 'come now')
  await page.goto('/r/tea')
  await isAlive(page)
})

test('what is typed on one device stands on the other, and goes from both when it is sent', async () => {
  const phone = await aPage(browser, server.url, ann, '/r/boats', PHONE)
  await isAlive(phone)
  await page.goto('/r/boats')
  await isAlive(page)
  await composer(page).pressSequentially('half a thought')
  await untilEqual(() => typed(phone), 'half a thought')
  await composer(phone).fill('half a thought, and the rest')
  await composer(phone).blur()
  await untilEqual(typed, 'half a thought, and the rest')
  // A third device, which was not there before.
  const late = await aPage(browser, server.url, ann, '/r/boats')
  await isAlive(late)
  await untilEqual(() => typed(late), 'half a thought, and the rest')
  await page.keyboard.press('Enter')
  await sees(phone, 'half a thought, and the rest')
  for (const one of [page, phone, late]) await untilEqual(() => typed(one), '')
  await untilEqual(() => ann.reads('draft.list', {}).then(({ drafts }) => drafts), [])
  await Promise.all([phone.context().close(), late.context().close()])
})

test('code with a language is shown in colours, and under no policy that forbids them', async () => {
  await composer(page).fill('```ts\nconst tide = "high"\n```')
  await page.keyboard.press('Enter')
  await untilEqual(() => page.locator('#messages pre .code-keyword').last().innerText(), 'const')
  await untilEqual(() => page.locator('#messages pre').last().innerText(), 'const tide = "high"')
  await isClean(page)
})

const dialog = () => page.getByRole('dialog')
const rows = () => dialog().locator('.later-row .later-text').allInnerTexts()
const press = (name: string) => dialog().getByRole('button', { name, exact: true }).click()

test('a message is sent later: it waits in a list where it can be changed, and the other hears it when it is sent', async () => {
  await page.goto('/r/tea')
  await isAlive(page)
  await page.getByRole('button', { name: 'Send later' }).click()
  await untilEqual(problem, 'Write the message first.')
  await composer(page).fill('high tide at six')
  await page.getByRole('button', { name: 'Send later' }).click()
  await dialog().getByRole('button', { name: 'Tomorrow, 09:00' }).waitFor()
  await isClean(page)
  await press('Tomorrow, 09:00')
  await untilEqual(typed, '')
  await untilEqual(() => hasFocus(composer(page)), true)
  await page.getByRole('link', { name: 'Drafts and reminders' }).click()
  await dialog().getByText('What you type and do not send').waitFor()
  await dialog().getByRole('tab', { name: 'Drafts' }).press('ArrowRight')
  await untilEqual(rows, ['high tide at six'])
  await untilEqual(() => hasFocus(dialog().getByRole('tab', { name: 'Scheduled' })), true)
  await isClean(page)
  await press('Edit')
  await dialog().getByRole('textbox', { name: 'Text' }).fill('high tide at seven')
  await press('Save')
  await untilEqual(rows, ['high tide at seven'])
  await press('Send now')
  await sees(bobs, 'high tide at seven')
  await dialog().getByText('it waits here for its time').waitFor()
  await page.keyboard.press('Escape')
  await dialog().waitFor({ state: 'hidden' })
})

/** Whether a reminder of Ann's is still to come. */
const isReminderAhead = async () =>
  (await ann.reads('reminder.list', {})).reminders.some(({ firedAt }) => firedAt === null)

test('a message comes back when its time has come, and leads to itself', async () => {
  const { messages } = await ann.reads('room.history', { roomId: await roomOf('tea') })
  const messageId = messages.at(-1)!.id
  await page.locator('#messages article').last().focus()
  await page.locator('#messages article').last().getByRole('button', { name: 'More actions' }).click()
  await press('Remind me')
  await press('In 20 minutes')
  await page.getByText('You will be reminded: ').first().waitFor()
  await untilEqual(isReminderAhead, true)
  await soon((at) => ann.did('reminder.set', { messageId, at }))
  const toast = page.locator('.later-toasts .toast')
  await toast.getByText('Reminder of a message from Ann').waitFor()
  await toast.getByRole('button', { name: 'Show' }).click()
  await untilEqual(rows, ['high tide at seven'])
  await dialog().getByRole('link', { name: 'Open' }).click()
  await page.locator(`#message-${messageId}`).waitFor()
  await composer(page).fill('/remind tomorrow')
  await page.keyboard.press('Enter')
  await page.getByText('You will be reminded: ').first().waitFor()
  await untilEqual(isReminderAhead, true)
  await page.getByRole('link', { name: 'Drafts and reminders' }).click()
  await dialog().getByRole('tab', { name: 'Reminders' }).click()
  await press('Done')
  await dialog().getByText('it comes back to you when you want it').waitFor()
  await page.keyboard.press('Escape')
})

test('a scheduled message that may not be said is not, and its author is told', async () => {
  const roomId = await roomOf('tea')
  const at = new Date(Date.now() + 3_600_000).toISOString()
  const { subjectId: scheduledId } = await bob.did('message.schedule', { roomId, body: 'too late', at })
  await ann.did('room.remove-member', { roomId, userId: bob.id })
  await soon((next) => bob.did('scheduled.edit', { scheduledId, at: next }))
  await bobs.waitForURL('**/rooms')
  await isAlive(bobs)
  await bobs
    .locator('.later-toasts')
    .getByText('A scheduled message could not be sent.')
    .or(bobs.getByRole('link', { name: 'Drafts and reminders' }))
    .first()
    .waitFor()
  await untilEqual(
    () => bob.reads('scheduled.list', {}).then(({ scheduled }) => scheduled.map((one) => one.problem)),
    ['room_not_found'],
  )
  await bobs.getByRole('link', { name: 'Drafts and reminders' }).click()
  await bobs.getByRole('tab', { name: 'Scheduled' }).click()
  await bobs.getByText('It could not be sent: you are no longer in this room.').waitFor()
  await bobs.getByText('A room that you are no longer in').waitFor()
  await bobs.getByRole('button', { name: 'Take back' }).click()
  await bobs.getByText('it waits here for its time').waitFor()
})

async function roomOf(name: string): Promise<string> {
  const { entries } = await ann.reads('room.list', {})
  return entries.find(({ room }) => room.name === name)!.room.id
}
