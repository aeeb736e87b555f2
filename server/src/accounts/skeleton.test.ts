import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { displaySkeleton, skeleton } from './skeleton.ts'

test.each([
  ['ann', 'ANN'],
  ['ann', 'аnn'],
  ['Bob', 'Воb'],
  ['bob', 'b0b'],
  ['bob', 'bοb'],
  ['bob', 'bօb'],
  ['bill', 'bi11'],
  ['bill', 'BIIl'],
  ['paul', 'ｐａｕｌ'],
  ['paul', '𝐩𝐚𝐮𝐥'],
  ['paul', 'рaul'],
  ['marn', 'rnarn'],
  ['marn', 'mam'],
  ['walt', 'vvalt'],
  ['steve', 'steνe'],
  ['NINA', 'ΝΙΝΑ'],
  ['straße', 'STRASSE'],
  ['iris', 'İRIS'],
  ['νίκος', 'ΝΊΚΟΣ'],
  ['ann', 'an\u200bn'],
  ['a3', 'аз'],
])('%s and %s look alike', (one, other) => {
  expect(skeleton(other)).toBe(skeleton(one))
})

test.each([
  ['ann', 'anne'],
  ['ann', 'anm'],
  ['müller', 'muller'],
  ['ann.lee', 'ann-lee'],
  ['viva', 'nina'],
  ['иван', 'ivan'],
  ['anna', 'hanna'],
  ['日本', '日木'],
])('%s and %s do not', (one, other) => {
  expect(skeleton(other)).not.toBe(skeleton(one))
})

test('the skeleton of a skeleton is itself, and case makes no difference', () => {
  const letter = fc.constantFrom(...Array.from('abilmnorvw01IRNΝνςΣяЯВвéßİı٠-_.漢'))
  fc.assert(
    fc.property(fc.string({ unit: letter, maxLength: 12 }), (name) => {
      expect(skeleton(skeleton(name))).toBe(skeleton(name))
    }),
  )
  const cased = fc.constantFrom(...Array.from('abilmnorvwйЯéß'))
  fc.assert(
    fc.property(fc.string({ unit: cased, maxLength: 12 }), (name) => {
      expect(skeleton(name.toUpperCase())).toBe(skeleton(name))
    }),
  )
})

test('spaces make no other display name', () => {
  expect(displaySkeleton('Ann  Lee')).toBe(displaySkeleton('annlee'))
  expect(displaySkeleton('A\u00a0n\u2800n')).toBe(displaySkeleton('ann'))
  expect(displaySkeleton('Ann 🦊')).not.toBe(displaySkeleton('Ann'))
})
