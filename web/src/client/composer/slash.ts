import { commandTexts } from '../../texts/commands.ts'

/** What a typed text asks for: to be said, a command, or a command that does not exist. */
export type Typed =
  { kind: 'say'; body: string } | { kind: 'command'; name: SlashName; rest: string } | { kind: 'unknown'; name: string }

/** The commands that the composer knows. */
export type SlashName = keyof typeof commandTexts.commands

/** Commands that mean nothing without more. */
const NEEDS_MORE: ReadonlySet<SlashName> = new Set<SlashName>(['me', 'topic', 'join', 'msg', 'invite', 'remind'])

/** All of them, in the order in which they are offered. */
export const SLASH_NAMES: readonly SlashName[] = Object.keys(commandTexts.commands).filter(isSlashName)

/** Reads what was typed. `//` says a text that begins with a slash; a path such as /usr/bin is said as it is. */
export function readTyped(text: string): Typed {
  const body = text.trim()
  if (body.startsWith('//')) return { kind: 'say', body: body.slice(1) }
  const match = /^\/([a-z-]+)(?:\s+([\s\S]*))?$/iu.exec(body)
  if (match === null) return { kind: 'say', body }
  const name = (match[1] ?? '').toLowerCase()
  const rest = (match[2] ?? '').trim()
  if (name === 'me' && rest !== '') return { kind: 'say', body: `_${rest}_` }
  if (name === 'shrug') return { kind: 'say', body: `${rest} ¯\\\\\\_(ツ)\\_/¯`.trim() }
  return isSlashName(name) ? { kind: 'command', name, rest } : { kind: 'unknown', name }
}

/** Tells whether a command was given more than it takes: who writes “/leave it to me” means to say that. */
export function takesLess(name: SlashName, rest: string): boolean {
  return rest !== '' && name !== 'help' && commandTexts.commands[name].hint === ''
}

/** Tells whether a command was given too little to mean anything. */
export function lacksMore(name: SlashName, rest: string): boolean {
  return rest === '' && NEEDS_MORE.has(name)
}

function isSlashName(name: string): name is SlashName {
  return Object.hasOwn(commandTexts.commands, name)
}
