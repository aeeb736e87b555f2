/** Between what is placed and what it stands beside, and between it and the edges. */
const GAP = 8

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
type Size = { readonly width: number; readonly height: number }

/** Where something of a size stands: under what it belongs to, above where there is no room, and within the view. */
export function placeFor(size: Size, beside: Box, view: Size, isMirrored: boolean): { left: number; top: number } {
  const start = isMirrored ? beside.right - size.width : beside.left
  const left = Math.max(GAP, Math.min(start, view.width - size.width - GAP))
  const under = beside.bottom + GAP
  const isTooLow = under + size.height + GAP > view.height
  return { left, top: isTooLow ? Math.max(GAP, beside.top - GAP - size.height) : under }
}

/** Keeps a box of the top layer there, wherever what it belongs to goes; says when that is not to be seen any more. */
export function stayBeside(box: HTMLElement, link: Element, lost: () => void): () => void {
  let frame = 0
  const step = () => {
    placeBeside(box, link)
    frame = requestAnimationFrame(step)
  }
  const sight = new IntersectionObserver((seen) => {
    if (seen.at(-1)?.isIntersecting === false) lost()
  })
  sight.observe(link)
  step()
  return () => {
    cancelAnimationFrame(frame)
    sight.disconnect()
  }
}

function placeBeside(box: HTMLElement, link: Element): void {
  const view = { width: innerWidth, height: innerHeight }
  const isMirrored = getComputedStyle(document.documentElement).direction === 'rtl'
  const { left, top } = placeFor(box.getBoundingClientRect(), link.getBoundingClientRect(), view, isMirrored)
  box.style.left = `${left}px`
  box.style.top = `${top}px`
}
