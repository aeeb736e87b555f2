import type { Element, Root } from 'hast'
import { gatherWordLists } from './word-lists.ts'

/** Makes of what programs put on the clipboard what it would be on a page. */
export function tidyCopied(tree: Root): void {
  gatherWordLists(tree)
  const open: (Root | Element)[] = [tree]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'element') tidy(node)
    for (const child of node.children) if (child.type === 'element') open.push(child)
  }
}

function tidy(node: Element): void {
  if (isList(node)) nestLists(node)
  else if (node.tagName === 'table') nameColumns(node)
  else if (node.tagName === 'td' || node.tagName === 'th') node.children = inOneLine(node.children)
}

function isList({ tagName }: Element): boolean {
  return tagName === 'ul' || tagName === 'ol'
}

/** Google Docs puts a list that is further in beside the items, and not into the one to which it belongs. */
function nestLists(list: Element): void {
  const children: Element['children'] = []
  for (const child of list.children) {
    const item = children.findLast((one) => one.type === 'element')
    if (child.type === 'element' && isList(child) && item?.type === 'element') item.children.push(child)
    else children.push(child)
  }
  list.children = children
}

/** Of a table whose columns have no names the first row gives them: without any there is no table in Markdown. */
function nameColumns(table: Element): void {
  const rows = within(table, 'tr')
  if (rows.some((row) => row.children.some((cell) => cell.type === 'element' && cell.tagName === 'th'))) return
  for (const cell of rows[0]?.children ?? []) if (cell.type === 'element') cell.tagName = 'th'
}

function within(node: Element, tagName: string): Element[] {
  return node.children.flatMap((child) => {
    if (child.type !== 'element' || child.tagName === 'table') return []
    return child.tagName === tagName ? [child] : within(child, tagName)
  })
}

const BLOCKS = new Set([
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'br',
  'table',
  'tbody',
  'tr',
  'td',
  'th',
  'pre',
  'blockquote',
  'hr',
])

/** A cell is one line: what stood below one another there stands beside one another. */
function inOneLine(children: Element['children']): Element['children'] {
  return children.flatMap((child, at): Element['children'] => {
    if (child.type !== 'element') return [child]
    const within = inOneLine(child.children)
    if (!BLOCKS.has(child.tagName)) return [{ ...child, children: within }]
    return at === 0 ? within : [{ type: 'text', value: ' ' }, ...within]
  })
}
