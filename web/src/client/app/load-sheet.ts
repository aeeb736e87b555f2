import type { Sheet } from '../../styles/sheets.ts'

/** What all sheets of a build have in their names; the build puts it in. */
declare const PARLEY_STYLES: string

/** Adds a style sheet to the page, unless it is there. Rejects where it cannot be loaded. */
export function loadSheet(sheet: Sheet): Promise<void> {
  const href = `/assets/${sheet.replace('.', `-${PARLEY_STYLES}.`)}`
  const known = document.querySelector<HTMLLinkElement>(`link[href="${href}"]`)
  if (known?.sheet) return Promise.resolve()
  const link = known ?? document.createElement('link')
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', () => {
      link.remove()
      reject(new Error(`the style sheet ${sheet} could not be loaded`))
    })
    if (known) return
    link.rel = 'stylesheet'
    link.href = href
    document.head.append(link)
  })
}
