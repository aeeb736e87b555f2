import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { aDevice, aTab } from './browser.ts'
import { isAlive } from './frames.ts'
import { composer } from './people.ts'
import type { View } from './scene.ts'

export type Look = { width: number; height: number; colorScheme: 'light' | 'dark' }

/** The sizes and colours in which every screen has to be good. */
export const LOOKS: readonly Look[] = [
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
]

/** The screens of which a script takes over what the server drew. */
const LIVING: ReadonlySet<View['screen']> = new Set<View['screen']>([
  ...(['room', 'roomMembers', 'roomPins', 'message', 'thread', 'threads'] as const),
  ...(['rooms', 'search', 'inbox'] as const),
])

/** Opens a view as somebody sees it. */
export async function show(browser: Browser, view: View, look: Look, locale = 'en-GB'): Promise<Page> {
  const { width, height, colorScheme } = look
  const options: BrowserContextOptions = {
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce',
    locale,
  }
  const device = await aDevice(browser, view.url, view.account, options)
  const page = await aTab(device, view.path)
  // A page that asks for itself again would go from under whoever looks at it; this answer leaves it where it is.
  if (view.screen === 'liveRoom') {
    await page.route(/\/live/, (route) =>
      route.request().isNavigationRequest() ? route.fulfill({ status: 204 }) : route.continue(),
    )
  }
  // Without its styles it is another page.
  await page.waitForLoadState('load')
  await page.locator('main, [role="main"]').first().waitFor()
  if (LIVING.has(view.screen)) await isAlive(page)
  await prepare(page, view)
  return page
}

/** The same page in another size and colour: cheaper than another browser. */
export async function change(page: Page, { width, height, colorScheme }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height })
}

async function prepare(page: Page, view: View): Promise<void> {
  switch (view.open) {
    case 'switcher':
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('be')
      await page.getByRole('option').first().waitFor()
      return
    case 'shortcuts':
      await page.keyboard.press('Control+/')
      await page.getByRole('dialog').waitFor()
      return
    case 'placing':
      await page.getByRole('link', { name: 'Move kites in your list' }).dispatchEvent('click')
      await page.getByRole('dialog').waitFor()
      return
    case 'managing':
      await page.getByLabel('Role of Tom, and removing').click()
      await page.getByText('Owners may do everything').filter({ visible: true }).waitFor()
      return
    case 'reactors':
      await page.locator('.reaction').filter({ hasText: '👍' }).first().click({ button: 'right' })
      await page.locator('.reactors .who').first().waitFor()
      return
    case 'editing':
      await composer(page).press('ArrowUp')
      await page.getByText('Editing your message').first().waitFor()
      return
    case 'problem':
      await page.getByLabel('User name').fill('nobody-here')
      await page.getByLabel('Password').fill('not the password')
      await page.getByRole('button', { name: 'Log in' }).click()
      await page.getByRole('alert').first().waitFor()
      return
    case undefined:
  }
}
