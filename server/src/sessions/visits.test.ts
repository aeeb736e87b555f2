import { expect, test } from 'bun:test'
import { NOBODY } from '../actor.ts'
import { Visits } from './visits.ts'

test('the last visit of each session is remembered once', () => {
  const visits = new Visits()
  visits.note({ id: 'ann', role: 'member', sessionId: 'a' }, 1)
  visits.note({ id: 'bob', role: 'guest', sessionId: 'b' }, 2)
  visits.note({ id: 'ann', role: 'member', sessionId: 'a' }, 3)
  visits.note(NOBODY, 4)
  expect(visits.take()).toEqual([
    { sessionId: 'a', userId: 'ann', at: 3 },
    { sessionId: 'b', userId: 'bob', at: 2 },
  ])
  expect(visits.take()).toEqual([])
})
