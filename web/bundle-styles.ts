import { dirname, join } from 'node:path'

/**
 * Puts a style sheet and what it imports into one text. Bun's own bundler rewrites `light-dark()` and nesting for old
 * browsers, which breaks a theme that is switched on one element; the browsers that we serve know both.
 */
export async function bundleStyles(path: string): Promise<string> {
  return minifyStyles(await withImports(path))
}

async function withImports(path: string): Promise<string> {
  const source = await Bun.file(path).text()
  let bundle = ''
  let at = 0
  for (const match of source.matchAll(/@import\s+["']([^"']+)["'];/g)) {
    bundle += source.slice(at, match.index) + (await withImports(join(dirname(path), match[1] ?? '')))
    at = match.index + match[0].length
  }
  return bundle + source.slice(at)
}

const STRING = /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/

/** Takes out comments and the white space that means nothing; texts in quotes stay as they are. */
export function minifyStyles(source: string): string {
  const withoutComments = source.replace(/("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\/\*[\s\S]*?\*\//g, '$1')
  return withoutComments
    .split(STRING)
    .map((part) =>
      /^["']/.test(part)
        ? part
        : part
            .replace(/\s+/g, ' ')
            .replace(/ ?([{};,]) ?/g, '$1')
            // After a colon only: before one it is the space of a descendant.
            .replaceAll(': ', ':')
            .replaceAll(';}', '}'),
    )
    .join('')
    .trim()
}

/** Makes what gives the tokens of a sheet, and their uses in others, short names: the most used the shortest. */
export function shortenTokens(sheet: string): (styles: string) => string {
  const uses = new Map<string, number>()
  for (const [name] of sheet.matchAll(TOKEN)) uses.set(name, (uses.get(name) ?? 0) + 1)
  const declared = new Set([...sheet.matchAll(/(--[\w-]+):/g)].map(([, name = '']) => name))
  const names = [...uses].filter(([name]) => declared.has(name)).toSorted(([, a], [, b]) => b - a)
  const short = new Map(names.map(([name], at) => [name, `--${at.toString(SIGNS)}`]))
  return (styles) => styles.replaceAll(TOKEN, (name) => short.get(name) ?? name)
}

/** What a source calls a token: what is shorter than three signs may be a short name. */
const TOKEN = /--[a-z][\w-]{2,}/g
const SIGNS = 32
