/** A keyboard on the screen is higher than this; what else changes the height of the view is lower. */
const KEYBOARD_MIN = 120

/** Keeps the composer above a keyboard that covers the page, as on iOS, where the page itself keeps its height. */
export function keepAboveKeyboard(): void {
  const view = window.visualViewport
  if (!view || !matchMedia('(pointer: coarse)').matches) return
  view.addEventListener('resize', () => {
    const shell = document.querySelector<HTMLElement>('.app')
    const isCovered = window.innerHeight - view.height > KEYBOARD_MIN && view.scale === 1
    if (shell === null) return
    shell.style.blockSize = isCovered ? `${view.height}px` : ''
    if (isCovered) window.scrollTo(0, 0)
  })
}
