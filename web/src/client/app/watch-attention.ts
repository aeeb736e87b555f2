import { whyOf } from '../../notifications/why.ts'
import { Reads } from './reads.ts'
import type { App } from './app.ts'

/** Without a key or the pointer for so long, nobody sits there. */
const AWAY_MS = 300_000

/** Tells the others whether somebody sits here, and this page whether somebody looks at it. */
export function watchAttention(app: App): void {
  app.reads = new Reads(app)
  app.patch({ whyOf })
  let idle: ReturnType<typeof setTimeout> | undefined
  const isThere = () => {
    clearTimeout(idle)
    idle = setTimeout(() => app.client.setPresence('away'), AWAY_MS)
  }
  const looked = () => {
    const isVisible = document.visibilityState === 'visible'
    app.client.setPresence(isVisible ? 'online' : 'away')
    if (isVisible && document.hasFocus()) app.reads?.see()
    else app.reads?.lookedAway()
    if (isVisible) app.client.wake()
    isThere()
  }
  const acted = () => {
    if (document.visibilityState === 'visible') app.client.setPresence('online')
    isThere()
  }
  document.addEventListener('visibilitychange', looked)
  window.addEventListener('focus', looked)
  window.addEventListener('blur', looked)
  window.addEventListener('pointerdown', acted, { passive: true })
  window.addEventListener('keydown', throttled(acted), { passive: true })
  const online = () => {
    app.patch({ isOnline: navigator.onLine })
    app.client.wake()
  }
  window.addEventListener('online', online)
  window.addEventListener('offline', online)
  looked()
}

function throttled(run: () => void): () => void {
  let ranAt = 0
  return () => {
    if (Date.now() - ranAt < 10_000) return
    ranAt = Date.now()
    run()
  }
}
