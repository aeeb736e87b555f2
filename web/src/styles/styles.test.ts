import { expect, test } from 'bun:test'
import { Glob } from 'bun'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const COLOUR = /#[0-9a-f]{3,8}\b|\b(?:oklch|oklab|rgba?|hsla?)\(|\b(?:white|black|red|green|blue|gr[ae]y)\b(?!-)/giu

test('one file names colours', async () => {
  for await (const file of new Glob('*.css').scan(here)) {
    if (file === 'tokens.css') continue
    const rules = (await Bun.file(here + file).text()).replaceAll(/\/\*[\s\S]*?\*\//gu, '')
    expect({ file, colours: rules.match(COLOUR) ?? [] }).toEqual({ file, colours: [] })
  }
})

test('every token that a style uses exists', async () => {
  const known = new Set<string>()
  const used = new Map<string, string>()
  for await (const file of new Glob('*.css').scan(here)) {
    const css = await Bun.file(here + file).text()
    for (const [, name] of css.matchAll(/(--[\w-]+)\s*:/gu)) known.add(name ?? '')
    for (const [, name] of css.matchAll(/var\((--[\w-]+)/gu)) used.set(name ?? '', file)
  }
  expect([...used].filter(([name]) => !known.has(name))).toEqual([])
})

test('every style is part of one sheet, or named for the views that need it', async () => {
  const named = await Bun.file(`${here}sheets.ts`).text()
  const files = await Array.fromAsync(new Glob('*.css').scan(here))
  const sources = await Promise.all(files.map((file) => Bun.file(here + file).text()))
  for (const file of files.filter((name) => name !== 'main.css')) {
    const sheets = sources.filter((source) => source.includes(`@import './${file}'`)).length
    expect({ file, places: sheets + (named.includes(`'${file}'`) ? 1 : 0) }).toEqual({ file, places: 1 })
  }
})

test('no style is for whatever stands beside something: with one, Chromium lays out all rows when one of them goes', async () => {
  for await (const file of new Glob('*.css').scan(here)) {
    const rules = (await Bun.file(here + file).text()).replaceAll(/\/\*[\s\S]*?\*\//gu, '')
    expect({ file, beside: rules.match(/[+~]\s*\*/gu) ?? [] }).toEqual({ file, beside: [] })
  }
})
