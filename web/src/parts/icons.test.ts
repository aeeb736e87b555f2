import { expect, test } from 'bun:test'
import { Glob } from 'bun'
import { fileURLToPath } from 'node:url'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { gatherIcons } from './gather-icons.ts'
import { ICON_NAMES } from './icon-names.ts'
import { IconSprite } from './icon-sprite.tsx'
import { ICONS } from './icons.ts'

const source = fileURLToPath(new URL('..', import.meta.url))
const squeezed = (text: string) => text.replaceAll(/[\s,']+/gu, '')

test('the icons are those of the set', async () => {
  const kept = await Bun.file(fileURLToPath(new URL('./icons.ts', import.meta.url))).text()
  expect(squeezed(kept) === squeezed(await gatherIcons())).toBe(true)
  for (const name of ICON_NAMES) expect(ICONS[name].length).toBeGreaterThan(0)
})

test('every icon that is kept is used', async () => {
  let views = ''
  for await (const file of new Glob('**/*.{ts,tsx}').scan(source))
    if (!/^parts\/(icons|icon-names)\./u.test(file)) views += await Bun.file(`${source}/${file}`).text()
  expect(ICON_NAMES.filter((name) => !views.includes(`'${name}'`) && !views.includes(`"${name}"`))).toEqual([])
})

test('a page holds every icon with all its shapes, and nothing beside them', () => {
  const html = renderToString(h(IconSprite, null))
  const symbols = Array.from(html.matchAll(/<symbol id="icon-([a-z0-9-]+)" viewBox="0 0 24 24">(.*?)<\/symbol>/gu))
  expect(symbols.map(([, name]) => name)).toEqual([...ICON_NAMES])
  const shapes = (name: (typeof ICON_NAMES)[number]) =>
    ICONS[name].map(([element, attributes]) => renderToString(h(element, attributes))).join('')
  expect(symbols.map(([, , drawn]) => drawn)).toEqual(ICON_NAMES.map(shapes))
  const rest = symbols.reduce((left, [symbol]) => left.replace(symbol, ''), html)
  expect(rest).toBe('<svg class="sprite" aria-hidden="true"></svg>')
})
