import { AsyncLocalStorage } from 'node:async_hooks'
import type { ParleyError, WireError } from '@parley/protocol/errors.ts'
import { type Language, LANGUAGES } from '@parley/protocol/languages.ts'
import { arabic } from '@parley/web/texts/ar/catalogue.ts'
import { sayError } from '@parley/web/texts/say-error.ts'
import { teach } from '@parley/web/texts/spoken.ts'
import type { Actor } from './actor.ts'

const speaking = new AsyncLocalStorage<Language>()

teach('ar', arabic, spokenLanguage)

/** The language in which whoever asked is answered. */
export function spokenLanguage(): Language {
  return speaking.getStore() ?? 'en'
}

/** Runs what answers somebody in his language. */
export function speak<T>(language: Language, run: () => T): T {
  return speaking.run(language, run)
}

/** The error as a server sends it: with its sentence in the language of whoever asked. */
export function wireOf(error: ParleyError): WireError {
  const wire = error.toWire()
  const message = sayError(error)
  return wire.problem === undefined ? { ...wire, message } : { ...wire, message, problem: message }
}

/** The language in which somebody is answered: the one of his account, wherever he is, or else what his browser says. */
export function languageFor(actor: Actor, headers: Headers): Language {
  return (actor.id === null ? undefined : actor.language) ?? languageOf(headers)
}

/** The language that somebody chose in this browser, or the first of those that the browser asks for that we have. */
export function languageOf(headers: Headers): Language {
  return chosenLanguage(headers) ?? wishedFirst(headers.get('accept-language') ?? '') ?? 'en'
}

/** The language that somebody chose in this browser, where he did. */
export function chosenLanguage(headers: Headers): Language | null {
  const [, chosen] = /(?:^|;\s*)parley-language=([a-z]+)(?:;|$)/.exec(headers.get('cookie') ?? '') ?? []
  return LANGUAGES.find((language) => language === chosen) ?? null
}

function wishedFirst(header: string): Language | undefined {
  const wishes = header
    .slice(0, 200)
    .split(',')
    .map((wish) => {
      const [tag = '', q = ''] = wish.trim().split(/\s*;\s*q\s*=\s*/)
      return { code: tag.toLowerCase().split('-')[0], weight: q === '' ? 1 : Number(q) || 0 }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
  for (const { code } of wishes) {
    const known = LANGUAGES.find((language) => language === code)
    if (known !== undefined) return known
  }
  return undefined
}
