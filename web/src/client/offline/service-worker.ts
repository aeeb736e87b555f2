/// <reference lib="webworker" />
import type { Language } from '@parley/protocol/languages.ts'
import { answerFrom, LANGUAGE_STORE, languageToDraw, shellOf, SHELLS } from './shell-rules.ts'

declare const self: ServiceWorkerGlobalScope
declare const PARLEY_BUILD: string
declare const PARLEY_FILES: readonly string[]

const CACHE = `parley-shell-${PARLEY_BUILD}`

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell())
})

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const from = answerFrom({
    url: new URL(request.url),
    origin: self.location.origin,
    method: request.method,
    mode: request.mode,
  })
  if (from === 'files') event.respondWith(fromFiles(request))
  else if (from === 'network-then-shell') event.respondWith(fromNetwork(request))
})

async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE)
  await cache.addAll([...SHELLS, ...PARLEY_FILES])
}

async function forgetOthers(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith('parley-shell-') && name !== CACHE) await caches.delete(name)
  }
}

async function fromFiles(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request)
}

async function fromNetwork(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    const cache = await caches.open(CACHE)
    const shell = await cache.match(shellOf(await languageHere()), { ignoreVary: true })
    if (shell === undefined) throw error
    return shell
  }
}

async function languageHere(): Promise<Language> {
  const kept = await caches.match(LANGUAGE_STORE.key, { cacheName: LANGUAGE_STORE.cache })
  return languageToDraw(await kept?.text(), navigator.languages)
}
