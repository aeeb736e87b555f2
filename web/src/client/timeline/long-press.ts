/** A finger that rests so long means more than a tap. */
const PRESS_MS = 500
/** And one that moves so far scrolls, or chooses text. */
const STILL_PX = 10

/** Calls with the row of the message on which a finger rests, and with the reaction under it, if it rests on one. */
export function watchLongPress(root: Document, pressed: (row: Element, chip: Element | null) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let from = { x: 0, y: 0 }
  let isPressed = false
  const cancel = () => clearTimeout(timer)
  root.addEventListener('pointerdown', (event) => {
    cancel()
    isPressed = false
    const target = event.target instanceof Element ? event.target : null
    const row = target?.closest('article.message:not(.pending, .failed)')
    const chip = target?.closest('.reaction') ?? null
    const isElse = chip === null && target?.closest('a, button, input')
    if (event.pointerType !== 'touch' || !event.isPrimary || !row || isElse) return
    from = { x: event.clientX, y: event.clientY }
    timer = setTimeout(() => {
      isPressed = true
      pressed(row, chip)
    }, PRESS_MS)
  })
  root.addEventListener('pointermove', (event) => {
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > STILL_PX) cancel()
  })
  // A finger that scrolls is cancelled; what scrolls by itself, as something is said, takes nothing from under it.
  for (const name of ['pointerup', 'pointercancel'] as const)
    root.addEventListener(name, cancel, { capture: true, passive: true })
  // The browser's own menu would lie over ours, and the tap that ends the press would close it.
  for (const name of ['contextmenu', 'click'] as const)
    root.addEventListener(
      name,
      (event) => {
        if (isPressed) event.preventDefault()
        if (isPressed && name === 'click') event.stopPropagation()
        if (name === 'click') isPressed = false
      },
      { capture: true },
    )
}
