import type { App } from '../app/app.ts'
import type * as cards from './live-card.tsx'

type Cards = typeof cards

/** So long the pointer rests on a name before it is meant, and so long it may be away before the card goes. */
const REST_MS = 400
const LEAVE_MS = 250

const NAMES = ':is(a.author, a.mention, .panel .person-line a)[href^="/people/"]'

/** A card of a person beside a name on which the pointer rests, Enter or Space is pressed; a finger opens the profile. */
export function watchNames(app: App, goTo: (path: string) => Promise<void>): void {
  // The contact list is not for guests.
  if (app.user?.me.role === 'guest') return
  let loaded: Cards | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const open = (link: HTMLAnchorElement, isKeyed: boolean) => {
    import('./live-card.tsx')
      .then((card) => (loaded = card).openCard({ app, goTo, link, isKeyed }))
      .catch(() => {
        // The page of the person says what is the matter.
        if (isKeyed) location.assign(link.href)
      })
  }
  const later = (waitMs: number, act: () => void) => {
    clearTimeout(timer)
    timer = setTimeout(act, waitMs)
  }
  document.addEventListener('pointerover', ({ pointerType, target }) => {
    if (pointerType === 'touch' || !(target instanceof Element)) return
    const link = target.closest<HTMLAnchorElement>(NAMES)
    if (link !== null) later(REST_MS, () => open(link, false))
    else if (target.closest('.person-card') !== null) clearTimeout(timer)
    else later(LEAVE_MS, () => loaded?.leaveCard())
  })
  document.addEventListener('keydown', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(NAMES) : null
    if (
      (event.key !== 'Enter' && event.key !== ' ') ||
      link === null ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey
    )
      return
    event.preventDefault()
    open(link, true)
  })
}
