import { afterEach, expect, test } from 'bun:test'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { findBun, installPackages } from './setup.mjs'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function aFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'parley setup ')))
  folders.push(folder)
  return folder
}

function write(folder: string, path: string, content: string): string {
  const file = join(folder, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, content, { mode: 0o755 })
  return file
}

function aBun(folder: string, path: string): string {
  const file = join(folder, path)
  mkdirSync(join(file, '..'), { recursive: true })
  symlinkSync(process.execPath, file)
  return file
}

test('Bun is found where its package puts it', () => {
  const folder = aFolder()
  const program = aBun(folder, 'node_modules/bun/bin/bun.exe')
  expect(findBun(folder)).toBe(program)
})

test('where install scripts do not run, Bun is found in the package of the platform', () => {
  const folder = aFolder()
  write(folder, 'node_modules/bun/bin/bun.exe', 'echo "postinstall script was not run" >&2; exit 1')
  const program = aBun(folder, 'node_modules/@oven/bun-linux-x64-musl-baseline/bin/bun')
  expect(findBun(folder)).toBe(program)
})

test('a program that does not run here is passed over', () => {
  const folder = aFolder()
  write(folder, 'node_modules/@oven/bun-linux-x64/bin/bun', `exit 1 #${' '.repeat(2_000_000)}`)
  const program = aBun(folder, 'node_modules/@oven/bun-linux-x64-musl/bin/bun')
  expect(findBun(folder)).toBe(program)
})

test('without any Bun one is told so in a sentence', () => {
  expect(() => findBun(aFolder())).toThrow(/^Bun's program for .* is missing from node_modules/)
})

const locked = {
  'node_modules/hono': { version: '4.0.0', integrity: 'sha512-a' },
  'node_modules/oxlint': { version: '1.0.0', integrity: 'sha512-b', dev: true },
  'node_modules/bun-for-another-platform': { version: '1.0.0', optional: true },
}

function aProject(installed: object): string {
  const folder = aFolder()
  write(folder, 'package-lock.json', JSON.stringify({ packages: { '': {}, ...locked } }))
  write(folder, 'node_modules/.package-lock.json', JSON.stringify({ packages: installed }))
  return folder
}

/** With an npm that always fails, so that no failure means that it was not asked. */
async function installIn(folder: string, withTools: boolean): Promise<void> {
  const before = process.env['npm_execpath']
  const script =
    'console.error(`npm warn old\nnpm error cannot ${process.argv.slice(2, 4).join(" ")}`); process.exit(1)'
  process.env['npm_execpath'] = write(folder, 'npm-cli.js', script)
  try {
    await installPackages({ folder, withTools })
  } finally {
    if (before === undefined) delete process.env['npm_execpath']
    else process.env['npm_execpath'] = before
  }
}

test('packages that are there as locked are not installed again', async () => {
  const { 'node_modules/hono': hono, 'node_modules/oxlint': oxlint } = locked
  const all = aProject({ 'node_modules/hono': hono, 'node_modules/oxlint': oxlint })
  await installIn(all, true)
  const withoutTools = aProject({ 'node_modules/hono': hono })
  await installIn(withoutTools, false)
  await expect(installIn(withoutTools, true)).rejects.toThrow('npm error cannot ci --include=dev')
})

test('packages of another version are installed, and npm’s own words tell why that failed', async () => {
  const folder = aProject({ 'node_modules/hono': { version: '3.0.0', integrity: 'sha512-c' } })
  await expect(installIn(folder, false)).rejects.toThrow(/its last words were:\nnpm error cannot ci --omit=dev$/)
})
