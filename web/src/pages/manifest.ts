import type { Language } from '@parley/protocol/languages.ts'

/** A built file: its name by content, and its size as it is and compressed. */
export type BuiltFile = { file: string; bytes: number; brotli: number; gzip: number }

/** What a build made: `build` names it, `files` go by the names that they have in the source, `entries` are what pages load at once, in each language: those of the app, and those of forms. */
export type Manifest = {
  build: string
  files: Record<string, BuiltFile>
  entries: { [L in Language]?: Record<Entry, string[]> }
  languages: readonly Language[]
}

/** The script that a page starts with. */
export type Entry = 'app' | 'forms'
