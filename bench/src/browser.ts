import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { command, PASSWORD } from './people.ts'

/** Debian's Chromium; it must not look for its maker's servers. */
export function aBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
  })
}

/** A page of somebody who logged in by the form, in a room. */
export async function aPage(browser: Browser, url: string, userName: string, room: string): Promise<Page> {
  const context = await browser.newContext()
  await logIn(context, url, userName)
  const page = await context.newPage()
  await page.goto(`${url}/r/${room}`)
  await page.locator('textarea').waitFor()
  return page
}

async function logIn(context: BrowserContext, url: string, userName: string): Promise<void> {
  const { token } = await command(url, null, 'session.log-in', { userName, password: PASSWORD })
  await context.addCookies([{ name: 'parley', value: token ?? '', url, httpOnly: true, sameSite: 'Lax' }])
}
