import { expect, test } from 'bun:test'
import { leftOutOf } from './left-out.ts'

test.each([
  ['tide before:nonsense', ['before:nonsense']],
  ['before:2026-13-45 tide -after:soon', ['before:2026-13-45', '-after:soon']],
  ['has:nothing is:"no such" tide', ['has:nothing', 'is:"no such"']],
  ['tide before:2026 after:2025-12-31 on:today has:link is:thread is:link', []],
  ['from:nobody in:nowhere "before:never" to:ann', []],
  ['', []],
])('of %j %j is left out', (text, parts) => {
  expect(leftOutOf(text)).toEqual(parts)
})

test('what may still become something is waited for', () => {
  for (const text of ['before:', 'before:20', 'before:2026-', 'after:2026-03-', 'on:yes', 'has:li', 'is:th'])
    expect(leftOutOf(text)).toEqual([])
  expect(leftOutOf('has:li ')).toEqual(['has:li'])
  expect(leftOutOf('before:2026- tide')).toEqual(['before:2026-'])
})
