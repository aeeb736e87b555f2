/** The page that searches for a text; with an empty one, where one begins. */
export function searchPath(text: string, before?: string): string {
  const params = new URLSearchParams({
    ...(text === '' ? {} : { q: text }),
    ...(before === undefined ? {} : { before }),
  })
  return params.size === 0 ? '/search' : `/search?${params}`
}

/** A search in one room, to which words are still to be added. */
export function searchIn(name: string): string {
  if (name === '') return ''
  return `in:${/[\s"]/.test(name) ? `"${name.replaceAll('"', '')}"` : name} `
}
