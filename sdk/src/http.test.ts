import { expect, test } from 'bun:test'
import { ParleyError } from '@parley/protocol/errors.ts'
import { VirtualClock } from '../test/virtual-clock.ts'
import { Http } from './http.ts'
import type { AnswerLike } from './ports.ts'
import { Unreachable } from './unreachable.ts'
import { isRetryable } from './wire.ts'

function anHttp(status: number, json: () => Promise<unknown>) {
  const urls: string[] = []
  const clock = new VirtualClock()
  const answer: AnswerLike = { status, ok: status < 300, json, body: null }
  const http = new Http('http://parley.test/', null, {
    now: () => clock.now,
    date: () => clock.now,
    random: () => 0,
    fillRandom: () => {},
    after: clock.after,
    openSocket: () => ({ send: () => {}, close: () => {} }),
    fetch: async (url) => {
      urls.push(url)
      return answer
    },
  })
  const fails = () => http.get('room.list', {}).catch((error: unknown) => error)
  return { http, urls, clock, fails }
}

test('a query’s input is flat: texts as they are, the rest as JSON, and nothing for what is left out', async () => {
  const { http, urls, clock } = anHttp(200, async () => ({ output: 7 }))
  const output = await http.get<number>('log.read', { cursors: { a: 1 }, epoch: 'e&1', waitS: 25, after: undefined })
  expect(output).toBe(7)
  expect(urls).toEqual(['http://parley.test/api/log.read?cursors=%7B%22a%22%3A1%7D&epoch=e%261&waitS=25'])
  expect(clock.waiting).toBe(0)
})

test('an error of the server is thrown with its code, its sentence and its hints', async () => {
  const error = { code: 'too_fast', message: 'Too many requests. Wait a moment.', retryS: 3 }
  expect(await anHttp(429, async () => ({ error })).fails()).toMatchObject({ code: 'too_fast', hints: { retryS: 3 } })
  const told = { code: 'bad_input', message: 'This is empty.', field: 'body' }
  expect(await anHttp(400, async () => ({ error: told })).fails()).toMatchObject({ message: 'This is empty.' })
})

test('a code that this version does not know is final and keeps its sentence', async () => {
  const error = await anHttp(409, async () => ({
    error: { code: 'moon_phase', message: 'Wait for the moon.' },
  })).fails()
  expect(error).toBeInstanceOf(ParleyError)
  expect(error).toMatchObject({ message: 'Wait for the moon.' })
  expect(error instanceof ParleyError && isRetryable(error)).toBe(false)
})

test('what a proxy says, or half an answer, says nothing about what became of the request', async () => {
  expect(await anHttp(502, async () => '<html>').fails()).toBeInstanceOf(Unreachable)
  expect(await anHttp(504, async () => ({ message: 'upstream' })).fails()).toBeInstanceOf(Unreachable)
  expect(await anHttp(200, () => Promise.reject(new Error('cut'))).fails()).toBeInstanceOf(Unreachable)
})
