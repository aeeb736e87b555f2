import type { Element, ElementContent, Nodes, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { defaultHandlers, type Handle, type State, toMdast } from 'hast-util-to-mdast'
import type { Emphasis, Parents, PhrasingContent } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import {
  defaultHandlers as writers,
  type Info,
  type Options,
  type State as WriterState,
  toMarkdown,
} from 'mdast-util-to-markdown'
import { safeHref } from '../../markdown/links.ts'
import { tidyCopied } from './tidy-copied.ts'
import { tidyMarks } from './tidy-marks.ts'

/** Characters of markup that are read; more is pasted as plain text. */
const MAX_LENGTH = 100_000
const MAX_DEPTH = 60
const MAX_NODES = 20_000
/** The parser opens what is not closed anew in every paragraph. */
const MAX_UNCLOSED = 10

/** Turns copied markup into Markdown; null where that would take too long or says nothing, so that plain text is better. */
export function markdownFromHtml(html: string): string | null {
  if (html.length > MAX_LENGTH || unclosed(html) > MAX_UNCLOSED) return null
  const tree = fromHtml(html, { fragment: true })
  if (isTooMuch(tree)) return null
  tidyCopied(tree)
  const said = toMdast(tree, { handlers: HANDLERS, nodeHandlers: { comment: () => undefined } })
  tidyMarks(said)
  const markdown = toMarkdown(said, OPTIONS)
  // A chat keeps what stands together together: an empty line is enough.
  return markdown.replaceAll(/\n{3,}/gu, '\n\n').trim() || null
}

/** Within a word a line means nothing. */
function emphasis(node: Emphasis, parent: Parents | undefined, state: WriterState, info: Info): string {
  const isInWord = /[\p{L}\p{N}]$/u.test(info.before) || /^[\p{L}\p{N}]/u.test(info.after)
  const { emphasis: usual } = state.options
  state.options.emphasis = isInWord ? '*' : '_'
  const written = writers.emphasis(node, parent, state, info)
  state.options.emphasis = usual
  return written
}

const OPTIONS: Options = {
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  bullet: '-',
  emphasis: '_',
  // A new line is one in a chat.
  handlers: { break: () => '\n', emphasis },
  listItemIndent: 'one',
  rule: '-',
}

const FORMATTING = /<(\/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b/giu

function unclosed(html: string): number {
  let open = 0
  for (const [, slash] of html.matchAll(FORMATTING)) open += slash === '/' ? -1 : 1
  return open
}

/** The readers of the tree call themselves for each depth. */
function isTooMuch(tree: Root): boolean {
  const open: { node: Nodes; depth: number }[] = [{ node: tree, depth: 0 }]
  let count = 0
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    count += 1
    if (at.depth > MAX_DEPTH || count > MAX_NODES) return true
    if ('children' in at.node) for (const node of at.node.children) open.push({ node, depth: at.depth + 1 })
  }
  return false
}

/** Word processors say with styles what pages say with elements, and wrap everything in a bold that is none. */
const HANDLERS: Record<string, Handle> = {
  b: strong,
  strong,
  span: styled,
  a: link,
  // A picture that is elsewhere is no part of a text; its description is.
  img: (_, node) => textOf(node, 'alt'),
  u: (state, node) => state.all(node),
  mark: (state, node) => state.all(node),
}

function strong(state: State, node: Element) {
  return /font-weight:\s*(?:normal|400)/u.test(styleOf(node)) ? state.all(node) : defaultHandlers.strong(state, node)
}

function styled(state: State, node: Element) {
  const style = styleOf(node)
  const names = [
    /font-weight:\s*(?:bold|[6-9]00)/u.test(style) ? 'strong' : null,
    /font-style:\s*italic/u.test(style) ? 'em' : null,
    /text-decoration[^;]*:\s*[^;]*line-through/u.test(style) ? 'del' : null,
  ].filter((name) => name !== null)
  if (names.length === 0 || textIn(node).trim() === '') return state.all(node)
  const inner = names.reduce<ElementContent[]>(
    (children, tagName) => [{ type: 'element', tagName, properties: {}, children }],
    node.children,
  )
  return state.all({ ...node, properties: {}, children: inner })
}

/** What leads nowhere safe is only text, and so is an address that says itself. */
function link(state: State, node: Element) {
  const href = node.properties['href']
  const url = typeof href === 'string' ? safeHref(href) : null
  if (url === null) return state.all(node)
  return defaultHandlers.a(state, node)
}

function textOf(node: Element, name: string): PhrasingContent | undefined {
  const value = node.properties[name]
  return typeof value === 'string' && value !== '' ? { type: 'text', value } : undefined
}

function styleOf(node: Element): string {
  const style = node.properties['style']
  return typeof style === 'string' ? style.toLowerCase() : ''
}

function textIn(node: ElementContent): string {
  if (node.type === 'text') return node.value
  return node.type === 'element' ? node.children.map(textIn).join('') : ''
}
