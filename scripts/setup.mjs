import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the whole project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** What went wrong, in one sentence for the person who typed the command. */
export class SetupError extends Error {}

/**
 * Installs the packages that the lockfile names, unless they are there.
 * @param {{ withTools: boolean, folder?: string }} wanted withTools: also what only developers need
 */
export async function installPackages({ withTools, folder = root }) {
  if (isInstalled(folder, withTools)) return
  console.log('Installing packages. The first time takes a minute or two.')
  const npm = npmCommand()
  // Who has the tools keeps them when the lockfile changes.
  const dev = withTools || existsSync(join(folder, 'node_modules', 'oxlint')) ? '--include=dev' : '--omit=dev'
  // Bun runs the packages, so what they say about Node's version means nothing here.
  const args = [...npm.args, 'ci', dev, '--no-audit', '--no-fund', '--no-engine-strict']
  const { code, output } = await run(npm.program, args, folder)
  if (code === 0) return
  const end = output.trim().split('\n').filter(isTelling).slice(-6).join('\n')
  throw new SetupError(`npm could not install the packages; its last words were:\n${end}`)
}

/** @param {string} line */
function isTelling(line) {
  return !line.startsWith('npm warn') && !line.includes('A complete log of this run') && line !== 'npm error'
}

/**
 * npm writes what it installed to node_modules/.package-lock.json as its last step, so an install that was
 * interrupted is not taken for a whole one.
 * @param {string} folder
 * @param {boolean} withTools
 */
function isInstalled(folder, withTools) {
  const wanted = readLock(join(folder, 'package-lock.json'))
  const present = readLock(join(folder, 'node_modules', '.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/') || (entry.dev && !withTools)) return true
    const found = present[path]
    if (!found) return entry.optional === true
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, integrity?: string, dev?: boolean, optional?: boolean }> | undefined}
 */
function readLock(path) {
  if (!existsSync(path)) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** npm as the one who started us would run it: on Windows its .cmd file cannot be spawned directly. */
function npmCommand() {
  const script = process.env['npm_execpath']
  if (script?.endsWith('npm-cli.js')) return { program: process.execPath, args: [script] }
  return { program: 'npm', args: [] }
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<{ code: number, output: string }>}
 */
function run(program, args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 1, output: `${program}: ${error.message}` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/**
 * The Bun program that the lockfile pins. Its package moves the platform's program to its own folder when it is
 * installed; where install scripts do not run, a stub lies there and the program is still in the platform's package.
 * @param {string} folder
 * @returns {string}
 */
export function findBun(folder = root) {
  const modules = join(folder, 'node_modules')
  const candidates = [join(modules, 'bun', 'bin', 'bun.exe'), ...platformPrograms(join(modules, '@oven'))]
  const found = candidates.find((path) => isProgram(path))
  if (found) return found
  throw new SetupError(
    `Bun's program for ${process.platform}-${process.arch} is missing from node_modules: ` +
      'remove that folder and start again, without leaving out optional packages.',
  )
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function platformPrograms(folder) {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => name.startsWith('bun-'))
  // The shorter name is the faster build; the longer ones are for older processors and for musl.
  names.sort((a, b) => a.length - b.length)
  return names.flatMap((name) => ['bun', 'bun.exe'].map((file) => join(folder, name, 'bin', file)))
}

/** @param {string} path */
function isProgram(path) {
  const smallestProgramBytes = 1_000_000
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat || stat.size < smallestProgramBytes) return false
  return spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0
}

/**
 * Builds the web client when anything that goes into it has changed since the last time.
 * @param {string} bun
 */
export function buildWeb(bun) {
  return buildWhenChanged({
    of: ['web', 'sdk', 'protocol', 'package-lock.json'],
    folder: join(root, 'web', 'dist'),
    build: () => run(bun, ['web/build.ts'], root),
    what: 'web client',
  })
}

/**
 * Builds the command line and the server, a file each, when anything that goes into them has changed: they start in half
 * the time that their many sources take. Answers the command line's file.
 * @param {string} bun
 * @param {string} folder
 */
export async function buildProgram(bun, folder = join(root, 'dist', 'program')) {
  await buildWhenChanged({
    of: ['cli', 'server', 'web', 'sdk', 'protocol', 'package-lock.json'],
    folder,
    build: () => bundleAll(bun, folder),
    what: 'program',
  })
  return join(folder, 'parley.js')
}

/**
 * A thread's file keeps the name by which the program asks for it, though what is in it is JavaScript.
 * @param {string} bun
 * @param {string} folder
 */
async function bundleAll(bun, folder) {
  const threads = filesOf('server/src').filter((file) => file.endsWith('-thread.ts'))
  const parts = [
    ['cli/src/main.ts', 'parley.js'],
    ['server/src/main.ts', 'server.js'],
    ...threads.map((file) => [file, file.replace(/^.*\//, '')]),
  ]
  let output = ''
  for (const [source = '', name = ''] of parts) {
    const args = ['--target=bun', '--format=esm', '--minify-whitespace', '--define=process.env.NODE_ENV="production"']
    const built = await run(bun, ['build', ...args, source, `--outfile=${join(folder, name)}`], root)
    if (built.code !== 0) return built
    output += built.output
  }
  return { code: 0, output }
}

/**
 * The stamp is written last, so that a build that was interrupted is not taken for a whole one.
 * @param {{ of: string[], folder: string, build: () => Promise<{ code: number, output: string }>, what: string }} built
 */
async function buildWhenChanged({ of, folder, build, what }) {
  const stampFile = join(folder, '.stamp')
  const stamp = hashOf(of)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  const { code, output } = await build()
  if (code !== 0) throw new SetupError(`The ${what} could not be built:\n${output.trim()}`)
  writeFileSync(stampFile, stamp)
}

/** @param {string[]} paths */
function hashOf(paths) {
  const hash = createHash('sha256')
  const files = paths.flatMap((path) => filesOf(path)).sort()
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesOf(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path]
  const built = /^(node_modules|dist.*)$/
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => {
    if (built.test(entry.name) || /\.test\.tsx?$/.test(entry.name)) return []
    const inside = `${path}/${entry.name}`
    return entry.isDirectory() ? filesOf(inside) : [inside]
  })
}

/**
 * Runs a script's main function; a SetupError ends it with its sentence alone, without a stack.
 * @param {() => Promise<number>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
