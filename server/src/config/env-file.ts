import { existsSync, readFileSync } from 'node:fs'
import { SettingError } from './setting.ts'

/** Reads `.env`, if it is there: `NAME=value` lines, quotes around a value if wanted, and comments after `#`. */
export function readEnvFile(path: string, isKnown: (name: string) => boolean): ReadonlyMap<string, string> {
  return existsSync(path) ? parseEnvFile(readText(path), isKnown) : new Map()
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new SettingError(`Make ${path} a file that Parley may read, or remove it.`)
  }
}

/** Reads the text of a `.env` file. Throws `SettingError` for a line that is none, or a name of ours that does not exist. */
export function parseEnvFile(text: string, isKnown: (name: string) => boolean): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const [i, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (/^\s*(#|$)/.test(line)) continue
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line)
    if (match === null) throw new SettingError(`Write line ${i + 1} of .env as NAME=value, or put # before it.`)
    const [, name = '', value = ''] = match
    if (name.startsWith('PARLEY_') && !isKnown(name)) {
      throw new SettingError(
        `There is no setting ${name} (line ${i + 1} of .env); parley serve --help lists those that there are.`,
      )
    }
    values.set(name, unquoted(value))
  }
  return values
}

function unquoted(value: string): string {
  const quoted = /^(["'])(.*?)\1\s*(?:#.*)?$/.exec(value)
  return quoted?.[2] ?? value.replace(/(?:^|\s+)#.*$/, '')
}
