import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { startPostgres } from './postgres.mjs'
import { buildWeb, findBun, installPackages, root, SetupError } from './setup.mjs'
import { endSteps, runStep } from './steps.mjs'
import { installSystemPackages } from './system-packages.mjs'

/** @typedef {import('./steps.mjs').Step} Step */
/** @typedef {{ passed: number, failed: number }} Count */

const packages = ['protocol', 'sdk', 'server', 'web', 'cli', 'bench', 'scripts']
const parts = ['checks', 'unit', 'postgres', 'e2e']
const usage = `npm test [-- --only ${parts.join(',')}] [--verbose]`

/** @type {Count} */
const total = { passed: 0, failed: 0 }

try {
  await main(process.argv.slice(2))
} catch (error) {
  total.failed += 1
  console.error(error instanceof SetupError ? error.message : error)
} finally {
  endSteps()
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1

/** @param {string[]} args */
async function main(args) {
  const { only, verbose } = readArguments(args)
  await installPackages({ withTools: true })
  const bun = findBun()
  if (only.includes('postgres')) installSystemPackages(['postgres'])
  if (only.includes('e2e')) installSystemPackages(['chromium', 'lynx', 'w3m', 'cc'])
  if (only.some((part) => part !== 'checks')) await tryToBuild(bun)
  // Two at a time: one half of the tests on PostgreSQL after the checks, the other after the tests on SQLite. Browsers get
  // the machine alone.
  const one = only.includes('checks') ? checks(bun) : []
  const other = only.includes('unit') ? [tests(bun, 'tests on SQLite', packages)] : []
  await Promise.all(
    [one, other].map(async (steps, half) => {
      await runInTurn(steps, verbose)
      if (only.includes('postgres')) await runOnPostgres(bun, half, verbose)
    }),
  )
  if (only.includes('e2e')) await runInTurn([stories(bun)], verbose)
}

/**
 * Without a client the stories fail, but the rest still says what it can.
 * @param {string} bun
 */
async function tryToBuild(bun) {
  try {
    await buildWeb(bun)
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    console.log(error.message)
    total.failed += 1
  }
}

/** @param {string[]} args */
function readArguments(args) {
  let only = parts
  let verbose = false
  while (args.length > 0) {
    const arg = args.shift()
    if (arg === '--verbose') verbose = true
    else if (arg === '--only') only = (args.shift() ?? '').split(',')
    else throw new SetupError(`I do not know ${arg}. Usage: ${usage}`)
  }
  const unknown = only.filter((part) => !parts.includes(part))
  if (unknown.length > 0) throw new SetupError(`There is no part "${unknown.join(',')}". Usage: ${usage}`)
  return { only, verbose }
}

/**
 * @param {string} bun
 * @returns {Step[]}
 */
function checks(bun) {
  const modules = join(root, 'node_modules')
  return [
    { name: 'types', command: [bun, 'check', '--no-script', '--no-pretty'] },
    {
      name: 'lint',
      command: [process.execPath, join(modules, 'oxlint', 'bin', 'oxlint'), '--type-aware', '--format=unix'],
    },
    { name: 'format', command: [bun, 'fmt', '--check', '--no-script'] },
    { name: 'unused code', command: [process.execPath, join(modules, 'knip', 'bin', 'knip.js'), '--no-progress'] },
  ]
}

/**
 * @param {string} bun
 * @param {string} name
 * @param {string[]} folders
 * @param {number} [half] 0 or 1: every other file
 * @returns {Step}
 */
function tests(bun, name, folders, half) {
  const all = folders.flatMap((folder) => testFiles(folder)).toSorted()
  const files = half === undefined ? all : all.filter((_, index) => index % 2 === half)
  return { name, command: testCommand(bun, files), countsTests: true, isEmpty: files.length === 0 }
}

/**
 * @param {string} bun
 * @returns {Step}
 */
function stories(bun) {
  const again = (/** @type {string[]} */ files) =>
    testCommand(
      bun,
      files.map((file) => `./${file}`),
    )
  return { ...tests(bun, 'stories in browsers', ['e2e']), again }
}

/**
 * @param {string} bun
 * @param {string[]} files
 */
function testCommand(bun, files) {
  return [bun, 'test', '--no-orphans', '--timeout=30000', ...files.toSorted()]
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function testFiles(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'dist' ? [] : testFiles(path)
    return /\.test\.tsx?$/.test(entry.name) ? [`./${path}`] : []
  })
}

/**
 * Each half has a PostgreSQL of its own, which its tests empty.
 * @param {string} bun
 * @param {number} half
 * @param {boolean} verbose
 */
async function runOnPostgres(bun, half, verbose) {
  const { url, stop } = await startPostgres()
  try {
    const step = tests(bun, `tests of the server on PostgreSQL, half ${half + 1}`, ['server'], half)
    await runInTurn([{ ...step, env: { PARLEY_TEST_DATABASE: url } }], verbose)
  } finally {
    await stop()
  }
}

/**
 * @param {Step[]} steps
 * @param {boolean} verbose
 */
async function runInTurn(steps, verbose) {
  for (const step of steps) {
    const { passed, failed } = await runStep(step, verbose)
    total.passed += passed
    total.failed += failed
  }
}
