import { afterAll, expect, test } from 'bun:test'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { holdDataFolder } from './data-folder.ts'
import { StartError } from './start-error.ts'

const root = mkdtempSync(join(tmpdir(), 'parley-folder-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const module = new URL('./data-folder.ts', import.meta.url).pathname
const HOLD = `
  const { holdDataFolder } = await import(${JSON.stringify(module)})
  try {
    holdDataFolder(process.argv[1])
    console.log('held')
    await Bun.stdin.text()
  } catch (error) {
    console.log(error.message)
  }
`

/** Another process that tries to hold the folder, and the first line that it says. */
async function another(path: string) {
  const child = Bun.spawn([process.execPath, '-e', HOLD, path], { stdin: 'pipe', stdout: 'pipe', stderr: 'inherit' })
  const { value } = await child.stdout.getReader().read()
  return { child, said: new TextDecoder().decode(value).trim() }
}

function sentenceOf(path: string): string {
  try {
    holdDataFolder(path).release()
    return 'held'
  } catch (error) {
    return error instanceof StartError ? error.message : `not a sentence: ${String(error)}`
  }
}

test('the folder is made, for this user alone, and let go of', () => {
  const path = join(root, 'new', 'data')
  const held = holdDataFolder(path)
  expect(statSync(path).mode & 0o777).toBe(0o700)
  expect(held.databasePath).toBe(join(path, 'parley.db'))
  held.release()
  expect(sentenceOf(path)).toBe('held')
})

test('while one holds it, another is told who does', async () => {
  const path = join(root, 'shared')
  const held = holdDataFolder(path)
  const other = await another(path)
  expect(other.said).toBe(
    `Another Parley (process ${process.pid}) uses ${path}; stop it, or set PARLEY_DATA to another folder.`,
  )
  expect(await other.child.exited).toBe(0)
  held.release()
})

test('of several that start at once, one gets it', async () => {
  const path = join(root, 'race')
  const all = await Promise.all(Array.from({ length: 4 }, () => another(path)))
  expect(all.filter(({ said }) => said === 'held')).toHaveLength(1)
  expect(all.filter(({ said }) => said.startsWith('Another Parley'))).toHaveLength(3)
  for (const { child } of all) child.kill('SIGKILL')
  await Promise.all(all.map(({ child }) => child.exited))
})

test('a holder that is killed leaves nothing in the way', async () => {
  const path = join(root, 'killed')
  const { child, said } = await another(path)
  expect(said).toBe('held')
  expect(sentenceOf(path)).toContain(`process ${child.pid}`)
  child.kill('SIGKILL')
  await child.exited
  expect(sentenceOf(path)).toBe('held')
  expect(readdirSync(path).toSorted()).toEqual(['parley.lock', 'parley.pid'])
})

test('a file in the place of the folder is left as it is', () => {
  const path = join(root, 'a-file')
  writeFileSync(path, 'mine')
  expect(sentenceOf(path)).toBe(
    `Parley cannot write to ${path}; make it writable for this user, or set PARLEY_DATA to a folder that is.`,
  )
  expect(sentenceOf(join(path, 'data'))).toContain('Parley cannot write to')
  expect(Bun.file(path).text()).resolves.toBe('mine')
})

test('a folder that cannot be written to is told', () => {
  // Even root cannot make anything here.
  expect(sentenceOf('/proc/parley')).toContain('Parley cannot write to /proc/parley')
  expect(existsSync('/proc/parley')).toBe(false)
})
