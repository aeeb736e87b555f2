type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/**
 * Makes a part of the page like another one, which the server drew later. What is the same stays the same element, so that
 * the focus stays; what somebody typed or chose and did not send stays as it is.
 */
export function redraw(now: HTMLElement, next: HTMLElement): void {
  const focused = document.activeElement
  const place = now.contains(focused) ? placeOf(focused) : null
  const unsent = unsentIn(now)
  become(now, next, unsent)
  if (place === null || document.activeElement === focused) return
  // What moved to another place has lost it.
  if (focused instanceof HTMLElement && focused.isConnected) focused.focus()
  else (placeIn(now, place) ?? now).focus()
}

/** Whether something was typed or chosen that was not sent. */
export function hasUnsent(root: Element): boolean {
  return unsentIn(root).size > 0
}

function become(now: Element, next: Element, unsent: ReadonlySet<Element>): void {
  if (unsent.has(now) || now.isEqualNode(next)) return
  // What was wrong with a form stands in it until it is sent again.
  if (now.matches('form') && now.querySelector('[data-problem]')) return
  takeAttributes(now, next)
  takeChildren(now, next, unsent)
  if (isControl(now) && isControl(next)) takeValue(now, next)
}

function takeAttributes(now: Element, next: Element): void {
  // What somebody opened stays open.
  const isKept = (name: string) => name === 'open' || next.hasAttribute(name)
  for (const name of now.getAttributeNames()) if (!isKept(name)) now.removeAttribute(name)
  for (const name of next.getAttributeNames()) {
    const value = next.getAttribute(name) ?? ''
    if (now.getAttribute(name) !== value) now.setAttribute(name, value)
  }
}

function takeChildren(now: Element, next: Element, unsent: ReadonlySet<Element>): void {
  const kept = new Set([...next.children].map(idOf))
  // First of all what is gone: what moves loses the focus, and then nothing need move.
  for (const child of [...now.children]) if (idOf(child) !== '' && !kept.has(idOf(child))) child.remove()
  let at = now.firstChild
  for (const wanted of next.childNodes) {
    const known = matchOf(now, at, wanted)
    if (known === null) {
      now.insertBefore(document.importNode(wanted, true), at)
      continue
    }
    if (known !== at) now.insertBefore(known, at)
    at = known.nextSibling
    if (known instanceof Element && wanted instanceof Element) become(known, wanted, unsent)
    else if (known.nodeValue !== wanted.nodeValue) known.nodeValue = wanted.nodeValue
  }
  while (at !== null) {
    const after: ChildNode | null = at.nextSibling
    at.remove()
    at = after
  }
}

/** What already stands for a node: by its id, or else what is there and of the same kind. */
function matchOf(parent: Element, at: ChildNode | null, wanted: ChildNode): ChildNode | null {
  const id = wanted instanceof Element ? idOf(wanted) : ''
  if (id !== '') return [...parent.children].find((child) => idOf(child) === id) ?? null
  const isSame = at?.nodeName === wanted.nodeName && !(at instanceof Element && idOf(at) !== '')
  return isSame ? at : null
}

/** A form with a field called `id` has that as its property. */
function idOf(element: Element): string {
  return element.getAttribute('id') ?? ''
}

function isControl(element: Element): element is Control {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  )
}

function takeValue(now: Control, next: Control): void {
  if (now instanceof HTMLInputElement && next instanceof HTMLInputElement) now.checked = next.defaultChecked
  if (now.value !== next.value) now.value = next.value
}

/** The controls that are not as they were drawn; of radio buttons all of the group. */
function unsentIn(root: Element): Set<Element> {
  const all = [...root.querySelectorAll('input, textarea, select')].filter(isControl)
  const changed = all.filter(isChanged)
  const groups = new Set(changed.filter(isRadio).map(groupOf))
  return new Set([...changed, ...all.filter((one) => isRadio(one) && groups.has(groupOf(one)))])
}

function isRadio(control: Control): boolean {
  return control.type === 'radio'
}

function groupOf({ form, name }: Control): string {
  return `${form?.getAttribute('id')} ${form?.getAttribute('action')} ${name}`
}

function isChanged(control: Control): boolean {
  if (control instanceof HTMLSelectElement) return isChosenAnew(control)
  if (control.type === 'checkbox' || control.type === 'radio')
    return control instanceof HTMLInputElement && control.checked !== control.defaultChecked
  return control.value !== control.defaultValue
}

/** A list of which no option was drawn as chosen shows its first one. */
function isChosenAnew({ options, selectedIndex }: HTMLSelectElement): boolean {
  const drawn = [...options].findIndex((option) => option.defaultSelected)
  return selectedIndex !== Math.max(0, drawn)
}

/** Where an element stands among the items of its list, and which of what can have the focus it is there. */
function placeOf(element: Element | null): { list: string; item: number } | null {
  const item = element?.closest('li')
  const list = item?.parentElement
  if (!item || !list) return { list: '', item: 0 }
  return { list: selectorOf(list), item: [...list.children].indexOf(item) }
}

function selectorOf(list: Element): string {
  const section = list.closest('section[id]')
  return section === null ? `.${list.classList[0]}` : `#${section.id} ul`
}

/** What stands there now: the item that came up, or the last one. */
function placeIn(root: Element, { list, item }: { list: string; item: number }): HTMLElement | null {
  const items = list === '' ? [] : [...(root.querySelector(list)?.children ?? [])]
  const there = items[Math.min(item, items.length - 1)]
  return there?.querySelector<HTMLElement>('button, a') ?? null
}
