import { beforeAll, expect, test } from 'bun:test'
import { COMMANDS, type CommandName } from '@parley/protocol/commands.ts'
import { ERRORS } from '@parley/protocol/errors.ts'
import { QUERIES, type QueryName } from '@parley/protocol/queries.ts'
import { COMMAND_INPUTS, QUERY_INPUTS } from '../testing/inputs.ts'
import { aParley, type TestParley } from '../testing/parley.ts'
import { aPerson, personWith } from '../testing/people.ts'
import { dump } from '../testing/dump.ts'
import { aScene, codeOf, type RawAnswer, type Scene, send, type Standing } from '../testing/scene.ts'

/** Texts that went wrong somewhere: empty, endless, invisible, turned around, markup, and words that programs use themselves. */
const TEXTS = [
  '',
  ' \n\t ',
  'x'.repeat(20_000),
  '😀'.repeat(70),
  'a\u0000b',
  'a\ud800b',
  'bell\u0007',
  '\u202eturned\u202c',
  '\u2066isolated',
  '\u200b',
  'e\u0301'.repeat(20),
  `z${'\u0335'.repeat(40)}`,
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; drop table users; --",
  '{{7*7}} %s %00 ${x}',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '\uffff',
  'ﷺ İ ß ﬁ',
]

const WRONG_TYPES = [null, true, 0, -1, 1.5, 1e300, 2 ** 53, [], ['a', 'a'], {}, { toString: 1 }, [null], [[[]]]]

/** What a door may answer beside the errors of the contract. */
const ALWAYS = ['ok', 'bad_input', 'bad_json', 'bad_form', 'too_large']

let world: TestParley

beforeAll(async () => {
  world = await aParley()
  await aPerson(world, 'olga', 'owner')
})

function senderOf(allow: Record<'owner' | 'member' | 'guest' | 'nobody', string | false>): Standing {
  if (allow.owner !== false) return 'owner inside'
  return 'nobody'
}

function fieldsOf(schema: object): string[] {
  const { def } = (schema as { _zod: { def: { shape: Record<string, object> } } })._zod
  return Object.keys(def.shape)
}

/** Nothing that somebody sends is the server's fault, and every refusal is one of the contract. */
function check(answer: RawAnswer, errors: readonly string[], sent: unknown): string {
  const code = codeOf(answer)
  if (answer.status >= 500 || ![...ALWAYS, ...errors].includes(code)) {
    throw new Error(`${answer.status} ${code} for ${JSON.stringify(sent)?.slice(0, 200)}`)
  }
  expect(answer.status).toBe(code === 'ok' ? 200 : ERRORS[code as keyof typeof ERRORS].status)
  return code
}

test.each(Object.keys(COMMANDS) as CommandName[])(
  '%s: no field can hold what breaks it',
  async (name) => {
    const { input: schema, errors, allow } = COMMANDS[name]
    let scene = await aScene(world, senderOf(allow))
    for (const field of fieldsOf(schema)) {
      for (const value of [...TEXTS, ...WRONG_TYPES]) {
        const input = { id: crypto.randomUUID(), ...COMMAND_INPUTS[name](scene), [field]: value }
        const answer = await send(world, scene.actor, 'command', name, input, { 'x-parley-token': '1' })
        const code = check(answer, errors, { [field]: value })
        if (field === 'id' || /Ids?$/.test(field)) expect(code).not.toBe('ok')
        if (typeof value !== 'string' && !isOfType(name, field, value)) expect(ALWAYS.slice(1)).toContain(code)
        scene = goingOn(scene, answer)
      }
    }
  },
  30_000,
)

/** Of the wrong types, those that some field takes. */
function isOfType(name: CommandName, field: string, value: unknown): boolean {
  return COMMANDS[name].input.safeParse({ ...validOf(name), [field]: value }).success
}

function validOf(name: CommandName): object {
  const ids = {
    roomId: crypto.randomUUID(),
    ownMessageId: crypto.randomUUID(),
    inviteId: crypto.randomUUID(),
    sectionId: crypto.randomUUID(),
  }
  const person = { id: crypto.randomUUID(), name: 'ann' }
  const scene = { world, ...ids, sessionId: ids.roomId, openRoomName: 'open', actor: null }
  const people = { inside: person, outside: person, guest: person, maker: person }
  return { id: crypto.randomUUID(), ...COMMAND_INPUTS[name]({ ...scene, ...people } as unknown as Scene) }
}

/** With the new token where the session got one. */
function goingOn(scene: Scene, answer: RawAnswer): Scene {
  const { token } = answer.body as { token?: string | null }
  return token && scene.actor ? { ...scene, actor: personWith(world, { ...scene.actor, token }) } : scene
}

