import type { Locator, Page } from 'playwright-core'
import { composer, messageWith } from './people.ts'

const within = (page: Page, place: string, icon: string) =>
  page.locator(`${place} :is(a, button):has(use[href="#icon-${icon}"])`)
const dialog = (page: Page) => page.locator('dialog[open]')

/** What one can do with a message is drawn when one is at it. */
async function pointAt(page: Page, text: string): Promise<Locator> {
  await messageWith(page, text).hover()
  return messageWith(page, text).locator('.tools-float')
}

async function openSheet(page: Page, text: string): Promise<void> {
  const tools = await pointAt(page, text)
  await tools.locator('.tool').last().click()
  await page.locator('.message-sheet').waitFor()
}

async function suggest(page: Page, typed: string): Promise<void> {
  await composer(page).fill('')
  await composer(page).pressSequentially(typed)
  await page.locator('.suggestion').first().waitFor()
}

/** What somebody does until a page looks as it should; everything is found without words, for every language has its own. */
export const OPENINGS = {
  switcher: async (page) => {
    await page.keyboard.press('Control+k')
    await dialog(page).getByRole('combobox').fill('be')
    await dialog(page).locator('.choice').first().waitFor()
  },
  shortcuts: async (page) => {
    await page.keyboard.press('Control+/')
    await dialog(page).waitFor()
  },
  placing: async (page) => {
    await page.locator('.placed:has([aria-current]) .place').first().dispatchEvent('click')
    await dialog(page).waitFor()
  },
  managing: async (page) => {
    const entry = page.locator('.panel .entry').filter({ hasText: 'Tom' })
    await entry.locator('summary').click()
    await entry.locator('.confirm-box').waitFor()
  },
  reactors: async (page) => {
    await page.locator('.reaction').filter({ hasText: '👍' }).first().click({ button: 'right' })
    await page.locator('.reactors .who').first().waitFor()
  },
  card: async (page) => {
    await messageWith(page, 'Is there a bus').locator('a.author').hover()
    await page.locator('.person-card').waitFor()
  },
  editing: async (page) => {
    await composer(page).press('ArrowUp')
    await page.locator('.composer-line').first().waitFor()
  },
  answering: async (page) => {
    const tools = await pointAt(page, 'forty bags')
    await tools.locator('button:has(use[href="#icon-reply"])').click()
    await page.locator('.composer-line').first().waitFor()
  },
  sheet: (page) => openSheet(page, 'Saturday is on'),
  versions: async (page) => {
    await page.locator('#messages .edited').first().click()
    await page.locator('.versions-list li + li').waitFor()
  },
  emoji: async (page) => {
    await within(page, '.composer', 'smile-plus').first().dispatchEvent('click')
    await page.locator('.emoji-search input').fill('wave')
    await page.locator('.emoji-groups:not(:has([aria-pressed="true"]))').waitFor()
  },
  notifications: async (page) => {
    await within(page, '.bar', 'bell').click()
    await dialog(page).waitFor()
  },
  status: async (page) => {
    await page.locator('.me-name').dispatchEvent('click')
    await dialog(page).waitFor()
  },
  drafts: async (page) => {
    await page.locator('.sidebar a[href="/later"]').dispatchEvent('click')
    await page.locator('#later-panel .later-row').first().waitFor()
  },
  previewing: async (page) => {
    await composer(page).fill('Bring **two** pairs of gloves, @marta: see #kites for the wind.')
    await within(page, '.composer', 'eye').first().click()
    await page.locator('.preview .prose').waitFor()
  },
  suggestingPeople: (page) => suggest(page, 'Thank you @'),
  suggestingRooms: (page) => suggest(page, 'See #'),
  suggestingCommands: (page) => suggest(page, '/'),
  problem: async (page) => {
    await page.locator('[name="userName"]').fill('nobody-here')
    await page.locator('[name="password"]').fill('not the password')
    await page.locator('form:has([name="password"]) [type="submit"]').click()
    await page.locator('[role="alert"]').first().waitFor()
  },
} satisfies Record<string, (page: Page) => Promise<void>>

/** The name of something that is opened. */
export type Opening = keyof typeof OPENINGS
