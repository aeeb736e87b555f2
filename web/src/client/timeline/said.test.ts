import { expect, test } from 'bun:test'
import { PLAIN } from '@parley/protocol/answers.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { OutboxCommand, OutboxEntry } from '@parley/sdk/outbox-store.ts'
import { entryOf, saidOf } from './said.ts'

const at = '2026-01-01T10:00:00.000Z'

function message(id: string, seq: number, body = id): Message {
  return { id, roomId: 'tea', seq, version: seq, authorId: 'ann', body, at, editedAt: null, deletedAt: null, ...PLAIN }
}

function entry(command: OutboxCommand, more: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    key: command.input.id,
    userId: 'ann',
    roomId: 'tea',
    command,
    at,
    state: 'waiting',
    error: null,
    seq: null,
    ...more,
  }
}

const post = (id: string): OutboxCommand => ({ name: 'message.post', input: { id, roomId: 'tea', body: id } })
const edit = (id: string, messageId: string, body: string): OutboxCommand => ({
  name: 'message.edit',
  input: { id, messageId, body },
})

test('what one just said stands last, pending', () => {
  const said = saidOf([message('m1', 1)], [entry(post('p1')), entry(post('p2'))], 'ann')
  expect(said.map((one) => [one.message.id, one.state])).toEqual([
    ['m1', 'sent'],
    ['p1', 'pending'],
    ['p2', 'pending'],
  ])
})

test('a message that has come is not shown twice', () => {
  expect(saidOf([message('p1', 1)], [entry(post('p1'), { state: 'sent', seq: 1 })], 'ann')).toHaveLength(1)
})

test('what was sent a moment ago is not dimmed while its event is still to come', () => {
  expect(saidOf([], [entry(post('p1'), { state: 'sent', seq: 9 })], 'ann')[0]).toMatchObject({
    state: 'sent',
    message: { seq: 9 },
  })
})

test('what failed says why', () => {
  const failed = entry(post('p1'), { state: 'failed', error: { code: 'too_large', message: 'This is too large.' } })
  expect(saidOf([], [failed], 'ann')[0]).toMatchObject({ state: 'failed', reason: 'This is too large.' })
})

test('an edit that is on its way is already seen', () => {
  const outbox = [entry(edit('e1', 'm1', 'better'))]
  expect(saidOf([message('m1', 1)], outbox, 'ann')[0]).toMatchObject({
    state: 'pending',
    message: { body: 'better', editedAt: at },
  })
  expect(entryOf(outbox, 'm1')?.key).toBe('e1')
})
