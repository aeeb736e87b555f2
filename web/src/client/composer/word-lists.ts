import type { Element, ElementContent, Root, RootContent } from 'hast'

/** In a paragraph's style: it is an item of a list, at this level. */
const LEVEL = /mso-list:[^;]*\blevel(\d)/u
/** The sign of an item, which Word writes out. */
const SIGN = /mso-list:\s*ignore/u
const NUMBER = /^\(?(?:\d+|[a-z]{1,4})[.)]/u

/** Word copies lists as paragraphs that say in their styles at which level they stand: they become lists. */
export function gatherWordLists(tree: Root): void {
  const open: (Root | Element)[] = [tree]
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    gatherIn(parent)
    for (const child of parent.children) if (child.type === 'element') open.push(child)
  }
}

function gatherIn(parent: Root | Element): void {
  if (!parent.children.some((child) => levelOf(child) !== null)) return
  const children: ElementContent[] = []
  /** The lists that are open, the outermost first. */
  let lists: Element[] = []
  for (const child of parent.children) {
    const level = levelOf(child)
    if (child.type === 'doctype' || (level === null && lists.length > 0 && isNothing(child))) continue
    if (level === null || child.type !== 'element') {
      lists = []
      children.push(child)
      continue
    }
    lists = lists.slice(0, level)
    while (lists.length < level) {
      const list = element(NUMBER.test(signOf(child)) ? 'ol' : 'ul', [])
      const item = lists.at(-1)?.children.at(-1)
      if (item?.type === 'element') item.children.push(list)
      else if (lists.length > 0) lists.at(-1)?.children.push(element('li', [list]))
      else children.push(list)
      lists.push(list)
    }
    lists.at(-1)?.children.push(element('li', [{ ...withoutSign(child), properties: {} }]))
  }
  parent.children = children
}

function element(tagName: string, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties: {}, children }
}

function levelOf(node: RootContent): number | null {
  const level = node.type === 'element' ? LEVEL.exec(styleOf(node))?.[1] : undefined
  return level === undefined ? null : Math.max(1, Number(level))
}

function isNothing(node: RootContent): boolean {
  return node.type === 'comment' || (node.type === 'text' && node.value.trim() === '')
}

function withoutSign(node: Element): Element {
  const children = node.children
    .filter((child) => child.type !== 'element' || !(SIGN.test(styleOf(child)) || child.tagName === 'o:p'))
    .map((child) => (child.type === 'element' ? withoutSign(child) : child))
  return { ...node, children }
}

/** What Word wrote before an item. */
function signOf(node: Element): string {
  if (SIGN.test(styleOf(node))) return textIn(node).trim().toLowerCase()
  for (const child of node.children) {
    const sign = child.type === 'element' ? signOf(child) : ''
    if (sign !== '') return sign
  }
  return ''
}

function textIn(node: ElementContent): string {
  if (node.type === 'text') return node.value
  return node.type === 'element' ? node.children.map(textIn).join('') : ''
}

function styleOf(node: Element): string {
  const style = node.properties['style']
  return typeof style === 'string' ? style.toLowerCase() : ''
}
