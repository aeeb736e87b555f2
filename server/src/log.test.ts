import { expect, test } from 'bun:test'
import { createLog } from './log.ts'

function aLog(level: Parameters<typeof createLog>[0]) {
  const lines: string[] = []
  return {
    lines,
    log: createLog(
      level,
      (line) => lines.push(line),
      () => new Date(0),
    ),
  }
}

test('a line is one JSON object', () => {
  const { log, lines } = aLog('info')
  log.info('started', { port: 3000 })
  expect(lines).toEqual(['{"at":"1970-01-01T00:00:00.000Z","level":"info","event":"started","port":3000}\n'])
})

test('a log writes its level and what is graver', () => {
  const { log, lines } = aLog('warn')
  log.debug('a')
  log.info('b')
  log.warn('c')
  log.error('d', new Error('e'))
  expect(lines.map((line) => JSON.parse(line).event)).toEqual(['c', 'd'])
  const off = aLog('off')
  off.log.error('d', new Error('e'))
  expect(off.lines).toEqual([])
})

test('nothing in a line can move a cursor, end the line or turn text around', () => {
  const { log, lines } = aLog('info')
  log.info('said', { name: 'a\u001b[2Jb\u009b1mc\nd\u202ee\u2028f\u200bg' })
  expect(lines[0]).toContain('a\\u001b[2Jb\\u009b1mc\\nd\\u202ee\\u2028f\\u200bg')
  expect(JSON.parse(lines[0] ?? '').name).toBe('a\u001b[2Jb\u009b1mc\nd\u202ee\u2028f\u200bg')
})

test('an error is logged with what caused it', () => {
  const { log, lines } = aLog('error')
  log.error('failed', new Error('outer', { cause: new Error('inner') }), { command: 'message.post' })
  const entry = JSON.parse(lines[0] ?? '')
  expect(entry.command).toBe('message.post')
  expect(entry.cause).toMatch(/outer[^]*caused by: [^]*inner/)
})
