import { PLAIN } from '@parley/protocol/answers.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { expect, test } from 'bun:test'
import { editTexts } from '../../texts/edits.ts'
import { LEAST_READ_MS } from './ask-once.ts'
import { editQuestion } from './edit-question.ts'

function anEdit(change: Partial<Message> | null) {
  const editing: Message = {
    id: crypto.randomUUID(),
    roomId: 'tea',
    seq: 1,
    version: 1,
    authorId: 'ann',
    body: 'at six',
    at: '2026-11-20T10:00:00.000Z',
    editedAt: null,
    deletedAt: null,
    ...PLAIN,
  }
  const screen = { now: 0, nowMs: () => screen.now, drawn: (tell: () => void) => tell() }
  return (text: string) => {
    screen.now += LEAST_READ_MS
    return editQuestion({ editing, now: change && { ...editing, ...change }, text }, screen)
  }
}

test('a message that says what it said when one began is changed without a question, as is one that is not known', () => {
  expect(anEdit({})('at eight')).toBeNull()
  expect(anEdit(null)('at eight')).toBeNull()
  // It was pinned, say; or one’s own change before this one is on its way.
  expect(anEdit({ version: 2 })('at eight')).toBeNull()
  expect(anEdit({ body: 'at five' })('at eight')).toBeNull()
  expect(anEdit({ version: 2, body: 'at eight' })('at eight ')).toBeNull()
  expect(anEdit({ version: 2, body: '', deletedAt: '2026-11-20T10:01:00.000Z' })('at eight')).toBeNull()
})

test('before one puts a text in the place of another that came meanwhile one is asked once', () => {
  const ask = anEdit({ version: 2, body: 'at **seven**' })
  expect(ask('at eight')).toBe(editTexts.changed('at seven'))
  expect(ask('at nine')).toBe(editTexts.changed('at seven'))
  expect(ask('at nine')).toBeNull()
  // Another question may stand between this answer and the sending.
  expect(ask('at nine')).toBeNull()
})
