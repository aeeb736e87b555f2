import type { Page } from 'playwright-core'
import { aBrowser, aPage } from './browser.ts'
import { type Figure, figure, quantile } from './figures.ts'
import { aMember, anOwner, command } from './people.ts'
import { aFolder, aServer } from './server.ts'
import { RAISED } from './settings.ts'

const MESSAGES = 100
const REPETITIONS = 3

/** From the key press in one browser to the text in another, ms. Both pages read the same clock. */
export async function live(): Promise<Figure[]> {
  const folder = aFolder()
  const server = await aServer(folder.path, RAISED)
  const browser = await aBrowser()
  try {
    const owner = await anOwner(server.url, server.setUpCode)
    const ann = await aMember(server.url, 'ann')
    const { subjectId: roomId } = await command(server.url, owner.token, 'room.create', {
      name: 'bench',
      kind: 'public',
    })
    await command(server.url, ann.token, 'room.join', { roomId })
    const sender = await aPage(browser, server.url, 'owner', 'bench')
    const other = await aBrowser()
    try {
      const receiver = await aPage(other, server.url, 'ann', 'bench')
      await watch(sender, receiver)
      for (let n = 0; n < 10; n += 1) await once(sender, receiver, `warm up ${n}.`)
      const p50: number[] = []
      const p99: number[] = []
      for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
        const times: number[] = []
        for (let n = 0; n < MESSAGES; n += 1) times.push(await once(sender, receiver, `message ${repetition}-${n}.`))
        times.sort((a, b) => a - b)
        p50.push(quantile(times, 0.5))
        p99.push(quantile(times, 0.99))
      }
      return [figure('live_p50_ms', 'ms', p50), figure('live_p99_ms', 'ms', p99)]
    } finally {
      await other.close()
    }
  } finally {
    await browser.close()
    await server.stop()
    folder.remove()
  }
}

/** Notes when Enter went down in one page, and when each text was first in the other. */
async function watch(sender: Page, receiver: Page): Promise<void> {
  await sender.evaluate(() => {
    const note = ({ key }: KeyboardEvent) => {
      if (key === 'Enter')
        document.documentElement.dataset.pressedAt = String(performance.timeOrigin + performance.now())
    }
    document.addEventListener('keydown', note, true)
  })
  await receiver.evaluate(() => {
    const timeline = document.querySelector('[role=log]')
    if (!timeline) throw new Error('there is no timeline')
    new MutationObserver(() => {
      document.documentElement.dataset.changedAt = String(performance.timeOrigin + performance.now())
      document.documentElement.dataset.last = [...timeline.querySelectorAll('article')].at(-1)?.textContent ?? ''
    }).observe(timeline, { childList: true, subtree: true, characterData: true })
  })
}

async function once(sender: Page, receiver: Page, body: string): Promise<number> {
  const box = sender.locator('textarea')
  await box.fill(body)
  await box.press('Enter')
  const shown = await receiver.waitForFunction(
    (text) => {
      const { last, changedAt } = document.documentElement.dataset
      return last?.includes(text) === true ? Number(changedAt) : null
    },
    body,
    { polling: 5 },
  )
  const shownAt = await shown.jsonValue()
  const pressedAt = await sender.evaluate(() => Number(document.documentElement.dataset.pressedAt))
  return (shownAt ?? Number.NaN) - pressedAt
}
