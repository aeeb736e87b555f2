import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Entry, Manifest } from '@parley/web/pages/manifest.ts'
import type { Language } from '@parley/protocol/languages.ts'
import { IMMUTABLE } from '../headers.ts'
import { chooseEncoding } from './negotiate.ts'

/** The built files of the web client. */
export type Assets = {
  /** The name of the build; another one than the page's means "reload to update". */
  build: string
  /** The address of a file by the name that it has in the source; null when nothing was built. */
  urlOf: (name: string) => string | null
  /** What a page loads at once, its own script first. */
  entryUrls: (entry: Entry, language: Language) => readonly string[]
  /** Answers a request for a built file; null where there is none. */
  serve: (file: string, acceptEncoding: string | null) => Promise<Response | null>
}

/** Where the build puts its files; the one-file executable carries that folder in itself. */
export const DIST = Bun.isStandaloneExecutable
  ? join(import.meta.dir, 'dist')
  : fileURLToPath(new URL('../../dist', import.meta.resolve('@parley/web/pages/manifest.ts')))

const NONE = { app: [], forms: [] } as const

const WORKER = 'service-worker.js'

const TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  webmanifest: 'application/manifest+json',
  txt: 'text/plain; charset=utf-8',
}

/** Opens the built files. Without a build, pages come without scripts and styles. */
export async function openAssets(dir = DIST): Promise<Assets> {
  const manifest = await readManifest(dir)
  const urls = new Map(Object.entries(manifest.files).map(([name, { file }]) => [name, `/assets/${file}`]))
  const known = new Set(Object.values(manifest.files).map(({ file }) => file))
  return {
    build: manifest.build,
    urlOf: (name) => urls.get(name) ?? null,
    entryUrls: (entry, language) => (manifest.entries[language] ?? NONE)[entry].flatMap((name) => urls.get(name) ?? []),
    serve: async (file, acceptEncoding) =>
      known.has(file) ? serveFile(join(dir, 'assets', file), acceptEncoding) : null,
  }
}

async function readManifest(dir: string): Promise<Manifest> {
  const file = Bun.file(join(dir, 'manifest.json'))
  const read: unknown = (await file.exists()) ? JSON.parse(await file.text()) : null
  return isManifest(read) ? read : { build: 'none', files: {}, entries: {}, languages: [] }
}

/** A manifest of another version of the program is none: it is built again at the next start. */
function isManifest(read: unknown): read is Manifest {
  return (
    typeof read === 'object' &&
    read !== null &&
    'build' in read &&
    'files' in read &&
    'entries' in read &&
    'languages' in read
  )
}

async function serveFile(path: string, acceptEncoding: string | null): Promise<Response> {
  const encoding = chooseEncoding(acceptEncoding, ['br', 'gzip'])
  const suffix = encoding === null ? '' : encoding === 'br' ? '.br' : '.gz'
  const extension = path.slice(path.lastIndexOf('.') + 1)
  const headers = new Headers({
    'Content-Type': TYPES[extension] ?? 'application/octet-stream',
    // The worker's name does not change with its content.
    'Cache-Control': path.endsWith(`/${WORKER}`) ? 'no-store' : IMMUTABLE,
    Vary: 'Accept-Encoding',
  })
  if (encoding !== null) headers.set('Content-Encoding', encoding)
  return new Response(await Bun.file(`${path}${suffix}`).bytes(), { headers })
}
