import { escapeControls } from '@parley/server/log.ts'
import { StartError } from '@parley/server/database/start-error.ts'
import { askServer } from './ask-server.ts'
import type { Run } from './commands.ts'
import type { Terminal } from './terminal.ts'

/** Makes an account: `parley user create NAME [--owner]`. The password is asked for, never an argument, which others could list. */
export const createUser: Run = async (typed, terminal) => {
  const userName = typed.words[0] ?? ''
  const isOwner = typed.flags.has('--owner')
  const displayName = typed.flags.get('--display-name')
  const communityName = typed.flags.get('--community')
  const password = await askTwice(terminal)
  await askServer('user.create', { userName, isOwner, displayName, communityName, password }, typed, terminal)
  terminal.print(`Made the account ${escapeControls(userName)}${isOwner ? ', an owner' : ''}.`)
  return 0
}

/** Gives an account another password: `parley user password NAME`. */
export const changePassword: Run = async (typed, terminal) => {
  const userName = typed.words[0] ?? ''
  const password = await askTwice(terminal)
  await askServer('user.password', { userName, password }, typed, terminal)
  terminal.print(`Changed the password of ${escapeControls(userName)}; all sessions have ended.`)
  return 0
}

async function askTwice(terminal: Terminal): Promise<string> {
  const password = await terminal.askSecret('Password: ')
  if (!terminal.isInteractive) return password
  if ((await terminal.askSecret('The same again: ')) !== password)
    throw new StartError('The two are not the same; try again.')
  return password
}
