import axe, { type RunOptions } from 'axe-core'
import { expect } from 'bun:test'
import type { Page } from 'playwright-core'

/** What the law asks of pages, without what axe thinks good beside it. */
export const WCAG: readonly string[] = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

type Rules = { readonly tags?: readonly string[]; readonly without?: readonly string[] }

/** What keeps somebody out of a page: each rule that is broken, with the first elements that break it. */
export async function violationsOf(page: Page, { tags, without = [] }: Rules = {}): Promise<string[]> {
  await isStill(page)
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const options: RunOptions = {
    // All that is well takes longer to tell than to find.
    resultTypes: ['violations'],
    rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    ...(tags ? { runOnly: [...tags] } : {}),
  }
  return page.evaluate(async (given) => {
    const { axe: here } = globalThis as unknown as { axe: { run: typeof axe.run } }
    const { violations } = await here.run(document, given)
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html }) => html)
          .slice(0, 3)
          .join(' | ')}`,
    )
  }, options)
}

/** Nothing keeps anybody out. */
export async function isClean(page: Page, rules: Rules = {}): Promise<void> {
  expect(await violationsOf(page, rules)).toEqual([])
}

/** Waits until nothing fades or moves any more: half faded text has too little contrast. */
export async function isStill(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document.getAnimations().every(({ effect, playState }) => {
      const isEndless = effect?.getComputedTiming().endTime === Infinity
      return isEndless || playState !== 'running'
    }),
  )
}
