import type { Locator, Page } from 'playwright-core'
import { PASSWORD } from './accounts.ts'
import { untilEqual } from './until.ts'

/** The bodies of the messages in the timeline, from top to bottom, as one reads them. */
export function said(page: Page): Promise<string[]> {
  return page.locator('#messages .message .prose').allInnerTexts()
}

/** The same, once nothing of it is on its way any more. */
export function sent(page: Page): Promise<string[]> {
  return page.locator('#messages .message:not(.pending):not(.failed) .prose').allInnerTexts()
}

/** The message in the timeline that has this text. */
export function messageWith(page: Page, text: string): Locator {
  return page.locator('#messages article').filter({ has: page.locator('.prose', { hasText: text }) })
}

/** The message with this id. */
export function messageOf(page: Page, id: string): Locator {
  return page.locator(`#message-${id}`)
}

/** The text of the article that has the focus. */
export function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.closest('article')?.querySelector('.prose')?.textContent ?? '')
}

/** A room in the sidebar. */
export function roomRow(page: Page, name: string): Locator {
  return page.locator('.sidebar .row').filter({ hasText: name })
}

/** The box in which one writes. */
export function composer(page: Page) {
  return page.locator('.composer textarea')
}

/** Types a message and sends it with Enter. */
export async function say(page: Page, text: string): Promise<void> {
  const box = composer(page)
  await box.fill(text)
  await box.press('Enter')
}

/** Waits until a page shows a message. */
export async function sees(page: Page, text: string, longestMs = 60_000): Promise<void> {
  await page
    .locator('#messages .message:not(.pending)')
    .filter({ hasText: text })
    .first()
    .waitFor({ timeout: longestMs, state: 'attached' })
}

/** Waits until a page shows exactly these messages in this order, none on its way. */
export async function showsExactly(page: Page, texts: readonly string[], longestMs = 60_000): Promise<void> {
  await untilEqual(async () => [await sent(page), await said(page)], [[...texts], [...texts]], longestMs)
}

/** Does what leads to another page, or to the same anew, and waits until that is there. */
export async function toNextPage(page: Page, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame()), act()])
  await page.waitForLoadState()
}

/** Waits until the forms of a page are sent by its script, so that what was typed stays when something is wrong. */
export async function hasForms(page: Page): Promise<void> {
  await page.locator('html[data-forms]').waitFor({ state: 'attached' })
}

/** Fills the form in which somebody makes an account, and sends it. */
export async function registerByHand(page: Page, userName: string, displayName: string): Promise<void> {
  await page.goto('/register')
  await page.getByLabel('User name').fill(userName)
  await page.getByLabel('Display name').fill(displayName)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.waitForURL((url) => url.pathname !== '/register' && !url.pathname.startsWith('/api/'))
}

/** Fills the form in which somebody logs in, and sends it. */
export async function logInByHand(page: Page, userName: string, path = '/log-in'): Promise<void> {
  await page.goto(path)
  await page.getByLabel('User name').fill(userName)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.waitForURL((url) => url.pathname !== '/log-in' && !url.pathname.startsWith('/api/'))
}
