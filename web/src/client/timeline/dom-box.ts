import type { ScrollBox } from './scroll.ts'

const ROW = ':scope > :is([id^="message-"], [id^="reply-"])'

/** The elements of a timeline as the scroll position sees them. The box scrolls from its end: its `scrollTop` is 0 there. */
export function domBox(box: HTMLElement, flow: HTMLElement): ScrollBox {
  const offsetIn = (element: Element) => element.getBoundingClientRect().top - box.getBoundingClientRect().top
  return {
    get top() {
      return box.scrollTop + box.scrollHeight - box.clientHeight
    },
    set top(value) {
      box.scrollTop = value - box.scrollHeight + box.clientHeight
    },
    get height() {
      return box.scrollHeight
    },
    get viewHeight() {
      return box.clientHeight
    },
    firstSeen: () => {
      const row = firstBelow([...flow.querySelectorAll(ROW)], box.getBoundingClientRect().top)
      return row === undefined ? null : { id: row.id, offset: offsetIn(row) }
    },
    offsetOf: (id) => {
      const row = document.getElementById(id)
      return row === null ? null : offsetIn(row)
    },
  }
}

/** The first row whose lower edge is below a line. Rows stand in order, so few of them need be measured. */
function firstBelow(rows: readonly Element[], line: number): Element | undefined {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) <= line) low = middle + 1
    else high = middle
  }
  return rows[low]
}
