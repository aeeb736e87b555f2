import { type Language, LANGUAGES } from '@parley/protocol/languages.ts'

/** Where a device keeps the language of the page that was last shown on it; nothing is ever asked of a server there. */
export const LANGUAGE_STORE = { cache: 'parley-language', key: '/offline/language' }

/** The pages that hold nothing of anyone: the app without its state, for when the server cannot be reached, in each language. */
export const SHELLS: readonly string[] = LANGUAGES.map(shellOf)

/** The one in a language. */
export function shellOf(language: Language): string {
  return `/offline?language=${language}`
}

/** The language that a device kept, or else the first of those that its browser asks for that we have. */
export function languageToDraw(kept: string | undefined, asked: readonly string[]): Language {
  const wishes = [kept, ...asked.map((tag) => tag.toLowerCase().split('-')[0])]
  return wishes.flatMap((wish) => LANGUAGES.find((language) => language === wish) ?? [])[0] ?? 'en'
}

export type Asked = { url: URL; origin: string; method: string; mode: string }

/** Tells from where the service worker answers; null: it does not, and nothing of it is ever stored. */
export function answerFrom(asked: Asked): 'files' | 'network-then-shell' | null {
  const { url, origin, method, mode } = asked
  if (method !== 'GET' || url.origin !== origin) return null
  if (url.pathname.startsWith('/assets/')) return 'files'
  return mode === 'navigate' && isAppPath(url.pathname) ? 'network-then-shell' : null
}

function isAppPath(path: string): boolean {
  return path === '/' || path === '/rooms' || /^\/r\/[^/]+(?:\/members)?\/?$/.test(path)
}
