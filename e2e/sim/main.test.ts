import { expect, test } from 'bun:test'
import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'

const WORKERS = 2

/** Where stages have their folders. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** A run that would go on for an hour, and what it says beside its answer. */
function aLongRun() {
  const args = ['--minutes', '60', '--broken', 'none', '--json', '--workers', String(WORKERS)]
  const child = Bun.spawn([process.execPath, `${import.meta.dirname}/main.ts`, ...args], {
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  return { child, said: child.stderr.pipeThrough(new TextDecoderStream()).getReader() }
}

/** Reads on until the run tells of a seed. */
async function untilSeedsRan({ said }: ReturnType<typeof aLongRun>): Promise<void> {
  let text = ''
  for (let read = await said.read(); !read.done; read = await said.read()) {
    text += read.value
    if (/^[1-9]\d* seeds, 0 violations, /m.test(text)) return
  }
  throw new Error(`it ended and said: ${text}`)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`a run that is ended by ${signal} tells what it did until then`, async () => {
    const run = aLongRun()
    await untilSeedsRan(run)
    run.child.kill(signal)
    const summary: unknown = JSON.parse(await new Response(run.child.stdout).text())
    expect(summary).toMatchObject({ violations: 0, bad_seeds: [], mutants_caught: null })
    expect((summary as { seeds: number }).seeds).toBeGreaterThan(0)
    expect(await run.child.exited).toBe(0)
  }, 60_000)
}

test('the workers of a run that is killed end by themselves', async () => {
  const run = aLongRun()
  await untilSeedsRan(run)
  run.child.kill('SIGKILL')
  // They hold the other end of what is read here.
  for (let read = await run.said.read(); !read.done;) read = await run.said.read()
  expect(await run.child.exited).not.toBe(0)
}, 60_000)

test('what a killed worker leaves in memory is removed by whoever comes next', async () => {
  const seen = () => new Set(readdirSync(MEMORY).filter((name) => name.startsWith('parley-sim-')))
  const order = { from: 1, step: 1, seeds: 1e9, untilMs: Number.MAX_SAFE_INTEGER, broken: null, mostBad: 1 }
  const killed = Bun.spawn([process.execPath, `${import.meta.dirname}/worker.ts`, JSON.stringify(order)])
  // It has a stage when it tells of a seed.
  await killed.stdout.getReader().read()
  const left = [...seen()].filter((name) => name.startsWith(`parley-sim-${killed.pid}-`))
  expect(left).toHaveLength(1)
  killed.kill('SIGKILL')
  await killed.exited
  const next = JSON.stringify({ ...order, seeds: 1 })
  await Bun.spawn([process.execPath, `${import.meta.dirname}/worker.ts`, next], { stdout: 'ignore' }).exited
  expect([...seen()]).not.toContain(left[0])
}, 60_000)
