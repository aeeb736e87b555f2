/** Browsers that show a page only when it is complete, and run no scripts: they get finite pages that refresh. */
const TEXT_BROWSERS = /^(?:lynx|w3m|links|elinks|edbrowse)\b/i

/** Tells by its User-Agent that a browser is one of those. */
export function isTextBrowser(userAgent: string): boolean {
  return TEXT_BROWSERS.test(userAgent)
}
