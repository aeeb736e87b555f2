import { spawn } from 'node:child_process'

import { root } from './setup.mjs'

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command
 * @property {Record<string, string>} [env]
 * @property {boolean} [countsTests] it is a run of `bun test`; else it counts as one
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
  const count = step.countsTests ? countTests(code, output) : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
  if (verbose) console.log(output.trim())
  else if (count.failed > 0) console.log(withoutPassed(output).trim())
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const sign = count.failed === 0 ? '✓' : '✗'
  console.log(`${sign} ${step.name}: ${count.passed} passed, ${count.failed} failed (${seconds} s)`)
  return count
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
