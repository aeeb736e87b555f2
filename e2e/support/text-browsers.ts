import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from './accounts.ts'

/** What a text browser makes of a page. */
export type TextPage = { text: string; headers: Headers }

const LONGEST_MS = 60_000

/** Shows a page in a text browser with somebody's session, and asks for its headers as that browser would. */
export async function runToEnd(
  program: 'lynx' | 'w3m',
  url: string,
  account: Account,
  home: string,
): Promise<TextPage> {
  const cookies = join(home, 'cookies')
  const later = Math.floor(Date.now() / 1_000) + 3_600
  writeFileSync(cookies, `localhost\tFALSE\t/\tFALSE\t${later}\tparley\t${account.token}\n`)
  const settings = join(home, 'lynx.cfg')
  writeFileSync(
    settings,
    `SET_COOKIES:TRUE\nACCEPT_ALL_COOKIES:TRUE\nPERSISTENT_COOKIES:TRUE\nCOOKIE_FILE:${cookies}\n`,
  )
  const args = {
    lynx: [`-cfg=${settings}`, '-dump', url],
    w3m: ['-dump', '-header', `Cookie: parley=${account.token}`, url],
  }[program]
  const child = Bun.spawn([program, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: home, TERM: 'dumb', LANG: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  })
  const text = await new Response(child.stdout).text()
  const { headers } = await fetch(url, {
    headers: { cookie: `parley=${account.token}`, 'user-agent': AGENTS[program] },
  })
  return { text, headers }
}

const AGENTS = { lynx: 'Lynx/2.9.0dev.12 libwww-FM/2.14', w3m: 'w3m/0.5.3+git20230121' }
