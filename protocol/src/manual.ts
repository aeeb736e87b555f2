import * as z from 'zod/mini'
import { COMMANDS } from './commands.ts'
import { SENTENCES } from './error-sentences.ts'
import { ERRORS, isErrorCode } from './errors.ts'
import { ROOM_EVENTS, USER_EVENTS } from './events.ts'
import { CLOSE, LIMITS } from './limits.ts'
import { whoMay } from './openapi.ts'
import { QUERIES } from './queries.ts'
import { PROTOCOL, PROTOCOL_MIN } from './version.ts'

/** The tables of docs/protocol.md: everything below its introduction, made from the contract. */
export function tablesOfProtocol(): string {
  return [
    `Version ${PROTOCOL}; the oldest that the server understands is ${PROTOCOL_MIN}.`,
    '## Commands',
    'Each input has an `id` beside the fields below: a UUID, version 7, that the sender chose.',
    ...Object.values(COMMANDS).map((command) => entry(command, command.door === 'http' ? ' Over HTTP only.' : '')),
    '## Queries',
    ...Object.values(QUERIES).map((query) => entry(query, '')),
    '## Events of a room',
    events(ROOM_EVENTS),
    '## Events of a person',
    events(USER_EVENTS),
    '## Errors',
    table(
      ['code', 'status', 'again?', 'meaning'],
      Object.entries(ERRORS).map(([code, error]) => [
        `\`${code}\``,
        String(error.status),
        error.retryable ? 'yes' : 'no',
        isErrorCode(code) ? SENTENCES[code] : '',
      ]),
    ),
    '## Close codes of the socket',
    table(
      ['code', 'why'],
      Object.entries(CLOSE).map(([why, code]) => [String(code), why]),
    ),
    '## Sizes',
    table(
      ['what', 'at most'],
      Object.entries(LIMITS).map(([what, most]) => [`\`${what}\``, String(most)]),
    ),
  ].join('\n\n')
}

type Entry = {
  name: string
  about: string
  input: z.ZodMiniType
  errors: readonly string[]
  allow: Parameters<typeof whoMay>[0]
}

function entry(of: Entry, note: string): string {
  const errors = of.errors.map((code) => `\`${code}\``).join(', ') || 'none of its own'
  return [
    `### ${of.name}`,
    `${of.about}${note}`,
    `* Input: ${fieldsOf(of.input)}\n* Who: ${whoMay(of.allow)}\n* Errors: ${errors}`,
  ].join('\n\n')
}

function fieldsOf(schema: z.ZodMiniType): string {
  const json = z.toJSONSchema(schema, { unrepresentable: 'any' })
  const required = new Set(json.required)
  const fields = Object.keys(json.properties ?? {}).filter((name) => name !== 'id')
  return fields.map((name) => `\`${name}\`${required.has(name) ? '' : ' (optional)'}`).join(', ') || 'nothing'
}

function events(all: Readonly<Record<string, z.ZodMiniType>>): string {
  return table(
    ['event', 'carries'],
    Object.entries(all).map(([type, schema]) => {
      const json = z.toJSONSchema(schema, { unrepresentable: 'any' })
      const own = Object.keys(json.properties ?? {}).filter((key) => !BASE.has(key))
      return [`\`${type}\``, own.map((key) => `\`${key}\``).join(', ') || '–']
    }),
  )
}

const BASE = new Set(['seq', 'at', 'actorId', 'subjectId', 'type'])

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
