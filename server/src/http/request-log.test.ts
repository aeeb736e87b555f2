import { expect, test } from 'bun:test'
import { createLog } from '../log.ts'
import { loggedPath, logRequest } from './request-log.ts'

test('a request is one line with what an operator needs', () => {
  const lines: string[] = []
  const log = createLog(
    'info',
    (line) => lines.push(line),
    () => new Date(0),
  )
  logRequest(log, {
    method: 'GET',
    url: '/rooms?q=secret',
    status: 200,
    durationMs: 1.234,
    address: '192.0.2.1',
    userId: null,
  })
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      at: '1970-01-01T00:00:00.000Z',
      level: 'info',
      event: 'request',
      method: 'GET',
      path: '/rooms',
      status: 200,
      durationMs: 1.2,
      address: '192.0.2.1',
      userId: null,
    },
  ])
})

test('a path is logged without its query and without the token of an invite', () => {
  expect(loggedPath('https://chat.example.org/r/tea?before=3#x')).toBe('/r/tea')
  expect(loggedPath('https://chat.example.org')).toBe('/')
  for (const url of ['/i/s3cret', '/i/s3cret/more?x', '//i/s3cret', '/I/s3cret', 'http://host/i/s3cret\nx']) {
    expect(loggedPath(url)).toBe('/i/…')
  }
  expect(loggedPath(`/${'a'.repeat(1_000)}`)).toHaveLength(300)
})
