import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Glob } from 'bun'
import type { Language } from '@parley/protocol/languages.ts'

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), 'src')

/** What is said, by the names under which the catalogue exports it. */
export type Said = Readonly<Record<string, unknown>>

/** What a catalogue must keep as it is: the keys that views look into while they run. */
export type Kept = Readonly<Record<string, ReadonlySet<string> | 'everything'>>

/** Puts what one language says into the sources that say it. */
export type InPlace = {
  /** A source that says something: with each text that is a mere string in the place of its name. */
  view: (source: string) => string
  /** A part of the catalogue: without what stands in its place already. */
  catalogue: (source: string) => string
}

/**
 * Reads what one language says and how sources say it. A page would come with the whole of every part of the catalogue that
 * it says one word of, and with its names; so a text goes where it is said, with the view that says it.
 */
export async function textsInPlace(language: Language): Promise<InPlace> {
  const said = await readSaid(language)
  const kept = keptOf(await Promise.all((await sourcesIn(SOURCE)).map((path) => Bun.file(path).text())), said)
  return { view: (source) => putTexts(source, said), catalogue: (source) => withoutTexts(source, said, kept) }
}

async function readSaid(language: Language): Promise<Said> {
  const folder = join(SOURCE, 'texts', language === 'en' ? '' : language)
  const files = await Array.fromAsync(new Glob('*.ts').scan(folder))
  const parts = await Promise.all(
    files.filter((file) => !file.endsWith('.test.ts')).map(async (file) => partsIn(await import(join(folder, file)))),
  )
  return Object.fromEntries(parts.flat())
}

function partsIn(module: unknown): [name: string, texts: unknown][] {
  if (typeof module !== 'object' || module === null) return []
  return Object.entries(module).filter(([name]) => isPart(name))
}

const isPart = (name: string) => name.endsWith('Texts')

/** All sources that may say something; what the catalogue says of itself does not count. */
async function sourcesIn(folder: string): Promise<string[]> {
  const files = await Array.fromAsync(new Glob('**/*.{ts,tsx}').scan(folder))
  return files.filter((file) => !/(?:^texts\/|\.test\.tsx?$)/.test(file)).map((file) => join(folder, file))
}

/** Where a source says something: what it has for a name there, and what that name leads to. */
type Saying = { at: number; length: number; part: string; path: readonly string[] }

const IMPORT = /^import \{([^}]*)\} from '[^']*\/texts\/[\w-]+\.ts'$/gm
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm

function sayingsIn(source: string): Saying[] {
  const names = new Map<string, string>()
  for (const [, list = ''] of source.matchAll(IMPORT)) {
    for (const [part = '', local = part] of list.split(',').map((one) => one.trim().split(' as '))) {
      if (isPart(part)) names.set(local, part)
    }
  }
  if (names.size === 0) return []
  const code = source.replaceAll(new RegExp(`${IMPORT.source}|${COMMENT.source}`, 'gm'), (part) =>
    ' '.repeat(part.length),
  )
  const uses = new RegExp(
    String.raw`(?<![\w$'-]|(?<!\.\.)\.)(${[...names.keys()].join('|')})((?:\.\w+)*)(?![\w$'-])`,
    'g',
  )
  return [...code.matchAll(uses)].map((match) => {
    const [whole, local = '', path = ''] = match
    return { at: match.index, length: whole.length, part: names.get(local) ?? '', path: path.split('.').slice(1) }
  })
}

/** The text that a path leads to, with what of the path is left; null where that is none. */
function textAt(said: Said, { part, path }: Saying): { text: string; rest: readonly string[] } | null {
  let value: unknown = said[part]
  for (const [at, key] of path.entries()) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
    if (typeof value === 'string') return { text: value, rest: path.slice(at + 1) }
  }
  return null
}

/** What sources say otherwise than by the plain name of a text. */
export function keptOf(sources: readonly string[], said: Said): Kept {
  const kept = new Map<string, Set<string> | 'everything'>()
  for (const saying of sources.flatMap(sayingsIn)) {
    const [key] = saying.path
    const known = kept.get(saying.part)
    if (known === 'everything' || textAt(said, saying) !== null) continue
    kept.set(saying.part, key === undefined ? 'everything' : (known ?? new Set()).add(key))
  }
  return Object.fromEntries(kept)
}

/** The source with its texts in the places of their names. */
export function putTexts(source: string, said: Said): string {
  let put = ''
  let from = 0
  for (const saying of sayingsIn(source)) {
    const found = textAt(said, saying)
    if (found === null) continue
    put += source.slice(from, saying.at) + [JSON.stringify(found.text), ...found.rest].join('.')
    from = saying.at + saying.length
  }
  return put + source.slice(from)
}

const PART = /^export const (\w+)(?:: [^=\n]+)? = (?:spoken\('[\w-]+', )?\{\n([\s\S]*?)^\}\)?$/gm
/** From a key of a part to the next one; all sources are formatted alike. */
const ENTRY = /^ {2}(?:'?([\w-]+)'?:|\w+,$)[\s\S]*?(?=^ {2}(?:'?[\w-]+'?[:,]|\/\*\*)|(?![\s\S]))/gm

/** The source of a part of the catalogue with what is kept of it, and with nothing around it. */
export function withoutTexts(source: string, said: Said, kept: Kept): string {
  return source.replaceAll(PART, (_, part: string, entries: string) => {
    const keys = kept[part] ?? new Set()
    const isKept = (key: string | undefined) => key === undefined || keys === 'everything' || keys.has(key)
    const left = entries.replaceAll(ENTRY, (entry, key: string | undefined) => (isKept(key) ? entry : ''))
    return said[part] === undefined ? _ : `export const ${part} = {\n${left}}`
  })
}

/** Whether a file is a part of the catalogue. */
export function isCatalogue(path: string): boolean {
  const folder = dirname(path)
  return basename(folder) === 'texts' || basename(dirname(folder)) === 'texts'
}
