/** Some seconds, on most screens. */
const MOST_FRAMES = 300

/** Does something once a row is drawn: what needs formatting is held until that has come. */
export function whenDrawn(rowId: string, act: (row: HTMLElement) => void, frames = MOST_FRAMES): void {
  requestAnimationFrame(() => {
    const row = document.getElementById(rowId)
    if (row !== null) act(row)
    else if (frames > 0) whenDrawn(rowId, act, frames - 1)
  })
}
