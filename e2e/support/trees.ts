import type { Locator, Page } from 'playwright-core'
import type { Opening } from './openings.ts'
import { type Look, LOOKS } from './show.ts'
import type { View } from './views.ts'

/** Where they are kept. */
export const FOLDER = new URL('../trees/', import.meta.url)
const [WIDE, , NARROW] = LOOKS

const LONGEST_MS = 20_000
const BETWEEN_MS = 100
const QUIET_TIMES = 5

/** What is opened where one writes. */
const IN_COMPOSER: ReadonlySet<Opening> = new Set([
  'answering',
  'editing',
  'previewing',
  'suggestingPeople',
  'suggestingRooms',
  'suggestingCommands',
])

/** Whose whole page is told; of the others their main part, for what is around it is the same. */
const WHOLE: ReadonlySet<string> = new Set(['room', 'room-guest', 'rooms', 'settings', 'admin'])

/** Every zone that the machine knows. */
const ZONES = /(- combobox "Time zone"):\n(?: +- option .*\n)+/

const WEEKDAY = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day'
const MONTH = '(?:January|February|March|April|May|June|July|August|September|October|November|December)'

/** What is another thing each time, and what stands for it. */
const PASSING: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID'],
  [/https?:\/\/(?:localhost|127\.0\.0\.1):\d+/g, 'SERVER'],
  [new RegExp(`\\b(?:${WEEKDAY}, )?\\d{1,2} ${MONTH}(?: \\d{4})?\\b`, 'g'), 'DAY'],
  [/\b(?:Today|Yesterday|Tomorrow)\b/gi, 'DAY'],
  [/\b\d{4}-\d{2}-\d{2}\b/g, 'DATE'],
  [/\b\d{1,2}:\d{2}\b/g, 'TIME'],
  // Somebody else is there as long as the view before this one was his.
  [/, (?:online|offline)\b/g, ', PRESENCE'],
  [/(- paragraph: )(?:Online|Offline)$/gm, '$1PRESENCE'],
  [/\/i\/[\w-]{20,}/g, '/i/TOKEN'],
  // From where a list goes on: a moment, and a message.
  [/\be\.\d{13}\.\d+\./g, 'e.MOMENT.'],
  [ZONES, '$1\n'],
  [/\b(?:Europe\/Lisbon|Asia\/Tokyo)\b/g, 'ZONE'],
]

/** A guest has no time zone: in his room a day may begin in the middle of what is said, and its name is not told. */
const WITHOUT_ZONE: ReadonlySet<string> = new Set(['room-guest'])
const DAYS = /^ *- heading "DAY" \[level=2\](?::\n +- time: DAY)?\n/gm

/** The looks in which a view is told: every screen on a phone too, which shows but one pane, and whatever guests see. */
export function looksOf({ name, screen }: View): readonly Look[] {
  return name === screen || WITHOUT_ZONE.has(name) ? [WIDE, NARROW] : [WIDE]
}

/** The file in which a tree is kept. */
export function nameOf({ name }: View, { width }: Look): string {
  return `${name}-${width}.txt`
}

/** The tree that is kept for a view; empty where there is none. */
export async function keptTree(view: View, look: Look): Promise<string> {
  const file = Bun.file(fileOf(view, look))
  return (await file.exists()) ? file.text() : ''
}

/** Keeps a tree for a view. */
export async function keepTree(view: View, look: Look, tree: string): Promise<void> {
  await Bun.write(fileOf(view, look), tree)
}

/** The tree of a page when it is the kept one; after a while, what it is instead. */
export async function treeLike(page: Page, view: View, kept: string): Promise<string> {
  const end = performance.now() + LONGEST_MS
  for (;;) {
    const tree = await treeOf(page, view)
    if (tree === kept || performance.now() > end) return tree
    await Bun.sleep(BETWEEN_MS)
  }
}

/** The tree of a page to which nothing comes any more. */
export async function quietTree(page: Page, view: View): Promise<string> {
  let [last, times] = ['', 0]
  while (times < QUIET_TIMES) {
    const tree = await treeOf(page, view)
    times = tree === last ? times + 1 : 0
    last = tree
    await Bun.sleep(BETWEEN_MS)
  }
  return last
}

/** What a screen reader finds on a page, without what is another thing each time. */
async function treeOf(page: Page, view: View): Promise<string> {
  const tree = await (await placeOf(page, view)).ariaSnapshot()
  const told = `${PASSING.reduce((text, [passing, name]) => text.replace(passing, name), tree)}\n`
  return WITHOUT_ZONE.has(view.name) ? told.replaceAll(DAYS, '') : told
}

/** What a view is about: what lies over the page, or stands beside the room; else the page’s main part. */
async function placeOf(page: Page, { name, open }: View): Promise<Locator> {
  if (open !== undefined && IN_COMPOSER.has(open)) return page.locator('.room .composer')
  for (const place of ['dialog[open]', '.person-card', '.panel']) {
    const found = page.locator(place)
    if ((await found.count()) > 0) return found
  }
  return page.locator(WHOLE.has(name) ? 'body' : 'main, [role="main"]')
}

function fileOf(view: View, look: Look): URL {
  return new URL(nameOf(view, look), FOLDER)
}
