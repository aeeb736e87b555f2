import { expect, test } from 'bun:test'

import { countTests } from './steps.mjs'

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
