import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { until } from './until.ts'

/** A telephone, with fingers. */
export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** Rests a finger on an element until something comes of it. */
export async function hold(page: Page, on: Locator, coming: Locator): Promise<void> {
  const box = await placeOf(on)
  const finger = await page.context().newCDPSession(page)
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }]
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  await coming.waitFor()
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await finger.detach()
}

type Box = { x: number; y: number; width: number; height: number }

/** Where something is that stands still and is not covered: twice the same, or it would go from under the finger. */
async function placeOf(on: Locator): Promise<Box> {
  let place: Box | null = null
  await until(async () => {
    const before = await on.boundingBox()
    await on.tap({ trial: true })
    place = await on.boundingBox()
    return place !== null && Bun.deepEquals(before, place)
  }, 'it stands still')
  return place!
}
