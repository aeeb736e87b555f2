import { expect, test } from 'bun:test'

import { countTests, filesIn, runStep } from './steps.mjs'

const summary = '\n\n 4 pass\n 1 fail\n 4 expect() calls\nRan 5 tests across 2 files. [30.00ms]\n'

test('a run counts its tests', () => {
  expect(countTests(1, `a.test.ts:\n(fail) x${summary}`)).toEqual({ passed: 4, failed: 1 })
})

test('a test that was skipped or is still to be written has not passed', () => {
  expect(countTests(0, '\n\n 4 pass\n 2 skip\n 1 todo\n 0 fail\nRan 7 tests')).toEqual({ passed: 4, failed: 3 })
})

test('a run that fails without a failed test counts as failed', () => {
  expect(countTests(1, '\n\n 4 pass\n 0 fail\nRan 4 tests')).toEqual({ passed: 4, failed: 1 })
  expect(countTests(132, 'Illegal instruction')).toEqual({ passed: 0, failed: 1 })
})

test('a run without a test counts as failed', () => {
  expect(countTests(0, '\n\n 0 pass\n 0 fail\nRan 0 tests')).toEqual({ passed: 0, failed: 1 })
})

test('the files of a run are told apart, and what is told twice is counted once', () => {
  const output = `bun test\n\ne2e/a.test.ts:\n(pass) one [2.00ms]\n\ne2e/b.test.ts:\nerror: no\n(fail) two [1.00ms]
(pass) three\n\n1 tests failed:\n(fail) two [1.00ms]\n${summary}`
  expect(filesIn(output)).toEqual([
    { name: 'e2e/a.test.ts', passed: 1, failed: 0 },
    { name: 'e2e/b.test.ts', passed: 1, failed: 1 },
  ])
})

/** A step whose runs print what they are given, one after the other. */
function aStep(first: string, second: string) {
  const printing = (text: string) => ['sh', '-c', `printf '%s' '${text}'; case '${text}' in *'(fail)'*) exit 1; esac`]
  return { name: 'stories', command: printing(first), countsTests: true, again: () => printing(second) }
}

const run = (...tests: string[]) => {
  const failed = tests.filter((line) => line.includes('(fail)')).length
  return `${tests.join('\n')}\n\n ${tests.length - 1 - failed} pass\n ${failed} fail\nRan ${tests.length - 1} tests across 1 file.\n`
}

test('a story that fails is run once more: it has passed only if all of its file pass then', async () => {
  const failing = run('e2e/b.test.ts:', '(fail) two', '(pass) three')
  expect(await runStep(aStep(failing, run('e2e/b.test.ts:', '(pass) two', '(pass) three')), false)).toEqual({
    passed: 2,
    failed: 0,
  })
  expect(await runStep(aStep(failing, failing), false)).toEqual({ passed: 1, failed: 1 })
  const { again: _, ...once } = aStep(failing, '')
  expect(await runStep(once, false)).toEqual({ passed: 1, failed: 1 })
})

test('a run that broke off is not run again', async () => {
  const broken = 'e2e/b.test.ts:\n(fail) two\n'
  const passing = run('e2e/b.test.ts:', '(pass) two')
  expect(await runStep(aStep(broken, passing), false)).toMatchObject({ failed: 1 })
})
