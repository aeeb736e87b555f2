import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { readResume, writeResume } from './resume.ts'

test('cursors come back as they were written', () => {
  const asked = fc.dictionary(fc.uuid(), fc.nat(), { maxKeys: 50 })
  fc.assert(
    fc.property(asked, fc.infiniteStream(fc.nat()), fc.uuid(), (cursors, seqs, epoch) => {
      const at = Object.fromEntries(Object.keys(cursors).map((id) => [id, seqs.next().value ?? 0]))
      expect(readResume(writeResume(epoch, cursors, at), cursors)).toEqual({ epoch, cursors: at })
    }),
  )
})

test('only what moved is written', () => {
  expect(writeResume('one', { tides: 3, reefs: 4 }, { tides: 3, reefs: 9, other: 1 })).toBe('one;1.9')
})

test.each(['', 'one', 'one;9.1', 'one;0.x', 'one;0.1;0.2', 'one;-1.2', `one;0.${'9'.repeat(20)}`, '<script>;0.1'])(
  '%p is nobody’s cursors',
  (text) => {
    expect(readResume(text, { tides: 1 })).toBeNull()
  },
)
