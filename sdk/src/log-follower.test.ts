import { expect, test } from 'bun:test'
import { LIMITS } from '@parley/protocol/limits.ts'
import { aPerson, ANN, BOB, posted } from '../test/samples.ts'
import { LogFollower } from './log-follower.ts'

function aFollower(cursor = 0) {
  const applied: number[] = []
  const people: string[] = []
  const asked: number[] = []
  const follower = new LogFollower(cursor, {
    apply: (events, who) => {
      applied.push(...events.map((event) => event.seq))
      people.push(...who.map((person) => person.id))
    },
    ask: (after) => asked.push(after),
  })
  const receive = (...seqs: number[]) =>
    follower.receive(
      seqs.map((seq) => posted(seq)),
      [],
    )
  return { follower, applied, people, asked, receive }
}

test('the next event is applied and a known one is ignored', () => {
  const { applied, asked, receive } = aFollower(2)
  receive(3, 4)
  receive(2, 3, 4, 5)
  expect(applied).toEqual([3, 4, 5])
  expect(asked).toEqual([])
})

test('an early event is held until the missing one comes, which is asked for once', () => {
  const { applied, asked, receive, follower } = aFollower()
  receive(3)
  receive(4)
  expect([applied, asked, follower.cursor]).toEqual([[], [0], 0])
  receive(1, 2)
  expect(applied).toEqual([1, 2, 3, 4])
  follower.answered(true)
  expect(asked).toEqual([0])
})

test('an answer that leaves a hole asks again, one that failed waits for the next sign', () => {
  const { asked, receive, follower } = aFollower()
  receive(5)
  receive(1)
  follower.answered(true)
  expect(asked).toEqual([0, 1])
  follower.answered(false)
  expect(asked).toEqual([0, 1])
  follower.hear(5)
  expect(asked).toEqual([0, 1, 1])
})

test('a head that is further than the cursor asks for what was lost silently, a known one does not', () => {
  const { asked, follower, receive } = aFollower(7)
  follower.hear(7)
  expect(asked).toEqual([])
  follower.hear(9)
  expect(asked).toEqual([7])
  receive(8, 9)
  follower.answered(true)
  expect(asked).toEqual([7])
})

test('no more than 500 early events are held, and what was let go is asked for', () => {
  const { applied, asked, receive, follower } = aFollower()
  const last = LIMITS.heldEvents + 100
  receive(...Array.from({ length: last - 1 }, (_, index) => index + 2))
  receive(1)
  expect(applied.at(-1)).toBe(LIMITS.heldEvents + 1)
  follower.answered(true)
  expect(asked).toEqual([0, LIMITS.heldEvents + 1])
})

test('a held event brings its people when it is applied', () => {
  const { people, follower } = aFollower()
  follower.receive([posted(2)], [aPerson(ANN)])
  expect(people).toEqual([])
  follower.receive([posted(1)], [aPerson(BOB)])
  expect(people).toEqual([BOB, ANN])
})
