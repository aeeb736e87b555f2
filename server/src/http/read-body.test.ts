import { expect, test } from 'bun:test'
import { readBody } from './read-body.ts'

function post(body: string, type: string): Request {
  return new Request('http://localhost/api/x', { method: 'POST', body, headers: { 'Content-Type': type } })
}

test('reads JSON and forms by their type', async () => {
  expect(await readBody(post('{"a":1}', 'application/json; charset=utf-8'))).toEqual({ a: 1 })
  expect(await readBody(post('a=1', 'Application/X-WWW-Form-Urlencoded'))).toEqual({ a: '1' })
})

test('JSON that calls itself text is refused, for any site may send that', async () => {
  expect(readBody(post('{"a":1}', 'text/plain'))).rejects.toHaveProperty('code', 'bad_json')
})

test('an empty body of JSON is refused', async () => {
  expect(readBody(post('', 'application/json'))).rejects.toHaveProperty('code', 'bad_json')
})

test('stops reading a stream at the limit', async () => {
  let pulled = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1
      controller.enqueue(new Uint8Array(1_000).fill(0x20))
    },
  })
  const request = new Request('http://localhost/', {
    method: 'POST',
    body: endless,
    headers: { 'Content-Type': 'application/json' },
  })
  expect(await readBody(request, 10_000).catch((error: unknown) => error)).toHaveProperty('code', 'too_large')
  expect(pulled).toBeLessThan(20)
})
