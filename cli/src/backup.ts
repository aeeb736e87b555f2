import { resolve } from 'node:path'
import { escapeControls } from '@parley/server/log.ts'
import { askServer } from './ask-server.ts'
import type { Run } from './commands.ts'

/** Copies the living database: `parley backup FILE`. */
export const backup: Run = async (typed, terminal) => {
  const file = resolve(terminal.folder, typed.words[0] ?? '')
  await askServer('backup', { file }, typed, terminal)
  terminal.print(`Wrote ${escapeControls(file)}.`)
  return 0
}
