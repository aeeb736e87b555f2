import type { Page } from 'playwright-core'

/** What may be wider than the screen: it scrolls by itself, or only readers hear it. */
const APART = 'pre, .table, .format, .reactors-tabs, .heard, .skip, svg'

/** What of a page lies beyond the sides of the window, where nobody finds it: none of it should. */
export function beyondSides(page: Page): Promise<string[]> {
  return page.evaluate((apart) => {
    const isCut = (element: Element | null): boolean =>
      element !== null && (getComputedStyle(element).textOverflow === 'ellipsis' || isCut(element.parentElement))
    const isBeyond = (element: Element) => {
      const { left, right, width, height } = element.getBoundingClientRect()
      return width > 0 && height > 0 && (left < -1 || right > window.innerWidth + 1)
    }
    const found = [...document.querySelectorAll('body *')]
      .filter((element) => isBeyond(element) && element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => element.closest(apart) === null && !isCut(element))
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
    return document.documentElement.scrollWidth > window.innerWidth ? ['the page', ...found] : found
  }, APART)
}
