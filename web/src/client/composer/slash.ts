/** What a typed text asks for: to be said, a command, or a command that does not exist. */
export type Typed =
  { kind: 'say'; body: string } | { kind: 'command'; name: SlashName; rest: string } | { kind: 'unknown'; name: string }

/** The commands that the composer knows, with what they do. */
export const SLASH = {
  me: 'say what you are doing',
  shrug: 'say that you do not know',
  topic: 'describe this room',
  join: 'go to a room',
  msg: 'write to a person',
  leave: 'leave this room',
  help: 'show all shortcuts',
} as const

export type SlashName = keyof typeof SLASH

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

function isSlashName(name: string): name is SlashName {
  return Object.hasOwn(SLASH, name)
}
