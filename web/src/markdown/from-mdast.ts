import type { Nodes, PhrasingContent, Table } from 'mdast'
import type { Align, Block, Inline } from './blocks.ts'
import { safeHref, withEmails } from './links.ts'
import { withNames } from './names.ts'

/** Turns what the parser read into our own small tree; anything that it does not know is left out. */
export function blocksOf(nodes: readonly Nodes[]): Block[] {
  return nodes.flatMap((node) => blockOf(node))
}

function blockOf(node: Nodes): Block[] {
  switch (node.type) {
    case 'paragraph':
      return [{ t: 'p', c: inlinesOf(node.children) }]
    case 'heading':
      return [{ t: 'h', level: node.depth, c: inlinesOf(node.children) }]
    case 'blockquote':
      return [{ t: 'quote', c: blocksOf(node.children) }]
    case 'list':
      return [
        {
          t: 'list',
          start: node.ordered === true ? (node.start ?? 1) : null,
          items: node.children.map((item) => blocksOf(item.children)),
        },
      ]
    case 'code':
      return [codeOf(node.value, node.lang ?? '')]
    case 'thematicBreak':
      return [{ t: 'rule' }]
    case 'table':
      return [tableOf(node)]
    default:
      return []
  }
}

/** A block of code, with its language where the fence names one that could be known. */
export function codeOf(v: string, info: string): Block {
  const [lang = ''] = info.trim().split(/[ \t]/u)
  return /^[a-z0-9+#-]{1,20}$/iu.test(lang) ? { t: 'pre', v, lang: lang.toLowerCase() } : { t: 'pre', v }
}

function tableOf(node: Table): Block {
  const align: Align[] = (node.align ?? []).map((side) => side ?? null)
  const rows = node.children.map((row) => row.children.map((cell) => inlinesOf(cell.children)))
  return { t: 'table', align, rows }
}

function inlinesOf(nodes: readonly PhrasingContent[]): Inline[] {
  return joined(nodes.flatMap((node) => inlineOf(node, withEmailsAndNames)))
}

function withEmailsAndNames(text: string): Inline[] {
  return withEmails(text).flatMap((part) => (typeof part === 'string' ? withNames(part) : part))
}

function labelOf(nodes: readonly PhrasingContent[]): Inline[] {
  return joined(nodes.flatMap((node) => inlineOf(node, (text) => [text])))
}

function inlineOf(node: PhrasingContent, fromText: (text: string) => Inline[]): Inline[] {
  switch (node.type) {
    case 'text':
      return linesOf(node.value).flatMap((part) => (typeof part === 'string' ? fromText(part) : part))
    case 'emphasis':
      return [{ t: 'em', c: inlinesOf(node.children) }]
    case 'strong':
      return [{ t: 'strong', c: inlinesOf(node.children) }]
    case 'delete':
      return [{ t: 'del', c: inlinesOf(node.children) }]
    case 'inlineCode':
      // The specification has a new line inside a code span be a space; the parser leaves that to whoever shows it.
      return [{ t: 'code', v: node.value.replaceAll('\n', ' ') }]
    case 'break':
      return [{ t: 'br' }]
    case 'link':
      return linkTo(node.url, labelOf(node.children))
    case 'image':
      return linkTo(node.url, node.alt ? [node.alt] : [])
    default:
      return []
  }
}

function linkTo(url: string, label: readonly Inline[]): Inline[] {
  const href = safeHref(url)
  if (href !== null) return [{ t: 'a', href, c: label.length === 0 ? [url] : label }]
  return label.length === 0 ? [url] : [...label, ` (${url})`]
}

/** In a chat a new line is a new line. */
function linesOf(text: string): Inline[] {
  return text.split('\n').flatMap((line, index): Inline[] => (index === 0 ? [line] : [{ t: 'br' }, line]))
}

function joined(inlines: readonly Inline[]): Inline[] {
  const result: Inline[] = []
  for (const inline of inlines) {
    const last = result.at(-1)
    if (inline === '') continue
    if (typeof inline === 'string' && typeof last === 'string') result[result.length - 1] = last + inline
    else result.push(inline)
  }
  return result
}
