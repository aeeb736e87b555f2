import { expect, test } from 'bun:test'
import { encode } from 'uqr'
import { qrPathOf } from './qr-path.ts'

test('the path covers the dark squares and no others', () => {
  const text = 'https://chat.example/i/k7Qm-2vXp'
  const { data } = encode(text, { border: 0 })
  const { size, path } = qrPathOf(text)
  const drawn = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/gu))
    for (let at = Number(x); at < Number(x) + Number(width); at += 1) drawn[Number(y)]![at] = true
  expect(drawn).toEqual(data)
})
