import { expect, test } from 'bun:test'
import type { Message } from '@parley/protocol/messages.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { reactionTexts } from '../../texts/reactions.ts'
import type { App } from '../app/app.ts'
import { toggleReaction, withOwn } from './react.ts'

const message: Message = {
  id: 'm',
  roomId: 'r',
  seq: 1,
  version: 1,
  authorId: 'bob',
  body: 'hello',
  at: '2026-01-01T00:00:00.000Z',
  editedAt: null,
  deletedAt: null,
  replyTo: null,
  rootId: null,
  alsoInRoom: false,
  thread: null,
  mentions: [],
  calls: null,
}

test('reacting is shown at once, and taking it back leaves the message as it was', () => {
  const on = withOwn(message, '👍', 'ann', true)
  expect(on).toEqual({ ...message, reactions: [{ emoji: '👍', count: 1, userIds: ['ann'] }], mine: ['👍'] })
  expect(withOwn(on, '👍', 'ann', true)).toBe(on)
  expect(withOwn(on, '👍', 'ann', false)).toEqual(message)
  expect(withOwn(message, '👍', 'ann', false)).toBe(message)
})

test('beside others it counts one more, and names no more people than are named', () => {
  const crowd = ['a', 'b', 'c', 'd', 'e']
  const reactions = [
    { emoji: '🎉', count: 9, userIds: crowd },
    { emoji: '👍', count: 1, userIds: ['a'] },
  ]
  const on = withOwn({ ...message, reactions }, '🎉', 'ann', true)
  expect(on.reactions).toEqual([{ emoji: '🎉', count: 10, userIds: crowd }, reactions[1]!])
  expect(withOwn(on, '🎉', 'ann', false)).toEqual({ ...message, reactions })
})

test('nothing is shown on a message that is gone', () => {
  const gone = { ...message, deletedAt: message.at }
  expect(withOwn(gone, '👍', 'ann', true)).toBe(gone)
})

test.each(['message_not_found', 'room_not_found', 'message_gone'] as const)(
  'a reaction that is refused with %s is taken back, and one is told in words that fit',
  async (code) => {
    const shown: Message[] = []
    const told: unknown[] = []
    const app = {
      user: { me: { id: 'ann' } },
      client: {
        showMessage: (known: Message, change: (one: Message) => Message) => shown.push(change(shown.at(-1) ?? known)),
        command: () => Promise.reject(new ParleyError(code)),
      },
      patch: ({ notice }: { notice?: unknown }) => told.push(notice),
    } as unknown as App
    await toggleReaction(app, message, '👍')
    expect(shown.map(({ mine }) => mine)).toEqual([['👍'], undefined])
    expect(told).toEqual([code === 'message_gone' ? new ParleyError(code).message : reactionTexts.lost])
  },
)
