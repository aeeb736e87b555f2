/** The page that holds nothing of anyone: the app without its state, for when the server cannot be reached. */
export const SHELL = '/offline'

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