test.each(Object.keys(QUERIES) as QueryName[])(
  '%s: no field can hold what breaks it',
  async (name) => {
    const { input: schema, errors, output } = QUERIES[name]
    const scene = await aScene(world, 'owner inside')
    for (const field of fieldsOf(schema)) {
      for (const value of [...TEXTS, ...WRONG_TYPES]) {
        const given = { ...QUERY_INPUTS[name](scene), [field]: value }
        if (name === 'log.read' && field === 'waitS') Object.assign(given, { cursors: { [scene.roomId]: 0 } })
        const answer = await send(world, scene.actor, 'query', name, given)
        const code = check(answer, errors, { [field]: value })
        if (code === 'ok') expect(output.safeParse((answer.body as { output: unknown }).output).success).toBe(true)
      }
    }
    for (const key of ['unknown', '__proto__', 'constructor', 'toString']) {
      const answer = await send(world, scene.actor, 'query', name, { ...QUERY_INPUTS[name](scene), [`${key}`]: 'x' })
      expect(['bad_input', 'bad_form', 'ok']).toContain(check(answer, errors, key))
      if (key === 'unknown') expect(codeOf(answer)).toBe('bad_input')
    }
  },
  30_000,
)

test('the cursors of a log that nobody could have are refused or gone', async () => {
  const { actor } = await aScene(world, 'member inside')
  for (const id of ['', 'a\u0000b', 'a\ud800b', '__proto__', 'constructor', 'x'.repeat(5_000), "' or 1=1"]) {
    for (const seq of [0, -1, 1.5, '0', null, 2 ** 53]) {
      const cursors = `{${JSON.stringify(id)}:${JSON.stringify(seq)}}`
      check(await send(world, actor, 'query', 'log.read', { cursors }), QUERIES['log.read'].errors, cursors)
    }
  }
  const many = Object.fromEntries(Array.from({ length: 501 }, () => [crypto.randomUUID(), 0]))
  expect(check(await send(world, actor, 'query', 'log.read', { cursors: many }), [], 'many')).toBe('bad_input')
})

/** Bodies that are no JSON object, or one that two readers could read in two ways. */
const BODIES = [
  '',
  'null',
  '5',
  '"text"',
  '[]',
  '[{}]',
  '{',
  '{"id":1,}',
  '\ufeff{}',
  "{'id':'x'}",
  '{"a":1,"a":2}',
  '{"__proto__":{}}',
  `{"a":${'['.repeat(20)}${']'.repeat(20)}}`,
  '{"a":1e999}',
  '{"a":"\\u0000"}',
  '{"a":"\\ud800"}',
  '{"constructor":{"prototype":{}}}',
  `{"a":"${'x'.repeat(300_000)}"}`,
]

test('a body that is no JSON object, or that two readers could read in two ways, is refused', async () => {
  const { actor } = await aScene(world, 'member inside')
  const before = await dump(world, ['messages'])
  for (const body of BODIES) {
    const answer = await send(world, actor, 'command', 'message.post', body)
    expect(['bad_input', 'bad_json', 'too_large']).toContain(check(answer, [], body.slice(0, 50)))
  }
  expect(await dump(world, ['messages'])).toEqual(before)
})

test.each(Object.keys(COMMANDS) as CommandName[])(
  '%s refuses what is no object, unknown keys and lists for texts',
  async (name) => {
    const scene = await aScene(world, senderOf(COMMANDS[name].allow))
    const good = { id: crypto.randomUUID(), ...COMMAND_INPUTS[name](scene) }
    const unknown = ['unknown', 'constructor', 'hasOwnProperty', 'Id', ''].map((key) => ({ ...good, [key]: 'x' }))
    const lists = Object.entries(good).map(([field, value]) => ({ ...good, [field]: [value] }))
    for (const input of [[], null, 5, [good], ...unknown, ...lists]) {
      expect(check(await send(world, scene.actor, 'command', name, input), [], input)).toBe('bad_input')
    }
  },
)

test('a body is stored exactly as it was sent', async () => {
  const { inside, roomId } = await aScene(world, 'member inside')
  const bodies = TEXTS.filter(
    (text) => text.trim() !== '' && text.isWellFormed() && !/\0/.test(text) && text.length < 16_000,
  )
  for (const body of [...bodies, '  spaces  ', 'a\r\nb', 'e\u0301', '>'.repeat(8_000), '*_`'.repeat(5_000)]) {
    const { subjectId } = await inside.did('message.post', { roomId, body })
    const { messages } = await inside.reads('room.history', { roomId, limit: 1 })
    expect(messages.map((message) => [message.id, message.body])).toEqual([[subjectId, body]])
  }
})

test('names and what is written of people and rooms hold nothing invisible that changes what others see', async () => {
  const all = await dump(world, ['messages', 'events', 'sessions'])
  const columns = ['name', 'user_name', 'display_name', 'description', 'bio', 'status_text'] as const
  const texts = Object.values(all).flatMap((rows) =>
    rows.flatMap((row) => {
      const values = JSON.parse(row) as Partial<Record<(typeof columns)[number], string | null>>
      return columns.flatMap((column) => values[column] ?? [])
    }),
  )
  expect(texts.length).toBeGreaterThan(50)
  for (const text of texts) {
    expect(text).not.toMatch(/(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
    expect(text).toBe(text.normalize('NFC'))
  }
})
