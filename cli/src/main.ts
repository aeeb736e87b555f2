#!/usr/bin/env bun
import { CLI_COMMANDS, type CliCommand } from './commands.ts'
import { ownTerminal, type Terminal } from './terminal.ts'

/** Finds what the arguments ask for and carries it out; answers the exit code. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(args, terminal)
  } catch (error) {
    const { StartError } = await import('@parley/server/database/start-error.ts')
    if (!(error instanceof StartError)) throw error
    terminal.complain(error.message)
    return 1
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first = 'help', ...rest] = args
  if (first === 'serve') return runServe(rest, terminal)
  if (['help', '--help', '-h'].includes(first)) return say((await import('./help.ts')).overview(), terminal)
  if (['version', '--version', '-v'].includes(first)) return say(await version(), terminal)
  const command = CLI_COMMANDS.find((one) => isAskedFor(one, args))
  if (command !== undefined) return runCommand(command, args.slice(command.name.split(' ').length), terminal)
  terminal.complain(`There is no command “${args.slice(0, 2).join(' ')}”; parley help lists those that there are.`)
  return 1
}

function isAskedFor({ name }: CliCommand, args: readonly string[]): boolean {
  return name.split(' ').every((word, i) => args[i] === word)
}

async function runServe(args: readonly string[], terminal: Terminal): Promise<number> {
  if (!asksForHelp(args)) return (await import('./serve.ts')).serve(args, terminal)
  const { settingsHelp } = await import('@parley/server/config/help.ts')
  return say(`parley serve\nStarts Parley and keeps it running.\n\n${settingsHelp()}`, terminal)
}

async function runCommand(command: CliCommand, args: readonly string[], terminal: Terminal): Promise<number> {
  if (asksForHelp(args)) return say((await import('./help.ts')).commandHelp(command), terminal)
  const { parseArguments } = await import('@parley/server/config/arguments.ts')
  const { SETTING_FLAGS } = await import('@parley/server/config.ts')
  const own = command.options.map(({ flag, value }) => [flag, value === undefined ? { bare: '1' } : {}] as const)
  const typed = parseArguments(args, new Map([...SETTING_FLAGS, ...own]))
  if (typed.words.length !== command.words.length) {
    terminal.complain(
      `Type it as: parley ${[command.name, ...command.words].join(' ')}; add --help to see its options.`,
    )
    return 1
  }
  const run = await command.load()
  return run(typed, terminal)
}

function asksForHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h')
}

async function version(): Promise<string> {
  const { default: own } = await import('../package.json')
  return `parley ${own.version}`
}

function say(text: string, terminal: Terminal): number {
  terminal.print(text.trimEnd())
  return 0
}

if (import.meta.main) process.exit(await main(process.argv.slice(2), ownTerminal()))
