import { mentionsIn } from '@parley/protocol/mentions.ts'
import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { parse } from './parse.ts'

const RUNS = Number(process.env.PARLEY_PROPERTY_RUNS ?? 150)
const PARTS = ['@ann ', '@bob ', '`', '`', '``', '\\`', '\n', '\n', '\n\n', 'a', ' ', '# ', '---\n', '```\n', '~~~\n']
const markdown = fc.array(fc.constantFrom(...PARTS), { maxLength: 16 }).map((parts) => parts.join(''))

/** The names that a tree of a body shows as such. */
function namesOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(namesOf)
  if (typeof node !== 'object' || node === null) return []
  const { t, v, ...rest } = node as { t?: string; v?: unknown }
  return t === 'name' ? [String(v)] : Object.values(rest).flatMap(namesOf)
}

test('whoever a message shows as named is told, and nobody who stands in code', () => {
  fc.assert(
    fc.property(markdown, (body) => {
      const told = mentionsIn(body).names.map(({ name }) => `@${name}`)
      expect(told.toSorted()).toEqual([...new Set(namesOf(parse(body)))].toSorted())
    }),
    { numRuns: RUNS },
  )
})
