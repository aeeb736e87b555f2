const YEAR_S = 31_536_000

/** Shows or hides the toolbar of a composer; this browser remembers it, and the server draws it so. */
export function toggleToolbar(box: Element | null): void {
  const isShown = box?.closest('form')?.querySelector('.format')?.checkVisibility() ?? false
  const next = isShown ? 'hidden' : 'shown'
  document.documentElement.dataset.format = next
  document.cookie = `parley-format=${next}; Path=/; SameSite=Lax; Max-Age=${YEAR_S}`
  describeToolbars()
}

/** Says of each toolbar whether it is shown. */
export function describeToolbars(): void {
  for (const toggle of document.querySelectorAll('.format-toggle')) {
    const isShown = toggle.closest('form')?.querySelector('.format')?.checkVisibility() ?? false
    toggle.setAttribute('aria-expanded', String(isShown))
  }
}
