import type { Language } from '@parley/protocol/languages.ts'

/** All texts of one language, by the names of their files. */
export type Catalogue = Readonly<Record<string, object>>

const others = new Map<Language, Catalogue>()
let speaks: () => Language = () => 'en'

/**
 * A part of the catalogue in the language that is spoken when a text is read. In browsers it is the texts themselves: the
 * build puts those of one language in the place of these.
 */
export function spoken<T extends object>(noun: string, english: T): T {
  return new Proxy(english, {
    get: (own, key): unknown => Reflect.get(others.get(speaks())?.[noun] ?? own, key),
  })
}

/** Teaches another language, and by what to tell which one is spoken. */
export function teach(language: Language, catalogue: Catalogue, speaking: () => Language): void {
  others.set(language, catalogue)
  speaks = speaking
}
