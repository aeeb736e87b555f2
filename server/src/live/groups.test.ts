import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { Groups } from './groups.ts'

test('whatever is added and taken away, a group is what a set would be', () => {
  const values = [{ n: 0 }, { n: 1 }, { n: 2 }]
  const step = fc.record({ adds: fc.boolean(), key: fc.constantFrom('a', 'b'), value: fc.constantFrom(...values) })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const groups = new Groups<{ n: number }>()
      const sets = { a: new Set<object>(), b: new Set<object>() }
      for (const { adds, key, value } of steps) {
        if (adds) groups.add(key, value)
        else groups.delete(key, value)
        if (adds) sets[key].add(value)
        else sets[key].delete(value)
        for (const one of ['a', 'b'] as const) {
          expect(groups.of(one)).toEqual([...sets[one]] as never)
          expect(groups.has(one)).toBe(sets[one].size > 0)
        }
      }
    }),
  )
})
