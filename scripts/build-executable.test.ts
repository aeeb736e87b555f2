import { afterAll, expect, test } from 'bun:test'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildProgram } from './setup.mjs'

const folder = mkdtempSync(join(tmpdir(), 'parley-executable-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const BUILD = fileURLToPath(new URL('build-executable.mjs', import.meta.url))

/** Where the server says that it is; what it says after that is read too, for its log must find a reader. */
async function addressOf(output: ReadableStream<Uint8Array>): Promise<string> {
  let said = ''
  const decoder = new TextDecoder()
  const reader = output.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) throw new Error(`it did not start: ${said}`)
    said += decoder.decode(value, { stream: true })
    const url = /Parley is at (http\S+)/.exec(said)?.[1]
    if (url === undefined) continue
    reader.releaseLock()
    void output.pipeTo(new WritableStream())
    return url
  }
}

/** One file that is the whole program. */
async function anExecutable(): Promise<string[]> {
  const executable = join(folder, 'parley')
  const built = Bun.spawnSync(['node', BUILD, executable])
  expect(built.stderr.toString()).not.toContain('error')
  expect(built.exitCode).toBe(0)
  return [executable]
}

/** What `npm start` runs. */
async function aBuiltProgram(): Promise<string[]> {
  return [process.execPath, '--no-env-file', await buildProgram(process.execPath)]
}

test.each([
  ['one file', anExecutable],
  ['the built program', aBuiltProgram],
])(
  '%s serves pages, scripts and styles from a folder where nothing else is',
  async (name, build) => {
    const program = await build()
    const cwd = join(folder, name)
    mkdirSync(cwd)
    const child = Bun.spawn([...program, 'serve', '--port', '0'], { cwd, stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      const url = await addressOf(child.stdout)
      const page = await fetch(url)
      expect(page.status).toBe(200)
      const html = await page.text()
      const paths = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path ?? '')
      expect(paths.map((path) => path.slice(path.lastIndexOf('.'))).sort()).toEqual(
        expect.arrayContaining(['.css', '.js']),
      )
      for (const path of paths) {
        const file = await fetch(`${url}${path}`)
        expect([path, file.status]).toEqual([path, 200])
        expect((await file.text()).length).toBeGreaterThan(0)
      }
      expect((await fetch(`${url}/assets/none.js`)).status).toBe(404)
      const copied = Bun.spawnSync([...program, 'backup', 'copy.db'], { cwd })
      expect(copied.stdout.toString()).toContain('copy.db')
      expect(copied.exitCode).toBe(0)
    } finally {
      child.kill('SIGTERM')
      expect(await child.exited).toBe(0)
    }
  },
  120_000,
)
