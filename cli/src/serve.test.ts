import { afterAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = mkdtempSync(join(tmpdir(), 'parley-serve-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const SUPERVISOR = `
  const { serve } = await import(${JSON.stringify(new URL('./serve.ts', import.meta.url).pathname)})
  const { ownTerminal } = await import(${JSON.stringify(new URL('./terminal.ts', import.meta.url).pathname)})
  process.exit(await serve(process.argv.slice(2), ownTerminal(), ['--no-env-file', process.argv[1]]))
`

/** A supervisor over a stand-in for the server, and the lines that the two say. */
function aServe(worker: string, args: string[] = []) {
  const program = join(root, `${Bun.randomUUIDv7()}.ts`)
  writeFileSync(program, worker)
  const child = Bun.spawn([process.execPath, '-e', SUPERVISOR, program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines = linesOf(child.stdout)
  const nextLine = async () => (await lines.next()).value ?? 'the end'
  return { child, nextLine }
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, undefined> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

const RUNNING = `
  process.on('SIGTERM', () => { console.log('stopping'); process.exit(0) })
  process.on('disconnect', () => process.exit(0))
  console.log(process.pid)
  process.send({ ready: { url: 'http://localhost:4711' } })
  setInterval(() => {}, 1000)
`

test('a worker that was killed is replaced, and the address is said once', async () => {
  const { child, nextLine } = aServe(RUNNING)
  const first = Number(await nextLine())
  expect(await nextLine()).toBe('Parley is at http://localhost:4711 (plain http)')
  process.kill(first, 'SIGKILL')
  const second = Number(await nextLine())
  expect(second).not.toBe(first)
  child.kill('SIGTERM')
  expect(await nextLine()).toBe('stopping')
  expect(await child.exited).toBe(0)
  expect(await nextLine()).toBe('the end')
})

test('the worker gets the arguments and a name that one can read in a list of processes', async () => {
  const { child, nextLine } = aServe(`console.log(process.argv0, ...process.argv.slice(2)); ${RUNNING}`, [
    '--port',
    '0',
  ])
  expect(await nextLine()).toBe('parley-server --port 0')
  await nextLine()
  await nextLine()
  child.kill('SIGINT')
  expect(await child.exited).toBe(0)
})

test('a start that fails says why in one sentence and exits with 1', async () => {
  const { child } = aServe(
    `process.send({ failed: 'Port 3000 is in use.' }); process.exitCode = 1; process.disconnect()`,
  )
  expect(await child.exited).toBe(1)
  expect(await new Response(child.stderr).text()).toBe('Port 3000 is in use.\n')
})

test('a worker that does not stop is killed by the second signal', async () => {
  const stubborn = RUNNING.replace('process.exit(0) })', '})')
  const { child, nextLine } = aServe(stubborn)
  await nextLine()
  await nextLine()
  child.kill('SIGINT')
  expect(await nextLine()).toBe('stopping')
  // Within a moment of the first it would be taken for its echo, so it is sent until it counts.
  while (child.exitCode === null) {
    child.kill('SIGINT')
    await new Promise(setImmediate)
  }
  expect(child.exitCode).toBe(130)
  expect(await nextLine()).toBe('the end')
})

test('where the supervisor is killed, the worker is told and ends', async () => {
  const { child, nextLine } = aServe(RUNNING)
  await nextLine()
  await nextLine()
  child.kill('SIGKILL')
  expect(await nextLine()).toBe('the end')
})

test('the server starts in a folder where nothing of the program is', async () => {
  const folder = mkdtempSync(join(root, 'elsewhere-'))
  const main = new URL('./main.ts', import.meta.url).pathname
  const child = Bun.spawn([process.execPath, '--no-env-file', main, 'serve', '--port', '0'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = linesOf(child.stdout)
  const url = /at (http\S+)/.exec((await lines.next()).value ?? '')?.[1]
  expect(url).toBeString()
  expect((await fetch(`${url}/set-up`)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await child.exited).toBe(0)
})
