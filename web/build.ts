import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { LIMITS } from '@parley/protocol/limits.ts'
import { NOTICE_LIMITS } from '@parley/protocol/notice-limits.ts'
import type { BunPlugin } from 'bun'
import { bundleStyles, shortenTokens } from './bundle-styles.ts'
import { minifyScript } from './minify-script.ts'
import type { BuiltFile, Entry, Manifest } from './src/pages/manifest.ts'
import { LANGUAGES, type Language } from '@parley/protocol/languages.ts'
import { type InPlace, isCatalogue, textsInPlace } from './texts-in-place.ts'

const WEB = dirname(fileURLToPath(import.meta.url))

const TEXTS = join(WEB, 'src/texts')

type Output = { logical: string; file: string; bytes: Uint8Array<ArrayBuffer> }

/**
 * Builds what browsers load into `outDir`: scripts in chunks and style sheets, each named by its content and
 * compressed beside itself, and a manifest. What was there stays until the new one is complete.
 */
export async function buildWeb(outDir = join(WEB, 'dist')): Promise<Manifest> {
  const staging = `${outDir}.new-${process.pid}`
  await rm(staging, { recursive: true, force: true })
  await mkdir(join(staging, 'assets'), { recursive: true })
  const { version, styles } = await buildStyles()
  const scripts = await Promise.all(LANGUAGES.map((language) => buildScripts(language, version)))
  const page = [...uniqueFiles(scripts.flat()), ...styles, ...(await readStatic())]
  const build = hash(...page.map((output) => output.file))
  const worker = await buildWorker(build, page)
  const files: Record<string, BuiltFile> = {}
  for (const output of [...page, worker]) files[output.logical] = await writeOutput(staging, output)
  const manifest: Manifest = {
    build,
    files,
    entries: Object.fromEntries(LANGUAGES.map((language, at) => [language, entriesOf(language, scripts[at] ?? [])])),
    languages: LANGUAGES,
  }
  await Bun.write(join(staging, 'manifest.json'), JSON.stringify(manifest, null, 2))
  await rm(outDir, { recursive: true, force: true })
  await rename(staging, outDir)
  return manifest
}

/** A browser needs few of the limits and of the texts, and the objects that hold them would come as a whole. */
function inPlace(texts: InPlace): BunPlugin {
  return {
    name: 'in-place',
    setup(build) {
      build.onLoad({ filter: /[\\/](?:protocol|sdk|web)[\\/]src[\\/].*\.tsx?$/ }, async ({ path }) => {
        const source = putLimits(await Bun.file(path).text())
        const contents = isCatalogue(path) ? texts.catalogue(source) : texts.view(source)
        return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' }
      })
    },
  }
}

function putLimits(source: string): string {
  const tables: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { LIMITS, NOTICE_LIMITS }
  return source.replaceAll(/\b(LIMITS|NOTICE_LIMITS)\.(\w+)\b/g, (name, table: string, key: string) => {
    const limit = tables[table]?.[key]
    return typeof limit === 'number' ? String(limit) : name
  })
}

/** The package for browsers decodes entities through innerHTML, which Trusted Types forbid. */
const entitiesWithoutDom: BunPlugin = {
  name: 'entities-without-dom',
  setup(build) {
    build.onResolve({ filter: /^decode-named-character-reference$/ }, () => ({
      path: fileURLToPath(new URL('./index.js', import.meta.resolve('decode-named-character-reference'))),
    }))
  },
}

/** What is the same in all languages is there once. */
function uniqueFiles(outputs: readonly Output[]): Output[] {
  return [...new Map(outputs.map((output) => [output.logical, output])).values()]
}

function entriesOf(language: Language, scripts: readonly Output[]): Record<Entry, string[]> {
  const [app, forms] = [`app.${language}.js`, `forms.${language}.js`]
  return { app: entryFiles(scripts, app), forms: entryFiles(scripts, forms) }
}

/** What stands in the place of `spoken.ts`: there is one language only. */
const ALONE = 'export const spoken = (noun, texts) => texts'

/** Puts the texts of one language in the place of the catalogue's, and nothing that could choose between languages. */
function textsIn(language: Language): BunPlugin {
  return {
    name: `texts-${language}`,
    setup(build) {
      build.onResolve({ filter: /(?:^|\/)texts\/[\w-]+\.ts$|^\.\/[\w-]+\.ts$/ }, ({ path, importer }) => {
        const folder = dirname(join(dirname(importer), path))
        const name = basename(path)
        if (folder !== TEXTS && folder !== join(TEXTS, language)) return undefined
        if (name === 'spoken.ts') return { path: name, namespace: 'alone' }
        const own = join(TEXTS, language, name)
        return !importer.startsWith(TEXTS) && existsSync(own) ? { path: own } : undefined
      })
      build.onLoad({ filter: /./, namespace: 'alone' }, () => ({ contents: ALONE, loader: 'ts' }))
    },
  }
}

/** Each entry by itself: what two of them share would be files of its own, for which pages ask one by one. */
async function buildScripts(language: Language, styles: string): Promise<Output[]> {
  const plugins = [inPlace(await textsInPlace(language)), entitiesWithoutDom, textsIn(language)]
  const entries = ['app.tsx', 'forms.ts'].map((entry) => buildEntry(entry, language, plugins, styles))
  return (await Promise.all(entries)).flat()
}

