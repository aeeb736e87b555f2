import { type Figure, figure } from '../figures.ts'
import { page } from '../page.ts'
import { command } from '../people.ts'
import { aStage, countFrames, type Stage } from './stage.ts'

const REPETITIONS = 3
const KEYS = 100
const KEY_PAUSE_MS = 30
const BURST_PER_S = 200
const BURST_S = 5
const WHEELS = 120
const WHEEL_PX = 1_500
const WHEEL_PAUSE_MS = 50
const SWITCHES = 10
const PAUSE_MS = 1_000

/** What a page costs on a machine that is four times slower than this one. */
export async function web(): Promise<Figure[]> {
  const stage = await aStage()
  try {
    await stage.page.locator('textarea').pressSequentially('to warm up, a few words', { delay: KEY_PAUSE_MS })
    await toPresent(stage)
    const measured = [await keys(stage), ...(await burst(stage)), ...(await switches(stage)), ...(await scroll(stage))]
    return [...measured, ...(await page())]
  } finally {
    await stage.close()
  }
}

/** The room opens where reading stopped; who is not at its end sees nothing of what is said. */
async function toPresent({ page }: Stage): Promise<void> {
  await page.locator('textarea').fill('')
  await page.locator('textarea').press('Escape')
  await page.locator('.to-present').waitFor({ state: 'detached' })
}

/** Script for a key pressed in the composer. */
async function keys({ page, spent }: Stage): Promise<Figure> {
  const values: number[] = []
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    await spent()
    await page.locator('textarea').pressSequentially('abcde fgh '.repeat(KEYS / 10), { delay: KEY_PAUSE_MS })
    values.push((await spent()).scriptMs / KEYS)
  }
  await page.locator('textarea').fill('')
  return figure('key_ms', 'ms', values)
}

/** Script, style and layout a frame while others say 200 things a second; and the longest task, 0 for none over 50 ms. */
async function burst({ page, spent, url, world }: Stage): Promise<Figure[]> {
  const perFrame: number[] = []
  const longest: number[] = []
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    await spent()
    const frames = await countFrames(page)
    await sayMuch(url, world)
    const { frames: count, longestMs } = await frames()
    perFrame.push((await spent()).allMs / count)
    longest.push(longestMs)
  }
  return [figure('burst_frame_ms', 'ms', perFrame), figure('burst_longest_task_ms', 'ms', longest)]
}

async function sayMuch(url: string, { people, rooms }: Stage['world']): Promise<void> {
  const roomId = rooms[0]?.id ?? ''
  const said: Promise<unknown>[] = []
  const from = performance.now()
  for (let n = 0; n < BURST_PER_S * BURST_S; n += 1) {
    const waitMs = from + (n * 1_000) / BURST_PER_S - performance.now()
    if (waitMs > 0) await Bun.sleep(waitMs)
    const { token } = people[1 + (n % 20)] ?? { token: '' }
    said.push(command(url, token, 'message.post', { roomId, body: `message **${n}** of a burst, with \`code\`` }))
  }
  await Promise.all(said)
}

/** From a click on another room to its messages, when both were open before; and the frames that it took. */
async function switches({ page, world }: Stage): Promise<Figure[]> {
  const times: number[] = []
  const frames: number[] = []
  const names = world.rooms.map(({ name }) => name)
  for (let n = 0; n < SWITCHES + 2; n += 1) {
    const name = names[(n + 1) % 2] ?? ''
    const { ms, count } = await page.evaluate(async (href) => {
      const shown = () => document.querySelector('[role=log] article:last-of-type')?.id
      const before = shown()
      const from = performance.now()
      document.querySelector<HTMLAnchorElement>(`nav a[href="${href}"]`)?.click()
      let count = 0
      while (shown() === before || shown() === undefined) {
        await new Promise(requestAnimationFrame)
        count += 1
      }
      return { ms: performance.now() - from, count }
    }, `/r/${name}`)
    // The first visit of a room has to ask for it; then it is read to its end.
    if (n >= 2) {
      times.push(ms)
      frames.push(count)
    } else await page.keyboard.press('Escape')
    await page.waitForTimeout(PAUSE_MS)
  }
  return [figure('switch_ms', 'ms', times), figure('switch_frames', 'frames', frames)]
}

/** Script, style and layout a frame while somebody scrolls back, and the most elements that the timeline held. */
async function scroll({ page, spent }: Stage): Promise<Figure[]> {
  const perFrame: number[] = []
  let most = 0
  await page.locator('[role=log]').hover()
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    await spent()
    const frames = await countFrames(page)
    for (let wheel = 0; wheel < WHEELS; wheel += 1) {
      await page.mouse.wheel(0, -WHEEL_PX)
      await page.waitForTimeout(WHEEL_PAUSE_MS)
      if (wheel % 10 === 0) most = Math.max(most, await page.locator('[role=log] *').count())
    }
    perFrame.push((await spent()).allMs / (await frames()).frames)
  }
  return [figure('scroll_frame_ms', 'ms', perFrame), figure('scroll_nodes', 'count', [most])]
}
