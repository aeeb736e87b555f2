import { type Network, parseNetwork } from '../http/addresses.ts'

/** How a setting's text is read: `takes` says in words what is right, `parse` gives undefined for what is wrong. */
export type Kind<T> = { takes: string; parse: (text: string) => T | undefined; isSecret?: true; needsNoValue?: true }

/** Where everything is kept. */
export type DatabaseChoice = { kind: 'sqlite' } | { kind: 'postgres'; url: string }

export function wholeNumber(min: number, max: number): Kind<number> {
  return {
    takes: `a whole number from ${min} to ${max}`,
    parse: (text) => (/^\d{1,15}$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined),
  }
}

export function rate(max: number): Kind<number> {
  return {
    takes: `a number above 0 and up to ${max}`,
    parse: (text) =>
      /^\d{1,9}(\.\d{1,6})?$/.test(text) && Number(text) > 0 && Number(text) <= max ? Number(text) : undefined,
  }
}

export const yesOrNo: Kind<boolean> = {
  takes: '1 or 0',
  needsNoValue: true,
  parse: (text) => (/^(1|true|yes|on)$/i.test(text) ? true : /^(0|false|no|off)$/i.test(text) ? false : undefined),
}

export const folder: Kind<string> = {
  takes: 'the path of a folder',
  parse: (text) => (text.includes('\0') ? undefined : text),
}

export const host: Kind<string> = {
  takes: 'a host name or an address, such as localhost or 0.0.0.0',
  parse: (text) => (/^[A-Za-z0-9._:%-]+$/.test(text) ? text : undefined),
}

/** An origin, or null for none. */
export const siteUrl: Kind<string | null> = {
  takes: 'an address without a path, such as https://chat.example.org',
  parse(text) {
    if (text === '') return null
    const url = URL.parse(text)
    const isOrigin = url !== null && [url.origin, `${url.origin}/`].includes(url.href) && /^https?:$/.test(url.protocol)
    return isOrigin && /^https?:\/\//i.test(text) ? url.origin : undefined
  },
}

export const networks: Kind<readonly Network[]> = {
  takes: 'addresses or networks with commas between them, such as 127.0.0.1,10.0.0.0/8',
  parse(text) {
    const parts = text.split(',').map((part) => part.trim())
    const parsed = parts.filter((part) => part !== '').map(parseNetwork)
    const known = parsed.filter((network) => network !== undefined)
    return known.length === parsed.length ? known : undefined
  },
}

export const database: Kind<DatabaseChoice> = {
  takes: 'sqlite, or the address of a database such as postgres://user:password@host/name',
  // The address may hold a password, so no sentence repeats it.
  isSecret: true,
  parse(text) {
    if (text === 'sqlite') return { kind: 'sqlite' }
    const url = /^postgres(ql)?:\/\//.test(text) ? URL.parse(text) : null
    return url === null ? undefined : { kind: 'postgres', url: text }
  },
}

export function oneOf<const T extends string>(...choices: readonly T[]): Kind<T> {
  return { takes: `one of ${choices.join(', ')}`, parse: (text) => choices.find((choice) => choice === text) }
}