async function buildEntry(entry: string, language: Language, plugins: BunPlugin[], styles: string): Promise<Output[]> {
  const built = await Bun.build({
    entrypoints: [join(WEB, 'src/client', entry)],
    target: 'browser',
    format: 'esm',
    splitting: true,
    minify: true,
    // Pages link the chunks of their entry themselves.
    modulePreload: false,
    naming: { entry: '[name]-[hash].[ext]', chunk: '[name]-[hash].[ext]' },
    define: { 'process.env.NODE_ENV': '"production"', PARLEY_STYLES: JSON.stringify(styles) },
    plugins,
  })
  return Promise.all(
    built.outputs.map(async (artifact) => {
      const file = artifact.path.replace(/^.*\//, '')
      const logical = artifact.kind === 'entry-point' ? `${file.slice(0, file.lastIndexOf('-'))}.${language}.js` : file
      return { logical, file, bytes: new TextEncoder().encode(await minifyScript(await artifact.text())) }
    }),
  )
}

/**
 * The sheet that every page loads, and those that are loaded with their views. All are named by the content of all, so that a
 * page knows the addresses of those that it may load later by one word.
 */
async function buildStyles(): Promise<{ version: string; styles: Output[] }> {
  const folder = join(WEB, 'src/styles')
  const all = (await readdir(folder)).filter((name) => name.endsWith('.css')).sort()
  const sources = await Promise.all(all.map((name) => Bun.file(join(folder, name)).text()))
  const names = all.filter((name) => !sources.some((source) => source.includes(`@import './${name}'`)))
  const bundled = await Promise.all(names.map((name) => bundleStyles(join(folder, name))))
  const shorten = shortenTokens(bundled[names.indexOf('main.css')] ?? '')
  const texts = bundled.map(shorten)
  const version = hash(...texts)
  const styles = names.map((logical, at) => {
    const bytes = new TextEncoder().encode(texts[at] ?? '')
    return { logical, file: `${logical.slice(0, -4)}-${version}.css`, bytes }
  })
  return { version, styles }
}

async function readStatic(): Promise<Output[]> {
  const names = (await readdir(join(WEB, 'static'))).sort()
  return Promise.all(
    names.map(async (name) => {
      const bytes = await Bun.file(join(WEB, 'static', name)).bytes()
      const dot = name.lastIndexOf('.')
      return { logical: name, file: `${name.slice(0, dot)}-${hash(bytes)}${name.slice(dot)}`, bytes }
    }),
  )
}

/** The service worker keeps its name, for browsers ask for it again by that; it knows the files of its own build. */
async function buildWorker(build: string, page: readonly Output[]): Promise<Output> {
  const built = await Bun.build({
    entrypoints: [join(WEB, 'src/client/offline/service-worker.ts')],
    target: 'browser',
    format: 'iife',
    minify: true,
    define: {
      PARLEY_BUILD: JSON.stringify(build),
      PARLEY_FILES: JSON.stringify(page.map((output) => `/assets/${output.file}`)),
    },
  })
  const [artifact] = built.outputs
  if (artifact === undefined) throw new Error('the service worker was not built')
  return { logical: 'service-worker.js', file: 'service-worker.js', bytes: await bytesOf(artifact) }
}

async function bytesOf(artifact: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await artifact.arrayBuffer())
}

/** The entry and what it imports at once: what a page can ask for before the entry is read. */
function entryFiles(scripts: readonly Output[], entry: string): string[] {
  const byFile = new Map(scripts.map((output) => [output.file, output]))
  const found = new Set<string>()
  const walk = (output: Output | undefined) => {
    if (output === undefined || found.has(output.logical)) return
    found.add(output.logical)
    for (const match of new TextDecoder().decode(output.bytes).matchAll(/(?:from|import)"\.\/([^"]+)"/g)) {
      walk(byFile.get(match[1] ?? ''))
    }
  }
  walk(scripts.find((output) => output.logical === entry))
  return [...found]
}

async function writeOutput(staging: string, output: Output): Promise<BuiltFile> {
  const path = join(staging, 'assets', output.file)
  const brotli = brotliCompressSync(output.bytes, {
    params: { [constants.BROTLI_PARAM_SIZE_HINT]: output.bytes.length },
  })
  // The slowest level of libdeflate packs a few percent more than the slowest of zlib.
  const gzip = Bun.gzipSync(output.bytes, { library: 'libdeflate', level: 12 })
  await Promise.all([Bun.write(path, output.bytes), Bun.write(`${path}.br`, brotli), Bun.write(`${path}.gz`, gzip)])
  return { file: output.file, bytes: output.bytes.length, brotli: brotli.length, gzip: gzip.length }
}

function hash(...parts: readonly (string | Uint8Array)[]): string {
  const hasher = new Bun.CryptoHasher('sha256')
  for (const part of parts) hasher.update(part)
  return hasher.digest('hex').slice(0, 10)
}

if (import.meta.main) {
  const manifest = await buildWeb()
  for (const [name, file] of Object.entries(manifest.files)) {
    console.log(`${name.padEnd(28)} ${String(file.bytes).padStart(8)} ${String(file.brotli).padStart(7)} br`)
  }
}
