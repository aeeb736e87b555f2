import { expect, test } from 'bun:test'
import { lacksMore, readTyped, takesLess } from './slash.ts'

test('what is typed is said without the space around it', () => {
  expect(readTyped('  hello\n')).toEqual({ kind: 'say', body: 'hello' })
})

test('two slashes say one, and a path is no command', () => {
  expect(readTyped('//join')).toEqual({ kind: 'say', body: '/join' })
  expect(readTyped('/usr/bin/env')).toEqual({ kind: 'say', body: '/usr/bin/env' })
})

test('commands have a name and the rest', () => {
  expect(readTyped('/topic  tides and boats ')).toEqual({ kind: 'command', name: 'topic', rest: 'tides and boats' })
  expect(readTyped('/Leave')).toEqual({ kind: 'command', name: 'leave', rest: '' })
  expect(readTyped('/me waves')).toEqual({ kind: 'say', body: '_waves_' })
  expect(readTyped('/shrug')).toEqual({ kind: 'say', body: '¯\\\\\\_(ツ)\\_/¯' })
})

test('an unknown command is told, not said', () => {
  expect(readTyped('/remidn me')).toEqual({ kind: 'unknown', name: 'remidn' })
  expect(readTyped('/constructor')).toEqual({ kind: 'unknown', name: 'constructor' })
})

test('a sentence that begins like a command that takes nothing is none', () => {
  for (const name of ['leave', 'mute', 'away'] as const) {
    expect(takesLess(name, 'it to me')).toBe(true)
    expect(takesLess(name, '')).toBe(false)
  }
  expect(takesLess('topic', 'tides')).toBe(false)
  expect(takesLess('help', 'me')).toBe(false)
})

test('a topic is not taken away by half a command', () => {
  expect(lacksMore('topic', '')).toBe(true)
  expect(lacksMore('topic', 'tides')).toBe(false)
  expect(lacksMore('status', '')).toBe(false)
})
