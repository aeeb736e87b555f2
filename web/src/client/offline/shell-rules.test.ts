import { expect, test } from 'bun:test'
import { answerFrom, languageToDraw, SHELLS } from './shell-rules.ts'

function ask(path: string, mode = 'navigate', method = 'GET') {
  return answerFrom({
    url: new URL(path, 'https://chat.example.org'),
    origin: 'https://chat.example.org',
    method,
    mode,
  })
}

test('built files come from the store', () => {
  expect(ask('/assets/main-abc.js', 'cors')).toBe('files')
  expect(ask('https://evil.example/assets/main-abc.js', 'cors')).toBeNull()
})

test('the app opens without the server', () => {
  for (const path of ['/', '/rooms', '/r/tea', '/r/tea?around=3', '/r/tea/members'])
    expect(ask(path)).toBe('network-then-shell')
})

test('answers, forms and other pages are left alone', () => {
  for (const path of ['/api/room.list', '/settings', '/r/tea/live', '/socket', '/log-in']) expect(ask(path)).toBeNull()
  expect(ask('/r/tea', 'cors')).toBeNull()
  expect(ask('/rooms', 'navigate', 'POST')).toBeNull()
  expect(ask('/assets/main-abc.js', 'cors', 'HEAD')).toBeNull()
})

test('without the server a page is in the language that was last read here, or else in one that the browser asks for', () => {
  expect(SHELLS).toEqual(['/offline?language=en', '/offline?language=ar'])
  expect(languageToDraw('ar', ['en-GB'])).toBe('ar')
  expect(languageToDraw(undefined, ['de-CH', 'AR-eg', 'en'])).toBe('ar')
  expect(languageToDraw('xx', [])).toBe('en')
})
