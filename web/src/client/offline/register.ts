import { LANGUAGE_STORE } from './shell-rules.ts'

type ScriptPolicy = { createScriptURL: (url: string) => string }
type TrustedTypes = { createPolicy: (name: string, rules: ScriptPolicy) => ScriptPolicy }

declare const trustedTypes: TrustedTypes | undefined

const WORKER = '/service-worker.js'

/** Registers the service worker, where browsers allow one: not on plain http in a LAN. */
export async function registerServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register(ownScript(WORKER), { scope: '/' })
  // Without a server nobody else can tell in which language to draw.
  const store = await caches.open(LANGUAGE_STORE.cache)
  await store.put(LANGUAGE_STORE.key, new Response(document.documentElement.lang))
}

/** The one policy: it lets through the address of our own worker and nothing else. */
function ownScript(url: string): string {
  if (typeof trustedTypes === 'undefined') return url
  const policy = trustedTypes.createPolicy('parley', {
    createScriptURL: (asked) => {
      if (asked !== WORKER) throw new TypeError(`not a script of ours: ${asked}`)
      return asked
    },
  })
  return policy.createScriptURL(url)
}
