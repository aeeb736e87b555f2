import type { Arguments } from '@parley/server/config/arguments.ts'
import type { Terminal } from './terminal.ts'

/** An option of a command beside the settings; `value` names what comes after it. */
export type Option = { flag: string; value?: string; about: string }

/** Carries out a command and answers the exit code. */
export type Run = (typed: Arguments, terminal: Terminal) => Promise<number>

/** One thing that `parley` can do. What carries it out is loaded when it is asked for, so that a start loads little. */
export type CliCommand = {
  /** The words that come first. */
  name: string
  /** What comes after them, in capitals. */
  words: readonly string[]
  about: string
  options: readonly Option[]
  load: () => Promise<Run>
}

/** Everything that the command line can do but serve, help and version. Each also takes the settings of serve. */
export const CLI_COMMANDS: readonly CliCommand[] = [
  {
    name: 'user create',
    words: ['NAME'],
    about: 'Makes an account and asks for its password; the first owner founds the community.',
    options: [
      { flag: '--owner', about: 'The account may administer the community.' },
      { flag: '--display-name', value: 'NAME', about: 'The name that people see; by default the user name.' },
      { flag: '--community', value: 'NAME', about: 'The name of the community, where this founds it.' },
    ],
    load: async () => (await import('./user.ts')).createUser,
  },
  {
    name: 'user password',
    words: ['NAME'],
    about: 'Asks for another password for an account and ends its sessions.',
    options: [],
    load: async () => (await import('./user.ts')).changePassword,
  },
  {
    name: 'backup',
    words: ['FILE'],
    about: 'Writes a copy of the database to a new file, while Parley runs or not.',
    options: [],
    load: async () => (await import('./backup.ts')).backup,
  },
]

/** The commands that are carried out without the table above, for the help. */
export const OTHER_COMMANDS: readonly Pick<CliCommand, 'name' | 'words' | 'about'>[] = [
  { name: 'serve', words: [], about: 'Starts Parley and keeps it running; --help lists all settings.' },
  { name: 'help', words: [], about: 'Says what there is.' },
  { name: 'version', words: [], about: 'Says which version this is.' },
]
