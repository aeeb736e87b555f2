import { afterAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

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

test('one file is the whole program: it serves pages, scripts and styles from a folder where nothing else is', async () => {
  const executable = join(folder, 'parley')
  const built = Bun.spawnSync(['node', BUILD, executable])
  expect(built.stderr.toString()).not.toContain('error')
  expect(built.exitCode).toBe(0)
  const child = Bun.spawn([executable, 'serve', '--port', '0'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
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
    const copied = Bun.spawnSync([executable, 'backup', 'copy.db'], { cwd: folder })
    expect(copied.stdout.toString()).toContain('copy.db')
    expect(copied.exitCode).toBe(0)
  } finally {
    child.kill('SIGTERM')
    expect(await child.exited).toBe(0)
  }
}, 120_000)
