import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { Account } from './accounts.ts'
import { endsWith } from './ends.ts'
import { watchFrames } from './frames.ts'

const PATH = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const ARGS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update']
const START_MS = 60_000
const LONGEST_MS = 60_000

/** Starts a Chromium; one for a file of tests is enough, people are contexts in it. */
export async function startBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: PATH, args: ARGS, timeout: START_MS })
  endsWith({ gently: () => browser.close(), atOnce: () => {} })
  return browser
}

/** A browser profile of somebody, logged in when an account is given. */
export async function aDevice(
  browser: Browser,
  url: string,
  account: Account | null = null,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: url, locale: 'en-GB', timezoneId: 'Europe/Lisbon', ...options })
  context.setDefaultTimeout(LONGEST_MS)
  leavesFirst(context)
  if (account !== null) await context.addCookies([{ name: 'parley', value: account.token, url, httpOnly: true }])
  return context
}

/**
 * Chromium never closes a tab, nor its profile, that is told to just as another document takes the place of the one it shows:
 * so every page goes to an empty one first, whatever it was about to show.
 */
function leavesFirst(context: BrowserContext): void {
  const close = context.close.bind(context)
  context.close = async (options) => {
    await Promise.all(context.pages().map((page) => page.goto('about:blank').catch(() => {})))
    await close(options)
  }
}

/** A page of its own profile, at a path. */
export async function aPage(
  browser: Browser,
  url: string,
  account: Account | null,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const device = await aDevice(browser, url, account, options)
  return aTab(device, path)
}

/** One more page of a profile, whose sockets are watched. */
export async function aTab(device: BrowserContext, path: string): Promise<Page> {
  const page = await device.newPage()
  watchFrames(page)
  await page.goto(path, { waitUntil: 'domcontentloaded' })
  return page
}
