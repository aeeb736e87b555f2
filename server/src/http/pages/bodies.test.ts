import { expect, test } from 'bun:test'
import { PLAIN } from '@parley/protocol/answers.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { ParsedBodies } from './bodies.ts'

function say(id: string, body: string, version = 1): Message {
  return {
    id,
    roomId: 'r',
    seq: 1,
    version,
    authorId: 'ann',
    body,
    at: '2026-01-01T00:00:00.000Z',
    editedAt: null,
    deletedAt: null,
    ...PLAIN,
  }
}

test('plain bodies need no tree', () => {
  expect(new ParsedBodies().of([say('a', 'hello'), say('b', '')])).toEqual({})
})

test('a body is parsed once for each version', () => {
  const bodies = new ParsedBodies()
  const first = bodies.of([say('a', '**hello**')]).a
  expect(first?.blocks).toEqual([{ t: 'p', c: [{ t: 'strong', c: ['hello'] }] }])
  expect(bodies.of([say('a', '**hello**')]).a).toBe(first)
  expect(bodies.of([say('a', '*hello*', 2)]).a?.blocks).toEqual([{ t: 'p', c: [{ t: 'em', c: ['hello'] }] }])
})

test('the longest unused one is forgotten', () => {
  const bodies = new ParsedBodies(2)
  const kept = bodies.of([say('a', '*a*')]).a
  bodies.of([say('b', '*b*')])
  bodies.of([say('a', '*a*')])
  bodies.of([say('c', '*c*')])
  expect(bodies.size).toBe(2)
  expect(bodies.of([say('a', '*a*')]).a).toBe(kept)
})
