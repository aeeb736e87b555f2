import { expect, test } from 'bun:test'
import { deviceName, toStoredUserAgent } from './device-name.ts'

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36',
    'Chrome on Windows',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari on iPhone',
  ],
  ['Lynx/2.9.0 libwww-FM/2.14 SSL-MM/1.4.1', 'Lynx'],
  ['curl/8.5.0', 'curl'],
  ['', 'Unknown device'],
  ['Firefox/1 \u001b[31m', 'Firefox'],
])('%s is %s', (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name)
})

test('a User-Agent is kept short and without control characters', () => {
  const stored = toStoredUserAgent(`evil\u001b[31m\r\n${'x'.repeat(100_000)}\ud83d`)
  expect(stored).toHaveLength(300)
  expect(stored).not.toMatch(/\p{Cc}/u)
})
