import type { Nodes, Parents, PhrasingContent } from 'mdast'

type Mark = Extract<PhrasingContent, { type: 'strong' | 'emphasis' | 'delete' }>

/**
 * Spaces at the ends of what is marked stand beside it, as no mark can begin or end with one; marks that touch are one; and a
 * title and a cell are one line.
 */
export function tidyMarks(node: Nodes, isOneLine = false): void {
  if (!('children' in node)) return
  const isLine = isOneLine || node.type === 'heading' || node.type === 'tableCell'
  for (const child of node.children) tidyMarks(child, isLine)
  // One paragraph and what is further in stand together.
  if (node.type === 'listItem') node.spread = node.children.filter(({ type }) => type === 'paragraph').length > 1
  if (node.type === 'list') node.spread = node.children.some(({ spread }) => spread === true)
  if (!isPhrasing(node)) return
  const children = node.children.map((child) => (child.type === 'break' && isLine ? space() : child))
  node.children = merged(children.flatMap((child) => (isMark(child) ? withoutEnds(child) : [child])))
}

const space = (): PhrasingContent => ({ type: 'text', value: ' ' })

function isPhrasing(node: Parents): node is Parents & { children: PhrasingContent[] } {
  return ['root', 'paragraph', 'heading', 'link', 'strong', 'emphasis', 'delete', 'tableCell'].includes(node.type)
}

function isMark(node: PhrasingContent): node is Mark {
  return node.type === 'strong' || node.type === 'emphasis' || node.type === 'delete'
}

function withoutEnds(mark: Mark): PhrasingContent[] {
  const [before, after]: [PhrasingContent[], PhrasingContent[]] = [[], []]
  const first = mark.children[0]
  if (first?.type === 'text') {
    const text = first.value.trimStart()
    if (text !== first.value)
      before.push({ type: 'text', value: first.value.slice(0, first.value.length - text.length) })
    first.value = text
  }
  const last = mark.children.at(-1)
  if (last?.type === 'text') {
    const text = last.value.trimEnd()
    if (text !== last.value) after.push({ type: 'text', value: last.value.slice(text.length) })
    last.value = text
  }
  mark.children = mark.children.filter((child) => child.type !== 'text' || child.value !== '')
  return [...before, ...(mark.children.length > 0 ? [mark] : []), ...after]
}

function merged(children: readonly PhrasingContent[]): PhrasingContent[] {
  const all: PhrasingContent[] = []
  for (const child of children) {
    const last = all.at(-1)
    if (last?.type === 'text' && child.type === 'text') last.value += child.value
    else if (last && isMark(last) && last.type === child.type)
      last.children = merged([...last.children, ...child.children])
    else all.push(child)
  }
  return all
}
