import type { Block, Inline } from '../blocks.ts'
import { safeHref } from '../links.ts'

/**
 * Our tree, written as the specification writes its examples, but for what a chat does not tell apart: a break is a new
 * line, and an item's paragraphs are as close as they come.
 */
export function ownHtml(blocks: readonly Block[]): string {
  return tidied(blocks.map((block) => blockHtml(block, false)).join(''))
}

function blockHtml(block: Block, isInItem: boolean): string {
  switch (block.t) {
    case 'p':
      return isInItem ? `\n${inlineHtml(block.c)}\n` : `<p>${inlineHtml(block.c)}</p>`
    case 'h':
      return `<h${block.level}>${inlineHtml(block.c)}</h${block.level}>`
    case 'quote':
      return `<blockquote>${block.c.map((inner) => blockHtml(inner, false)).join('')}</blockquote>`
    case 'list': {
      const items = block.items.map((item) => `<li>${item.map((inner) => blockHtml(inner, true)).join('')}</li>`)
      const start = block.start === null || block.start === 1 ? '' : ` start="${block.start}"`
      return block.start === null ? `<ul>${items.join('')}</ul>` : `<ol${start}>${items.join('')}</ol>`
    }
    case 'pre':
      return `<pre>${kept(block.v)}</pre>`
    case 'rule':
      return '<hr />'
    case 'table':
      return '<table>'
  }
}

function inlineHtml(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (typeof inline === 'string') return escaped(inline)
      switch (inline.t) {
        case 'br':
          return '\n'
        case 'name':
          return escaped(inline.v)
        case 'code':
          return `<code>${kept(inline.v)}</code>`
        case 'a':
          return `<a ${readable(inline.href)}>${inlineHtml(inline.c)}</a>`
        default:
          return `<${inline.t}>${inlineHtml(inline.c)}</${inline.t}>`
      }
    })
    .join('')
}

/** An example's HTML in the same form: a link that Parley does not make is its label and its address. */
export function exampleHtml(html: string): string {
  const open: string[] = []
  const links: { address: string; from: number }[] = []
  let out = ''
  for (const [token, closing, name = '', attributes = ''] of html.matchAll(
    /<(\/?)([a-z][a-z0-9]*)((?:\s[^>]*)?)>|[^<]+/giu,
  )) {
    if (name === '')
      out += open.includes('pre')
        ? kept(unescaped(token).replace(/\n$/u, ''))
        : open.includes('code')
          ? kept(unescaped(token))
          : token.replaceAll('&quot;', '"')
    else if (name === 'br') out += '\n'
    else if (name === 'img')
      out += linked(unescaped(attribute(attributes, 'src')), attribute(attributes, 'alt').replaceAll('&quot;', '"'))
    else if (name === 'a' && closing === '')
      links.push({ address: unescaped(attribute(attributes, 'href')), from: out.length })
    else if (name === 'a') {
      const link = links.pop()
      if (link) out = out.slice(0, link.from) + linked(link.address, out.slice(link.from))
    } else {
      if (closing === '' && name !== 'hr') open.push(name)
      else if (closing !== '') open.pop()
      if (name === 'p' && open.findLast((one) => one === 'li' || one === 'blockquote') === 'li') out += '\n'
      else if (!(name === 'code' && open.includes('pre')))
        out += name === 'pre' || name === 'code' ? `<${closing}${name}>` : token
    }
  }
  return tidied(out)
}

function linked(address: string, label: string): string {
  const href = safeHref(address)
  if (href !== null) return `<a ${readable(href)}>${label === '' ? escaped(address) : label}</a>`
  const plain = escaped(readable(address))
  return label === '' ? plain : `${label} (${plain})`
}

function attribute(attributes: string, name: string): string {
  return new RegExp(`${name}="([^"]*)"`, 'u').exec(attributes)?.[1] ?? ''
}

function readable(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}

/** Lines of code keep what space they have. */
function kept(code: string): string {
  return escaped(code).replaceAll('\n', '⏎').replaceAll(' ', '␣').replaceAll('\t', '⇥')
}

function tidied(html: string): string {
  return html
    .replaceAll(/[ \t]*\n\s*/gu, '\n')
    .replaceAll(/\s*(<\/?(?:p|h[1-6]|blockquote|ul|ol|li|pre|hr)\b[^>]*>)\s*/gu, '$1')
    .trim()
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
