import type { ScreenName } from '@parley/web/pages/screens.ts'
import type { Browser, BrowserContextOptions, CDPSession, Page } from 'playwright-core'
import { aDevice, aTab } from './browser.ts'
import { isAlive } from './frames.ts'
import { OPENINGS } from './openings.ts'
import type { View } from './views.ts'

export type Look = { width: number; height: number; colorScheme: 'light' | 'dark' }

/** The sizes and colours in which every screen has to be good. */
export const LOOKS: readonly [Look, Look, Look, Look] = [
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
]

/** The screens of which a script takes over what the server drew. */
const LIVING: ReadonlySet<ScreenName> = new Set<ScreenName>([
  ...(['room', 'roomMembers', 'roomPins', 'message', 'thread', 'threads'] as const),
  ...(['rooms', 'search', 'inbox'] as const),
])

/** Narrower than this is a phone. */
const PHONE = 640

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
  // Nobody looks, so that nothing is read: every view is the same, whichever were shown before.
  await device.addInitScript(() => {
    document.hasFocus = () => false
  })
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
  if (view.open !== undefined) await OPENINGS[view.open](page)
  return page
}

/** The same page in another size and colour: cheaper than another browser. */
export async function change(page: Page, { width, height, colorScheme }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height })
  await touch(page, width < PHONE)
}

/** What is emulated lasts as long as who asked for it. */
const devtools = new WeakMap<Page, CDPSession>()

/** Makes of a page one that is touched, or pointed at. */
async function touch(page: Page, enabled: boolean): Promise<void> {
  const session = devtools.get(page) ?? (await page.context().newCDPSession(page))
  devtools.set(page, session)
  await session.send('Emulation.setTouchEmulationEnabled', { enabled, maxTouchPoints: 1 })
}
