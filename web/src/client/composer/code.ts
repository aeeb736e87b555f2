/** Tells whether a place in a text lies in a block of code: after a fence that is not closed before it. */
export function isInCode(text: string, at: number): boolean {
  let fence: string | null = null
  for (const [, found = ''] of text.slice(0, at).matchAll(/^ {0,3}(`{3,}|~{3,})/gmu)) {
    if (fence === null) fence = found
    else if (found.startsWith(fence)) fence = null
  }
  return fence !== null
}
