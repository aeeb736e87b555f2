import { expect, test } from 'bun:test'
import { BAD } from './bad-histories.ts'
import { check } from './check.ts'
import { aGoodHistory, type GoodHistory } from './good-history.ts'
import type { Entry } from './history.ts'

/** The rules that a good history breaks once something is done to it. */
function broken(change: (history: GoodHistory) => void): string[] {
  const history = aGoodHistory()
  change(history)
  // Changes may have been made to what other entries share.
  const violations = check(structuredClone(history.entries))
  expect(violations.every(({ says, shows }) => says.length > 0 && shows.length > 0)).toBe(true)
  return [...new Set(violations.map(({ rule }) => rule))]
}

test('a good history breaks no rule', () => {
  expect(broken(() => {})).toEqual([])
})

for (const [rule, histories] of Object.entries(BAD)) {
  for (const [name, change] of Object.entries(histories)) {
    test(`${rule} finds ${name}, and no other rule is broken`, () => expect(broken(change)).toEqual([rule]))
  }
}

test('a command that the server did not get to may have been carried out all the same, for frames are doubled', () => {
  const isRight = broken((history) => {
    const index = history.entries.findIndex((entry) => entry.k === 'invoke' && entry.input.id === 'm4')
    const op = (history.entries[index] as Extract<Entry, { k: 'invoke' }>).op
    history.entries.splice(index + 1, 0, { k: 'outcome', t: 0, op, is: 'untried' })
  })
  expect(isRight).toEqual([])
})

test('a repair that a fault explains is right', () => {
  const isRight = broken(({ entries, t }) => {
    entries.push({ k: 'fault', t, until: t + 10, kind: 'lost frame', witness: 'a frame', explains: ['gap'] })
    entries.push({ k: 'repair', t: t + 5_000, what: 'gap', client: 'ann/1', log: 'room' })
  })
  expect(isRight).toEqual([])
})

test('a gap of a log that was loaded anew a moment ago is right', () => {
  const found = broken((history) => {
    const { t } = history
    history.entries.push({ k: 'fault', t, until: t, kind: 'reset', witness: 'closed', explains: ['reset'] })
    history.entries.push({ k: 'repair', t, what: 'reset', client: 'ann/1', log: 'room' })
    history.entries.push({ k: 'repair', t: t + 300, what: 'gap', client: 'ann/1', log: 'room' })
  })
  expect(found).toEqual([])
})
