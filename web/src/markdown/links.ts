import type { Inline } from './blocks.ts'

const SCHEMES = new Set(['http:', 'https:', 'mailto:'])

// Control and bidirectional characters make an address look like another one.
const DECEIVING = /[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/u

const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}(?<![-.])/giu

/** The address that a link may lead to, or null: http, https and mailto only, and nothing that hides where it leads. */
export function safeHref(address: string): string | null {
  if (DECEIVING.test(address) || !URL.canParse(address)) return null
  const url = new URL(address)
  return SCHEMES.has(url.protocol) ? url.href : null
}

/** A text with its e-mail addresses as links. */
export function withEmails(text: string): Inline[] {
  if (!text.includes('@')) return [text]
  const parts: Inline[] = []
  let end = 0
  for (const match of text.matchAll(EMAIL)) {
    parts.push(text.slice(end, match.index), { t: 'a', href: `mailto:${match[0]}`, c: [match[0]] })
    end = match.index + match[0].length
  }
  return [...parts, text.slice(end)]
}
