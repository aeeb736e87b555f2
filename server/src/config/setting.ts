import { StartError } from '../database/start-error.ts'
import type { Kind } from './kinds.ts'

/** One thing that people can set: by a flag, else by the environment, else in the file `.env`. */
export type Setting<T> = {
  /** Names of the environment's variables; an earlier one counts before a later one. */
  names: readonly [string, ...string[]]
  kind: Kind<T>
  /** The default as one would write it; empty for none. */
  fallback: string
  about: string
}

/** What every setting has in common, whatever its type. */
export type AnySetting = Setting<unknown>

export function setting<T>(
  names: string | readonly [string, ...string[]],
  kind: Kind<T>,
  fallback: string,
  about: string,
): Setting<T> {
  return { names: typeof names === 'string' ? [names] : names, kind, fallback, about }
}

/** A setting is wrong; the sentence says which and what it takes. */
export class SettingError extends StartError {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'SettingError'
  }
}

/** The name of a setting's flag: `--limit-frames-per-s` for `PARLEY_LIMIT_FRAMES_PER_S`. */
export function flagOf(one: AnySetting): string {
  return `--${one.names[0]
    .replace(/^PARLEY_/, '')
    .toLowerCase()
    .replaceAll('_', '-')}`
}

/** Texts of settings by name, each source before the next: flags, environment, file. */
export type Sources = {
  flags: ReadonlyMap<string, string>
  env: Readonly<Record<string, string | undefined>>
  file: ReadonlyMap<string, string>
}

/** Reads one setting from the first source that has it. An empty variable counts as none. Throws `SettingError`. */
export function readSetting<T>(one: Setting<T>, sources: Sources): T {
  const { name, text } = find(one, sources)
  const value = one.kind.parse(text)
  if (value === undefined) {
    const given = one.kind.isSecret ? '' : `, not “${text}”`
    throw new SettingError(`Set ${name} to ${one.kind.takes}${given}.`)
  }
  return value
}

function find(one: AnySetting, { flags, env, file }: Sources): { name: string; text: string } {
  const flag = flagOf(one)
  const given = flags.get(flag)
  if (given !== undefined) return { name: flag, text: given }
  for (const get of [(name: string) => env[name], (name: string) => file.get(name)]) {
    for (const name of one.names) {
      const text = get(name)?.trim()
      if (text !== undefined && text !== '') return { name, text }
    }
  }
  return { name: one.names[0], text: one.fallback }
}
