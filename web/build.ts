import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { BunPlugin } from 'bun'
import { bundleStyles } from './bundle-styles.ts'
import type { BuiltFile, Entry, Manifest } from './src/pages/manifest.ts'
import { LANGUAGES, type Language } from './src/texts/spoken.ts'

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
  const styles = await buildStyles()
  const scripts = await Promise.all(LANGUAGES.map((language) => buildScripts(language, styles)))
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

/** A browser needs few of the limits, and the object that holds them would come as a whole. */
const limitsInPlace: BunPlugin = {
  name: 'limits-in-place',
  setup(build) {
    const values: Readonly<Record<string, unknown>> = LIMITS
    build.onLoad({ filter: /[\\/](?:protocol|sdk|web)[\\/]src[\\/].*\.tsx?$/ }, async ({ path }) => {
      const source = await Bun.file(path).text()
      const contents = source.replaceAll(/\bLIMITS\.(\w+)\b/g, (name, key: string) =>
        typeof values[key] === 'number' ? String(values[key]) : name,
      )
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' }
    })
  },
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
const ALONE = `
export const LANGUAGES = ${JSON.stringify(LANGUAGES)}
export const spoken = (noun, texts) => texts
`

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

async function buildScripts(language: Language, styles: readonly Output[]): Promise<Output[]> {
  const sheets = Object.fromEntries(styles.map(({ logical, file }) => [logical, `/assets/${file}`]))
  const built = await Bun.build({
    entrypoints: [join(WEB, 'src/client/app.tsx'), join(WEB, 'src/client/forms.ts')],
    target: 'browser',
    format: 'esm',
    splitting: true,
    minify: true,
    // Pages link the chunks of their entry themselves.
    modulePreload: false,
    naming: { entry: '[name]-[hash].[ext]', chunk: '[name]-[hash].[ext]' },
    define: { 'process.env.NODE_ENV': '"production"', PARLEY_SHEETS: JSON.stringify(sheets) },
    plugins: [limitsInPlace, entitiesWithoutDom, textsIn(language)],
  })
  return Promise.all(
    built.outputs.map(async (artifact) => {
      const file = artifact.path.replace(/^.*\//, '')
      const logical = artifact.kind === 'entry-point' ? `${file.slice(0, file.lastIndexOf('-'))}.${language}.js` : file
      return { logical, file, bytes: await bytesOf(artifact) }
    }),
  )
}

/** The sheet that every page loads, and those that are loaded with their views. */
async function buildStyles(): Promise<Output[]> {
  const folder = join(WEB, 'src/styles')
  const main = await Bun.file(join(folder, 'main.css')).text()
  const names = (await readdir(folder)).filter((name) => name.endsWith('.css') && !main.includes(`'./${name}'`)).sort()
  return Promise.all(
    names.map(async (name) => {
      const bytes = new TextEncoder().encode(await bundleStyles(join(folder, name)))
      return { logical: name, file: `${name.slice(0, -4)}-${hash(bytes)}.css`, bytes }
    }),
  )
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
