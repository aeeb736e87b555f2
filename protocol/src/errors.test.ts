import { expect, test } from 'bun:test'
import { ERRORS, RETRYABLE } from './errors.ts'

test('what browsers know of what may succeed later is what the table says', () => {
  const retryable = Object.entries(ERRORS).flatMap(([code, error]) => (error.retryable ? [code] : []))
  expect(retryable.toSorted()).toEqual([...RETRYABLE].toSorted())
})
