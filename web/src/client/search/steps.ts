/** Goes to the first message found. */
export function toFirstHit(): void {
  hits()[0]?.focus()
}

/** Goes through what was found with the arrows, from the field and back to it. */
export function stepThroughHits(event: KeyboardEvent, field: HTMLInputElement | null): void {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  const at = hits().findIndex((hit) => hit === document.activeElement)
  const isField = document.activeElement === field
  if (event.key === 'ArrowDown' && (isField || at >= 0)) go(event, hits()[at + 1])
  else if (event.key === 'ArrowUp' && at >= 0) go(event, at === 0 ? field : hits()[at - 1])
  else if (event.key === 'Home' && at >= 0) go(event, hits()[0])
  else if (event.key === 'End' && at >= 0) go(event, hits().at(-1))
  // Whoever types goes on with the search.
  else if (at >= 0 && event.key !== ' ' && [...event.key].length === 1) field?.focus()
}

function hits(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('#found .hit')]
}

function go(event: KeyboardEvent, to: HTMLElement | null | undefined): void {
  event.preventDefault()
  to?.focus()
  to?.scrollIntoView({ block: 'nearest' })
}
