import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { buildWeb } from './build.ts'
import { LANGUAGES } from '@parley/protocol/languages.ts'
import type { Manifest } from './src/pages/manifest.ts'

/** What a member's room page may load until a message can be sent and received live. */
const PAGE_MAX_BYTES = 60_000
/** A letter that is not Latin takes two bytes, of which gzip, unlike brotli, does not save one. */
const OTHER_SCRIPT_BYTES = 2_000

let dir = ''
let manifest: Manifest = { build: '', files: {}, entries: {}, languages: [] }

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-build-'))
  manifest = await buildWeb(join(dir, 'dist'))
}, 60_000)

afterAll(() => rm(dir, { recursive: true, force: true }))

const textOf = (name: string) => Bun.file(join(dir, 'dist/assets', manifest.files[name]?.file ?? '')).text()

test.each(LANGUAGES)('the page of a room loads no more than it may: %s', (language) => {
  const files = [...(manifest.entries[language]?.app ?? []), 'main.css'].map((name) => manifest.files[name])
  expect(files.every((file) => file !== undefined)).toBe(true)
  expect(files.reduce((sum, file) => sum + (file?.brotli ?? 0), 0)).toBeLessThanOrEqual(PAGE_MAX_BYTES)
  const most = PAGE_MAX_BYTES + (language === 'en' ? 0 : OTHER_SCRIPT_BYTES)
  expect(files.reduce((sum, file) => sum + (file?.gzip ?? 0), 0)).toBeLessThanOrEqual(most)
})

test('what follows the first file at once is counted with it, and stands in one file', async () => {
  const follow = Object.entries(manifest.files).filter(([name]) => name.startsWith('follow-'))
  expect(follow.length).toBe(LANGUAGES.length)
  for (const [name, { brotli }] of follow) {
    const app = manifest.files['app.en.js']?.brotli ?? Infinity
    const styles = manifest.files['main.css']?.brotli ?? Infinity
    expect(app + styles + (brotli ?? Infinity)).toBeLessThanOrEqual(PAGE_MAX_BYTES)
    const asked = (await textOf(name)).matchAll(/from"\.\/([\w-]+\.js)"/g)
    expect([...asked].map(([, file = '']) => file.slice(0, file.indexOf('-')))).toEqual(['app'])
  }
})

test('the schemas stay on the server, and the parser of Markdown comes later', async () => {
  const scripts = Object.keys(manifest.files).filter((name) => name.endsWith('.js'))
  const texts = new Map(await Promise.all(scripts.map(async (name) => [name, await textOf(name)] as const)))
  const having = (part: RegExp) => scripts.filter((name) => part.test(texts.get(name) ?? ''))
  expect(having(/zod(?!iac)|strictObject/i)).toEqual([])
  expect(having(/tableDelimiterRow/)).not.toEqual([])
  expect(having(/tableDelimiterRow/).filter((name) => manifest.entries.en?.app.includes(name))).toEqual([])
})

test('a text comes with the views that say it, and what only servers say does not come', async () => {
  const scripts = Object.keys(manifest.files).filter((name) => name.endsWith('.js'))
  const texts = new Map(await Promise.all(scripts.map(async (name) => [name, await textOf(name)] as const)))
  const saying = (text: string) => scripts.filter((name) => texts.get(name)?.includes(text))
  expect(saying('Read live, without scripts')).toEqual([])
  expect(saying('Replying to {0}')).toEqual(['app.en.js'])
  const later = saying('Who has read this?')
  expect(later).not.toEqual([])
  expect(later).not.toContain('app.en.js')
})

test('nothing writes markup as text, which Trusted Types would stop', async () => {
  for (const name of Object.keys(manifest.files).filter((file) => file.endsWith('.js'))) {
    const withoutPreact = (await textOf(name)).replaceAll('dangerouslySetInnerHTML', '').replaceAll('__html', '')
    const writes = /createElement\("i"\)[^}]*innerHTML|insertAdjacentHTML|document\.write|new Function\(|\beval\(/
    expect(writes.exec(withoutPreact)?.[0]).toBeUndefined()
  }
})

test('each file is named by its content and lies there compressed', async () => {
  const names = await readdir(join(dir, 'dist/assets'))
  for (const { file } of Object.values(manifest.files)) {
    expect(names).toContain(`${file}.br`)
    expect(names).toContain(`${file}.gz`)
    if (file !== 'service-worker.js') expect(file).toMatch(/-[0-9a-z]{8,}\.\w+$/)
  }
})

test('a theme that is switched on one element survives the build', async () => {
  expect(await textOf('main.css')).toContain('light-dark(')
  expect(await textOf('main.css')).not.toContain('@import')
  expect(await textOf('main.css')).toStartWith('@layer reset,base,shell,parts,pages,adapt;')
})
