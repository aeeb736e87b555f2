import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Account, aRoomOf, enterAsGuest, found, register } from './support/accounts.ts'
import { aDevice, aTab, startBrowser } from './support/browser.ts'
import { endAll } from './support/ends.ts'
import { isAlive } from './support/frames.ts'
import { sees } from './support/people.ts'
import { startParley, type TestServer } from './support/server.ts'
import { untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

const RLO = '\u202E'
const ZALGO = `Z${'\u0310'.repeat(400)}`

/** Each ends with a word by which it is found. */
const BODIES: Record<string, string> = {
  script: '<script>globalThis.hacked = true</script> script',
  image: '<img src=x onerror="globalThis.hacked = true"> image',
  vector: '<svg/onload=globalThis.hacked=true> vector',
  frame: '<iframe srcdoc="<script>parent.hacked=true</script>"></iframe> frame',
  link: '[click](javascript:globalThis.hacked=true) [data](data:text/html,<script>1</script>) link',
  entity: '&lt;script&gt;globalThis.hacked=true&lt;/script&gt; entity',
  closing: '</article></main></script><h1>mine</h1> closing',
  bidi: `${RLO}gnp.exe ${RLO} bidi`,
  marks: `${ZALGO} marks`,
  huge: `${'wwwwwwwwww'.repeat(700)} huge`,
  quotes: `${'>'.repeat(8_000)} quotes`,
  stars: `${'*a_'.repeat(2_500)} stars`,
  brackets: `${'['.repeat(5_000)}${'](x)'.repeat(500)} brackets`,
  ticks: `a ${'`'.repeat(3_000)} ticks`,
  pipes: `|${'a|'.repeat(500)}\n|${'-|'.repeat(500)}\n|${'b|'.repeat(500)} pipes`,
  strong: '**plain** strong',
  mentions: `${'@ann '.repeat(1_000)} mentions`,
  zero: 'z\u200Be\u2060r\uFEFFo\u00AD\u200D zero',
  style: '<style>*{display:none}</style><div style="position:fixed;inset:0">over</div> style',
}

const NAME = '<img src=x onerror=globalThis.hacked=1>'

let server: TestServer
let browser: Browser
let ann: Account
let roomId: string
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startParley(), startBrowser()])
  await found(server, 'olga', 'Olga')
  ann = await register(server, 'ann', 'Ann')
  const eve = await register(server, 'eve', NAME)
  roomId = await aRoomOf('tea', ann, eve)
  await ann.did('room.edit', { roomId, description: NAME })
  const device = await aDevice(browser, server.url, ann)
  await device.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`violation of ${event.violatedDirective} by ${event.blockedURI} ${event.sample}`)
    })
  })
  device.on('weberror', (error) => complaints.push(String(error.error())))
  device.on('console', (message) => {
    // A page that is left breaks off what it was about to load.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text())) {
      complaints.push(message.text())
    }
  })
  page = await aTab(device, '/r/tea')
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog said ${dialog.message()}`)
    void dialog.dismiss()
  })
  await isAlive(page)
  for (const body of Object.values(BODIES)) await eve.did('message.post', { roomId, body })
  const guest = await enterAsGuest(server, 'tea', `"><b>bold</b>${'x'.repeat(40)}`)
  await guest.did('message.post', { roomId, body: 'from a guest with a name of markup' })
})

async function expectInert(): Promise<void> {
  // What makes more of it than text may come a moment later.
  if (await page.locator('#messages').count()) await page.locator('#messages .prose strong').waitFor()
  const found = await page.evaluate(() => ({
    hacked: 'hacked' in globalThis,
    elements: document.querySelectorAll(
      '#messages :is(script, img, iframe, object, embed, style, form, link, h1, [onerror], [onload], [style])',
    ).length,
    links: [...document.querySelectorAll<HTMLAnchorElement>('#messages .prose a')].map((link) => link.protocol),
  }))
  expect(found.hacked).toBe(false)
  expect(found.elements).toBe(0)
  for (const protocol of found.links) expect(['http:', 'https:', 'mailto:']).toContain(protocol)
  expect(complaints).toEqual([])
}

test('whatever is said comes as text, live', async () => {
  await sees(page, 'from a guest with a name of markup')
  for (const word of Object.keys(BODIES)) await sees(page, word)
  await expectInert()
})

test('the page goes on answering', async () => {
  await ann.did('message.post', { roomId, body: 'still there?' })
  await sees(page, 'still there?')
})

test('the same is so in the page that the server draws', async () => {
  await page.reload()
  for (const word of Object.keys(BODIES)) await sees(page, word)
  await expectInert()
})

test('no word is wider than the room', async () => {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 800 })
    for (const box of ['html', '#messages']) {
      await untilEqual(() => page.locator(box).evaluate((one) => one.scrollWidth - one.clientWidth), 0)
    }
  }
})

test('names with markup are names, everywhere that they are shown', async () => {
  await page.setViewportSize({ width: 1440, height: 900 })
  for (const path of ['/people', '/people/eve', '/r/tea/members', '/rooms']) {
    await page.goto(path)
    await page.locator('#content').first().waitFor({ state: 'attached' })
    await expectInert()
    if (path !== '/rooms') await page.locator('body').filter({ hasText: NAME }).waitFor()
  }
})

test('a direction that is turned round ends with its name', async () => {
  await page.goto('/r/tea')
  await sees(page, 'bidi')
  const directions = await page.evaluate(() =>
    [...document.querySelectorAll('#messages .author')].every(
      (name) => name.matches('bdi') || name.querySelector('bdi') !== null,
    ),
  )
  expect(directions).toBe(true)
})
