import { SettingError } from './setting.ts'

/** What was typed after a command: flags with their values, and words. */
export type Arguments = { flags: ReadonlyMap<string, string>; words: readonly string[] }

/** A flag that is known, and what it means when it comes without a value; undefined where it needs one. */
export type KnownFlags = ReadonlyMap<string, { bare?: string }>

/** Sorts arguments into flags (`--port 3000`, `--port=3000`) and words. Throws `SettingError` for a flag that is not known. */
export function parseArguments(args: readonly string[], known: KnownFlags): Arguments {
  const flags = new Map<string, string>()
  const words: string[] = []
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (!arg.startsWith('-') || arg === '-') {
      words.push(arg)
      continue
    }
    const [flag = arg, ...value] = arg.split('=')
    const entry = known.get(flag)
    if (entry === undefined)
      throw new SettingError(`There is no option ${flag}; add --help to see those that there are.`)
    if (flags.has(flag)) throw new SettingError(`The option ${flag} comes twice; leave one of them out.`)
    flags.set(flag, arg.includes('=') ? value.join('=') : (entry.bare ?? valueAfter(flag, rest)))
  }
  return { flags, words }
}

function valueAfter(flag: string, rest: string[]): string {
  const value = rest.shift()
  if (value === undefined || value.startsWith('--'))
    throw new SettingError(`The option ${flag} needs a value after it.`)
  return value
}
