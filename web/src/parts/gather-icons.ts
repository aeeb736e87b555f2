import { fileURLToPath } from 'node:url'
import { ICON_NAMES } from './icon-names.ts'

const SHAPE = /<(path|line|circle|rect|polyline|polygon|ellipse)\s([^>]*?)\s*\/>/gu
const ATTRIBUTE = /([a-z][a-z0-9-]*)="([^"]*)"/gu

/** Reads the icons from the files of the set and gives the source of `icons.ts`. */
export async function gatherIcons(): Promise<string> {
  const entries = await Promise.all(
    ICON_NAMES.map(async (name) => {
      const file = fileURLToPath(import.meta.resolve(`lucide-static/icons/${name}.svg`))
      const shapes = shapesOf(await Bun.file(file).text())
      return `  '${name}': [\n${shapes.map((shape) => `    ${shape},\n`).join('')}  ],\n`
    }),
  )
  return `${HEAD}${entries.join('')}}\n`
}

const HEAD = `import type { IconName } from './icon-names.ts'

/** One shape of an icon: its element and attributes. */
export type Shape = readonly [element: string, attributes: Readonly<Record<string, string>>]

// Made from the files of Lucide (ISC licence) by \`bun web/src/parts/write-icons.ts\`.
/** The shapes of every icon, in a square of 24. */
export const ICONS: Readonly<Record<IconName, readonly Shape[]>> = {
`

function shapesOf(svg: string): string[] {
  return [...svg.matchAll(SHAPE)].map(([, element, attributes]) => {
    const pairs = [...(attributes ?? '').matchAll(ATTRIBUTE)].map(([, name, value]) => `${name}: '${value}'`)
    return `['${element}', { ${pairs.join(', ')} }]`
  })
}
