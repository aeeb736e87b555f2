import { spawn } from 'node:child_process'

import { root } from './setup.mjs'

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command
 * @property {Record<string, string>} [env]
 * @property {boolean} [countsTests] it is a run of `bun test`; else it counts as one
 * @property {(files: string[]) => string[]} [again] how some of its files are run once more, see `runUnsteady`
 * @property {boolean} [isEmpty] it has nothing to run, which is a failure: nothing is left out in silence
 */

const longestMs = 45 * 60_000

/** @type {Set<number>} */
const running = new Set()

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    endSteps()
    process.exit(1)
  })
}

/** Ends whatever steps are running, with all that they started. */
export function endSteps() {
  for (const group of running) endGroup(group)
}

/**
 * Runs a step and prints how it went; its output only when it failed or was asked for.
 * @param {Step} step
 * @param {boolean} verbose
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runStep(step, verbose) {
  const startedAt = performance.now()
  const { code, output } = step.isEmpty ? { code: 1, output: 'There is nothing to run.' } : await run(step)
  const first = step.countsTests ? countTests(code, output) : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
  if (verbose) console.log(output.trim())
  else if (first.failed > 0) console.log(withoutPassed(output).trim())
  const count = await runUnsteady(step, first, output)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const sign = count.failed === 0 ? '✓' : '✗'
  console.log(`${sign} ${step.name}: ${count.passed} passed, ${count.failed} failed (${seconds} s)`)
  return count
}

/** So many files that failed are looked at once more; more than that is no accident. */
const UNSTEADY = 2

/**
 * Real browsers beside real servers on a busy machine: a file that failed is run once more, from its beginning and alone. If it
 * fails again it has failed. If not, that is said as loudly as a failure, for a test that fails by chance is a fault.
 * @param {Step} step
 * @param {{ passed: number, failed: number }} first
 * @param {string} output
 */
async function runUnsteady(step, first, output) {
  const failed = filesIn(output).filter((file) => file.failed > 0)
  const isWhole =
    /^Ran \d+ tests? /m.test(output) && failed.reduce((sum, file) => sum + file.failed, 0) === first.failed
  if (!step.again || !isWhole || failed.length === 0 || failed.length > UNSTEADY) return first
  const names = failed.map((file) => file.name)
  const second = await run({ ...step, command: step.again(names) })
  const count = countTests(second.code, second.output)
  if (count.failed > 0) console.log(withoutPassed(second.output).trim())
  else console.log(`! unsteady, and passed when run again; find out why: ${names.join(' ')}`)
  const before = failed.reduce((sum, file) => sum + file.passed, 0)
  return { passed: first.passed - before + count.passed, failed: count.failed }
}

/**
 * The files of a run of `bun test`, and how many of their tests passed and failed.
 * @param {string} output
 */
export function filesIn(output) {
  /** @type {{ name: string, passed: number, failed: number }[]} */
  const files = []
  // Behind the empty line and the number of failures, the failed ones are told once more.
  for (const line of (output.split(/\n\d+ tests? failed:\n/)[0] ?? '').split('\n')) {
    const name = /^(\S+\.test\.tsx?):$/.exec(line)?.[1]
    if (name !== undefined) files.push({ name, passed: 0, failed: 0 })
    const file = files.at(-1)
    if (file && line.startsWith('(pass) ')) file.passed += 1
    if (file && /^\((fail|skip|todo)\) /.test(line)) file.failed += 1
  }
  return files
}

/** @param {string} output */
function withoutPassed(output) {
  return output.replaceAll(/^\(pass\) .*\n/gm, '')
}

/**
 * A test that was left out has not passed: whatever it needs should be there. A run that broke off without a summary,
 * or for a reason that none of its tests tells, has failed once more.
 * @param {number} code
 * @param {string} output
 */
export function countTests(code, output) {
  const summary = output.slice(output.lastIndexOf('\n\n')).split('\n')
  const number = (/** @type {string} */ word) => {
    const line = summary.find((text) => new RegExp(`^ *\\d+ ${word}$`).test(text))
    return line === undefined ? 0 : Number.parseInt(line, 10)
  }
  const passed = number('pass')
  const failed = number('fail') + number('skip') + number('todo')
  const isSilentFailure = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: isSilentFailure ? 1 : failed }
}

/**
 * @param {Step} step
 * @returns {Promise<{ code: number, output: string }>}
 */
function run(step) {
  const [program = '', ...args] = step.command
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...cleanEnvironment(), ...step.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    })
    const group = child.pid ?? 0
    running.add(group)
    let output = ''
    const timer = setTimeout(() => {
      output += `\nIt ran for more than ${longestMs / 60_000} minutes and was ended.\n`
      endGroup(group)
    }, longestMs)
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('exit', () => endGroup(group))
    child.on('close', (code) => {
      clearTimeout(timer)
      running.delete(group)
      resolve({ code: code ?? 1, output })
    })
  })
}

/** The tests see none of the settings of whoever runs them; CI makes a forgotten `test.only` an error. */
function cleanEnvironment() {
  const settings = Object.entries(process.env).filter(([name]) => !name.startsWith('PARLEY_') && name !== 'PORT')
  return { ...Object.fromEntries(settings), CI: '1', NO_COLOR: '1' }
}

/** @param {number} group */
function endGroup(group) {
  if (group === 0) return
  try {
    process.kill(-group, 'SIGKILL')
  } catch {
    // Nothing of it is left.
  }
}
