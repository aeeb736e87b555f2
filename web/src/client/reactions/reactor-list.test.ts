import { expect, test } from 'bun:test'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import { ReactorList } from './reactor-list.ts'

type Asked = { input: QueryInput<'reaction.list'>; answer: (page: Page) => void; fail: () => void }
type Page = Pick<QueryOutput<'reaction.list'>, 'reactions' | 'next'>

const AT = '2026-01-01T00:00:00.000Z'
const by = (userId: string, seq: number) => ({ userId, at: AT, seq })
const event = (type: 'reaction.added' | 'reaction.removed', userId: string, seq: number, emoji = '👍') => ({
  type,
  seq,
  at: AT,
  actorId: userId,
  subjectId: 'm',
  emoji,
  own: [],
  thread: null,
  message: aMessage,
})
const aMessage = {
  id: 'm',
  roomId: 'r',
  seq: 1,
  version: 1,
  authorId: 'bob',
  body: 'hello',
  at: AT,
  editedAt: null,
  deletedAt: null,
  replyTo: null,
  rootId: null,
  alsoInRoom: false,
  thread: null,
  mentions: [],
  calls: null,
}

function aList() {
  const asked: Asked[] = []
  const list = new ReactorList('m', (input) => {
    return new Promise((answer, reject) => asked.push({ input, answer, fail: () => reject(new Error('away')) }))
  })
  const names = () => list.shown.value.reactors.map(({ userId }) => userId)
  return { list, asked, names }
}

test('people come a page at a time, each once, and a page that could not be read is asked for again', async () => {
  const { list, asked, names } = aList()
  const first = list.show('👍')
  asked[0]!.answer({ reactions: [by('ann', 3), by('bob', 4)], next: 4 })
  await first
  expect([names(), list.shown.value.state]).toEqual([['ann', 'bob'], 'read'])
  const failed = list.more()
  asked[1]!.fail()
  await failed
  expect([names(), list.shown.value.state, list.shown.value.next]).toEqual([['ann', 'bob'], 'failed', 4])
  const again = list.more()
  asked[2]!.answer({ reactions: [by('eve', 7)], next: null })
  await again
  expect(asked.map(({ input }) => input.after)).toEqual([undefined, 4, 4])
  expect([names(), list.shown.value.next]).toEqual([['ann', 'bob', 'eve'], null])
})

test('who comes or goes while one looks is shown at once, and a repeat changes nothing', async () => {
  const { list, asked, names } = aList()
  const read = list.show('👍')
  asked[0]!.answer({ reactions: [by('ann', 3)], next: null })
  await read
  for (let n = 0; n < 2; n += 1) list.note(event('reaction.added', 'bob', 5))
  expect(names()).toEqual(['ann', 'bob'])
  list.note(event('reaction.removed', 'ann', 6))
  list.note(event('reaction.added', 'eve', 7, '🎉'))
  list.note({ ...event('reaction.added', 'eve', 8), subjectId: 'another' })
  expect(names()).toEqual(['bob'])
  // Events of before that come late do not undo what is newer.
  list.note(event('reaction.removed', 'bob', 4))
  expect(names()).toEqual(['bob'])
})

test('whoever comes while there are further pages is on the last of them', async () => {
  const { list, asked, names } = aList()
  const read = list.show('👍')
  asked[0]!.answer({ reactions: [by('ann', 3)], next: 3 })
  await read
  list.note(event('reaction.added', 'eve', 9))
  expect(names()).toEqual(['ann'])
  const more = list.more()
  list.note(event('reaction.added', 'pim', 10))
  asked[1]!.answer({ reactions: [by('bob', 4), by('eve', 9)], next: null })
  await more
  expect(names()).toEqual(['ann', 'bob', 'eve', 'pim'])
})

test('what happens while a page is on its way is in it afterwards', async () => {
  const { list, asked, names } = aList()
  const read = list.show('👍')
  list.note(event('reaction.removed', 'ann', 5))
  list.note(event('reaction.added', 'bob', 6))
  asked[0]!.answer({ reactions: [by('ann', 3)], next: null })
  await read
  expect(names()).toEqual(['bob'])
})

test('an answer for an emoji that is shown no more is dropped', async () => {
  const { list, asked, names } = aList()
  const first = list.show('👍')
  const second = list.show('🎉')
  asked[1]!.answer({ reactions: [by('bob', 4)], next: null })
  asked[0]!.answer({ reactions: [by('ann', 3)], next: 3 })
  await Promise.all([first, second])
  expect([list.shown.value.emoji, names(), list.shown.value.next]).toEqual(['🎉', ['bob'], null])
})
