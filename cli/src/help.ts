import { CLI_COMMANDS, type CliCommand, OTHER_COMMANDS } from './commands.ts'

/** What `parley help` says. */
export function overview(): string {
  const [serve, ...others] = OTHER_COMMANDS
  const rows = [serve, ...CLI_COMMANDS, ...others].filter((one) => one !== undefined)
  const lines = rows.map((one) => `  ${usageOf(one).padEnd(WIDTH)}${one.about}`)
  return `Parley: chat that people run themselves.

${lines.join('\n')}

Add --help to a command to see its options.`
}

const WIDTH = 28

/** What `parley <command> --help` says. */
export function commandHelp(one: CliCommand): string {
  const options = one.options.map(
    ({ flag, value, about }) => `  ${(value === undefined ? flag : `${flag} ${value}`).padEnd(WIDTH)}${about}`,
  )
  return `${usageOf(one)}
${one.about}

${[...options, `  ${'--data FOLDER'.padEnd(WIDTH)}The data folder, as for parley serve; its other settings count too.`].join('\n')}`
}

function usageOf(one: Pick<CliCommand, 'name' | 'words'>): string {
  return ['parley', one.name, ...one.words].join(' ')
}
