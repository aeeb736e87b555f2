import type { BrowserContextOptions, Locator, Page } from 'playwright-core'

/** A telephone, with fingers. */
export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** Rests a finger on an element until something comes of it. */
export async function hold(page: Page, on: Locator, coming: Locator): Promise<void> {
  // It must stand still and not be covered where the finger comes down.
  await on.tap({ trial: true })
  const box = await on.boundingBox()
  if (box === null) throw new Error('there is nothing to rest a finger on')
  const finger = await page.context().newCDPSession(page)
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }]
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  await coming.waitFor()
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await finger.detach()
}
