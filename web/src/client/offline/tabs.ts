import { trust } from '@parley/sdk/brand.ts'
import type { TabMessage, Tabs } from '@parley/sdk/links/tabs.ts'

/** Grows when the messages change: a tab of an older build that is still open must not hear them. */
const VERSION = 1

/**
 * What the tabs of one session share a connection by; null where browsers have no locks, as on plain http in a LAN: there each
 * tab has a connection of its own.
 */
export function openTabs(sessionId: string): Tabs | null {
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) return null
  const name = `parley-tabs-${VERSION}-${sessionId}`
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => channel.postMessage(message),
    listen: (heard) => {
      const receive = ({ data }: MessageEvent<unknown>) => heard(trust<TabMessage>(data))
      channel.addEventListener('message', receive)
      return () => channel.removeEventListener('message', receive)
    },
    lead: (isForced, begin, lost) => lead(name, isForced, begin, lost),
    isVisible: () => document.visibilityState === 'visible',
    onVisible: (seen) => {
      document.addEventListener('visibilitychange', seen)
      // A page that was frozen runs on, seen or not: it may have been given up.
      document.addEventListener('resume', seen)
      return () => {
        document.removeEventListener('visibilitychange', seen)
        document.removeEventListener('resume', seen)
      }
    },
  }
}

function lead(name: string, isForced: boolean, begin: () => void, lost: () => void): () => void {
  const waiting = new AbortController()
  let isOver = false
  let release = () => {}
  const end = () => {
    isOver = true
    document.removeEventListener('freeze', lose)
    waiting.abort()
    release()
  }
  const lose = () => {
    if (isOver) return
    end()
    lost()
  }
  const hold = () => {
    if (isOver) return
    // A page that is put to sleep must not keep the others waiting.
    document.addEventListener('freeze', lose)
    begin()
    return new Promise<void>((resolve) => (release = resolve))
  }
  // With `steal` a signal is not allowed, nor needed: such a wish does not wait.
  navigator.locks.request(name, isForced ? { steal: true } : { signal: waiting.signal }, hold).catch(lose)
  return end
}
