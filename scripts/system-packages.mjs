import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

import { postgresFolder } from './postgres.mjs'
import { SetupError } from './setup.mjs'

/** Programs of the system that tests and benches need: the Debian packages that bring them, and how to see that they are there. */
const needs = {
  chromium: {
    packages: ['chromium', 'fonts-liberation'],
    isThere: () => existsSync(process.env['CHROMIUM'] ?? '/usr/bin/chromium'),
  },
  postgres: { packages: ['postgresql'], isThere: () => postgresFolder() !== undefined },
  lynx: { packages: ['lynx'], isThere: () => isOnPath('lynx') },
  compiler: { packages: ['g++'], isThere: () => isOnPath('g++') },
  django: {
    packages: ['python3-django', 'python3-django-channels', 'python3-channels-redis', 'daphne', 'redis-server'],
    isThere: () => isOnPath('redis-server') && hasModules('django', 'channels', 'channels_redis', 'daphne'),
  },
  w3m: { packages: ['w3m'], isThere: () => isOnPath('w3m') },
  cc: { packages: ['gcc', 'libc6-dev'], isThere: () => isOnPath('cc') },
}

/**
 * Installs what is missing where that can be done without a question; else says what to install.
 * @param {(keyof typeof needs)[]} names
 */
export function installSystemPackages(names) {
  const packages = missing(names)
  if (packages.length === 0) return
  const list = packages.join(' ')
  const apt = aptCommand()
  if (!apt) throw new SetupError(`Programs are missing: on Debian, sudo apt-get install ${list}`)
  console.log(`Installing ${list}.`)
  const commands = [
    ['update', '-q'],
    ['install', '-q', '-y', '--no-install-recommends', ...packages],
  ]
  for (const args of commands) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const { status, stdout, stderr } = spawnSync(apt[0], [...apt.slice(1), ...args], { env, encoding: 'utf8' })
    if (status !== 0)
      throw new SetupError(`apt-get could not install ${list}:\n${(stdout + stderr).trim().slice(-1000)}`)
  }
  const still = missing(names)
  if (still.length > 0)
    throw new SetupError(`After installing ${list}, this still lacks what ${still.join(' ')} brings.`)
}

/** @param {(keyof typeof needs)[]} names */
function missing(names) {
  return names.filter((name) => !needs[name].isThere()).flatMap((name) => needs[name].packages)
}

/** @returns {[string, ...string[]] | undefined} */
function aptCommand() {
  if (!isOnPath('apt-get')) return undefined
  if (process.getuid?.() === 0) return ['apt-get']
  const mayBecomeRoot = isOnPath('sudo') && spawnSync('sudo', ['-n', 'true']).status === 0
  return mayBecomeRoot ? ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'] : undefined
}

/** @param {string} name */
function isOnPath(name) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/**
 * Whether the Python of the system has these modules; another Python on the path does not count.
 * @param {string[]} names
 */
function hasModules(...names) {
  return spawnSync('/usr/bin/python3', ['-c', `import ${names.join(', ')}`], { stdio: 'ignore' }).status === 0
}
