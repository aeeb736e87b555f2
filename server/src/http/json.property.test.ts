import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { parseJson, parseJsonBytes } from './json.ts'

const key = fc.string({ unit: 'grapheme' }).filter((text) => text !== '__proto__' && !text.includes('\0'))
const leaf = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
  key,
  fc.constantFrom('"', '\\', '\\"', '{', '}:', '[]', '\n'),
)
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 8 },
    leaf,
    fc.array(tie('value')),
    fc.dictionary(key, tie('value'), { noNullPrototype: true }),
  ),
}))

test('what JSON.stringify writes is read as JSON.parse reads it, however it is spaced', () => {
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 1, '\t', '\n '), (original, indent) => {
      const text = JSON.stringify(original, null, indent)
      expect(parseJson(text)).toEqual(JSON.parse(text))
      expect(parseJsonBytes(new TextEncoder().encode(text))).toEqual(JSON.parse(text))
    }),
  )
})

test('whatever JSON.parse refuses is refused, and nothing but a refusal is thrown', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...Array.from('{}[]":,\\u01eE+-. tnfa'), 'true', 'null', '"a"') }),
      (text) => {
        const ours = outcome(() => parseJson(text))
        if (ours.error !== undefined) return expect(ours.error).toHaveProperty('code', 'bad_json')
        return expect(JSON.parse(text)).toEqual(ours.value)
      },
    ),
    { numRuns: 2_000 },
  )
})

test('one key that comes twice anywhere is found', () => {
  fc.assert(
    fc.property(fc.dictionary(key, value, { minKeys: 1, noNullPrototype: true }), fc.nat(), (original, pick) => {
      const members = Object.entries(original).map(
        ([name, member]) => `${JSON.stringify(name)}:${JSON.stringify(member)}`,
      )
      const twice = [...members, members[pick % members.length]]
      expect(outcome(() => parseJson(`[{${twice.join(',')}}]`)).error).toHaveProperty('code', 'bad_json')
    }),
  )
})

function outcome(run: () => unknown): { value?: unknown; error?: unknown } {
  try {
    return { value: run() }
  } catch (error) {
    return { error }
  }
}
