import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { posted } from '../test/samples.ts'
import { LogFollower } from './log-follower.ts'

type Cut = { from: number; length: number; fate: 'sent' | 'lost' | 'doubled'; at: number }

const aCut = (size: number) =>
  fc.record({
    from: fc.integer({ min: 1, max: size }),
    length: fc.integer({ min: 1, max: 8 }),
    fate: fc.constantFrom<Cut['fate']>('sent', 'sent', 'lost', 'doubled'),
    /** Where in the order of arrival: frames overtake one another. */
    at: fc.integer({ min: 0, max: 1000 }),
  })

const aRun = fc.integer({ min: 1, max: 60 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    start: fc.integer({ min: 0, max: size }),
    cuts: fc.array(aCut(size), { maxLength: 60 }),
    /** For each question: how many events the answer has, or -1 when the connection broke. */
    answers: fc.array(fc.integer({ min: -1, max: 10 }), { maxLength: 30 }),
    answerLate: fc.boolean(),
  }),
)

test('any interleaving of frames, losses, repeats and answers ends with every event once and in order', () => {
  fc.assert(
    fc.property(aRun, ({ size, start, cuts, answers, answerLate }) => {
      const applied: number[] = []
      const questions: number[] = []
      const follower = new LogFollower(start, {
        apply: (events) => applied.push(...events.map((event) => event.seq)),
        ask: (after) => questions.push(after),
      })
      const range = (from: number, length: number) => {
        const to = Math.min(size, from + length - 1)
        return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => posted(from + index))
      }
      const answerOne = (count: number) => {
        const after = questions.shift()
        if (after === undefined) return
        if (count > 0) follower.receive(range(after + 1, count), [])
        follower.answered(count >= 0)
      }
      const arrivals = cuts.flatMap((cut) => (cut.fate === 'lost' ? [] : cut.fate === 'doubled' ? [cut, cut] : [cut]))
      const script = [...answers]
      for (const cut of arrivals.toSorted((a, b) => a.at - b.at)) {
        follower.receive(range(cut.from, cut.length), [])
        if (!answerLate) answerOne(script.shift() ?? 3)
        expect(questions.length).toBeLessThanOrEqual(1)
      }
      // The network is well again: heads come, and every question is answered with at least one event.
      for (let round = 0; follower.cursor < size && round < size * 3; round += 1) {
        follower.hear(size)
        answerOne(Math.max(1, script.shift() ?? 1))
      }
      expect(applied).toEqual(Array.from({ length: size - start }, (_, index) => start + index + 1))
    }),
    { numRuns: 500 },
  )
})
