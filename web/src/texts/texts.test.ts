import { expect, test } from 'bun:test'
import { Glob } from 'bun'
import { fileURLToPath } from 'node:url'
import { arabic } from './ar/catalogue.ts'

const source = fileURLToPath(new URL('..', import.meta.url))
const server = fileURLToPath(new URL('../../../server/src/http/pages', import.meta.url))
/** What is no part of the catalogue but how it is spoken. */
const SPEAKING = new Set(['spoken', 'say-error', 'isolated'])

async function nouns(): Promise<string[]> {
  const found: string[] = []
  for await (const file of new Glob('*.ts').scan(`${source}/texts`)) {
    const noun = file.slice(0, -3)
    if (!noun.endsWith('.test') && !SPEAKING.has(noun)) found.push(noun)
  }
  return found.toSorted()
}

const transpiler = new Bun.Transpiler({
  loader: 'tsx',
  tsconfig: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'preact' } },
})

const WORDS = /\p{L}{2}/u
/** What of an element is read out or shown as words. */
const SAID_BY =
  /"?(?:children|aria-(?:\w*label|description|roledescription|valuetext)|title|placeholder|alt|label|hint|lead|about)"?: /gu

/** Texts that a view says by itself: in its markup, in what is heard or shown over it, and in what is typed over. */
function spokenIn(code: string): string[] {
  const script = transpiler.transformSync(code)
  return [...script.matchAll(SAID_BY)].flatMap((match) => literalsAt(script, match.index + match[0].length))
}

/** The texts of the expression that begins there, but for those of elements, calls and objects within it. */
function literalsAt(script: string, from: number): string[] {
  const found: string[] = []
  let depth = 0
  for (let at = from; at < script.length; at += 1) {
    const sign = script[at] ?? ''
    if (sign === '"' || sign === '`' || sign === "'") {
      const end = endOfText(script, at)
      const text = script.slice(at + 1, end)
      const isCompared = /[=!]==? ?$/u.test(script.slice(0, at)) || /^ ?(?:[=!]==|in )/u.test(script.slice(end + 1))
      if (depth === 0 && !isCompared && WORDS.test(text.replaceAll(/\$\{[^}]*\}/gu, ''))) found.push(text)
      at = end
    } else if ('({'.includes(sign)) depth += 1
    else if (')}'.includes(sign)) depth -= 1
    if (depth < 0 || (depth === 0 && sign === ',' && !isInList(script, from, at))) break
  }
  return found
}

function endOfText(script: string, at: number): number {
  let end = at + 1
  while (end < script.length && script[end] !== script[at]) end += script[end] === '\\' ? 2 : 1
  return end
}

function isInList(script: string, from: number, at: number): boolean {
  const before = script.slice(from, at)
  return before.split('[').length > before.split(']').length
}

/** Names, which are the same in every language. */
const NAMES = new Set(['Enter', 'Esc', 'Parley', 'main.css'])

test('views say nothing that is not in the catalogue', async () => {
  const found: string[] = []
  for (const folder of [source, server]) {
    for await (const file of new Glob('**/*.{tsx,ts}').scan(folder)) {
      // The list of screens names them for those who test them.
      if (/\.test\.tsx?$|^texts\/|^pages\/screens\.ts$/u.test(file)) continue
      const code = await Bun.file(`${folder}/${file}`).text()
      const texts = file.endsWith('.tsx') ? spokenIn(code) : saidByScripts(code)
      found.push(...texts.filter((text) => !NAMES.has(text.trim())).map((text) => `${file}: ${text}`))
    }
  }
  expect(found).toEqual([])
})

/** Where scripts put words on a page. */
function saidByScripts(code: string): string[] {
  const said =
    /(?:textContent|ariaLabel|title|placeholder|announcement|problem)\s*[=:]\s*['"`]([^'"`]*\p{L}{2}[^'"`]*)['"`]/gu
  return [...code.matchAll(said)].map((match) => match[1] ?? '')
}

test('a text that is no part of the catalogue is found, wherever it stands', () => {
  expect(spokenIn('export const view = <p class="lead">Hello there</p>')).toEqual(['Hello there'])
  expect(spokenIn('export const view = <p>\n  {count} people, <b>{texts.x}</b>\n</p>')).toEqual([' people, '])
  expect(spokenIn('export const view = <b>Hello {name}</b>')).toEqual(['Hello '])
  expect(spokenIn('export const view = <button aria-label="Close it" title={isOn ? "On now" : off} />')).toEqual([
    'Close it',
    'On now',
  ])
  expect(spokenIn('export const view = <img alt="" placeholder={`Type here`} class="large" />')).toEqual(['Type here'])
  expect(spokenIn('export const view = <p>{kind === "public" && texts.open}</p>')).toEqual([])
  expect(spokenIn('const f = (a: Map<string, Foo>) => a\n// a <b>comment</b>')).toEqual([])
})

test('every text of the catalogue has another in Arabic', async () => {
  expect(Object.keys(arabic).toSorted()).toEqual(await nouns())
  for (const noun of await nouns()) {
    const code = await Bun.file(`${source}/texts/${noun}.ts`).text()
    expect({ noun, isSpoken: code.includes(`spoken('${noun}', {`) }).toEqual({ noun, isSpoken: true })
  }
})

test('what is said in Arabic is Arabic', () => {
  const latin: string[] = []
  const look = (path: string, value: unknown) => {
    if (typeof value === 'string') {
      if (/\p{Script=Latin}{2}/u.test(value) && !/\p{Script=Arabic}/u.test(value)) latin.push(`${path}: ${value}`)
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) look(`${path}.${key}`, part)
    }
  }
  for (const [noun, texts] of Object.entries(arabic)) if (noun !== 'language') look(noun, texts)
  // Keys of the keyboard, and what is typed into a search.
  expect(
    latin.filter(
      (text) =>
        !/^(?:commands\.commands\.remind|switcher\.keys|search\.tips|rooms\.goToKeys|messages\.keys)/u.test(text),
    ),
  ).toEqual([])
})

test('no text shouts', async () => {
  for await (const file of new Glob('texts/*.ts').scan(source)) {
    if (file.endsWith('.test.ts')) continue
    const code = await Bun.file(`${source}/${file}`).text()
    for (const [, text] of code.matchAll(/'((?:[^'\\]|\\.)*)'/gu)) expect(text).not.toContain('!')
  }
})
