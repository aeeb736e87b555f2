import { ALL_SETTINGS, BASIC_SETTINGS } from '../config.ts'
import { LIMIT_SETTINGS } from './limit-settings.ts'
import { type AnySetting, flagOf } from './setting.ts'

/** The list of all settings for `parley serve --help`. */
export function settingsHelp(): string {
  return `A flag counts before the environment, and the environment before the file .env in the working folder.

Settings
${section(Object.values(BASIC_SETTINGS))}

Limits
${section(Object.values(LIMIT_SETTINGS))}
`
}

function section(settings: readonly AnySetting[]): string {
  return settings
    .map((one) => `  ${flagOf(one)}, ${one.names.join(' or ')}${defaultOf(one)}\n      ${one.about}`)
    .join('\n')
}

function defaultOf(one: AnySetting): string {
  return one.fallback === '' ? '' : ` (${one.fallback})`
}

/** The text of `.env.example`: every setting with its default, commented out. */
export function envExample(): string {
  const entries = ALL_SETTINGS.map((one) => `# ${one.about}\n#${one.names[0]}=${one.fallback}\n`)
  return `# Settings of Parley. Copy this file to .env and take the # from the lines that you change.
# A flag counts before the environment, and the environment before this file.

${entries.join('\n')}`
}
