import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

import { buildProgram, buildWeb, findBun, installPackages, root, runMain } from './setup.mjs'

await runMain(async () => {
  await installPackages({ withTools: false })
  const bun = findBun()
  await buildWeb(bun)
  return serve(bun, ['--no-env-file', await buildProgram(bun), 'serve', ...process.argv.slice(2)])
})

/**
 * The program gets a process group of its own, so that Ctrl C reaches it once, from here, and not a second time
 * from the terminal; and it ends when this process is killed.
 * @param {string} bun
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function serve(bun, args) {
  const detached = process.platform !== 'win32'
  const child = spawn(bun, ['--no-orphans', ...args], { cwd: root, stdio: 'inherit', detached })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  if (process.env['npm_lifecycle_event'] === 'start') onceOrphaned(() => child.kill('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/**
 * A killed npm tells nobody; whoever then starts Parley again must not find the port taken.
 * @param {() => void} then
 */
function onceOrphaned(then) {
  const everyMs = 200
  const ancestors = npmAndBelow()
  const watch = setInterval(() => {
    if (npmAndBelow() === ancestors) return
    clearInterval(watch)
    then()
  }, everyMs)
  watch.unref()
}

/** npm runs a script in a shell, which some shells replace by the script and some do not. */
function npmAndBelow() {
  const parent = process.ppid
  try {
    const [, name = '', grandparent = ''] =
      /\((.*)\) \S+ (\d+)/.exec(readFileSync(`/proc/${parent}/stat`, 'utf8')) ?? []
    return name.endsWith('sh') ? `${parent} ${grandparent}` : `${parent}`
  } catch {
    // Not Linux, or the parent has just ended.
    return `${parent}`
  }
}
