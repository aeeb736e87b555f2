import { afterAll, expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import type { Run, RunOptions } from './run-seed.ts'
import { prepare } from './worker.ts'

/** Beside them runs as large as they can be, of which there are few among the first seeds. */
const SEEDS = 80
const LARGE = [1_000, 1_001, 1_002, 1_003]

const { run, close } = await prepare(null)

afterAll(close)

async function runRight(seed: number, options?: RunOptions): Promise<Run> {
  const ran = await run(seed, options)
  const violations = ran.violations.map(({ rule, says }) => `${rule}: ${says}`)
  expect({ seed, violations }).toEqual({ seed, violations: [] })
  return ran
}

test('what people see keeps every rule, whatever is done to the server, the lines and the clients', async () => {
  let commands = 0
  let acksLost = 0
  const faults = new Set<string>()
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const ran = await runRight(seed)
    for (const kind of ran.faults) faults.add(kind)
    commands += ran.commands
    acksLost += ran.acksLost
  }
  expect(commands).toBeGreaterThan(SEEDS * 25)
  expect(faults.size).toBeGreaterThan(20)
  expect(acksLost).toBeGreaterThan(commands / 30)
}, 120_000)

test('a large run has many commands and several faults, and keeps every rule', async () => {
  for (const seed of LARGE) {
    const { commands, faults, size } = await runRight(seed, { size: 'large' })
    expect(size).toBe('large')
    expect(commands).toBeGreaterThan(150)
    expect(faults.length).toBeGreaterThan(2)
  }
}, 120_000)

test('a seed is the same run each time, and another seed is another', async () => {
  const [first, other, again] = [await run(3), await run(4), await run(3)]
  expect(again.history).toEqual(first.history)
  expect(again.hash).toBe(first.hash)
  expect(other.hash).not.toBe(first.hash)
}, 120_000)

test('a run that is over is forgotten, so that very many runs fit into one process', async () => {
  const histories: WeakRef<object>[] = []
  for (let seed = 1; seed <= 40; seed += 1) histories.push(new WeakRef((await run(seed)).history))
  Bun.gc(true)
  // Some words on the stack may look like a place in memory.
  expect(histories.filter((history) => history.deref()).length).toBeLessThan(12)
}, 120_000)

test('a step that is left out leaves the others as they are', async () => {
  const { steps } = await run(5)
  const [first, ...rest] = steps
  expect((await run(5, { without: new Set([first!.n]) })).steps).toEqual(rest)
}, 120_000)

test('a process of its own has the same trace for a seed', async () => {
  const order = { from: 3, step: 1, seeds: 1, untilMs: Number.MAX_SAFE_INTEGER, broken: null, mostBad: 1 }
  const child = Bun.spawnSync([process.execPath, `${import.meta.dirname}/worker.ts`, JSON.stringify(order)])
  expect(JSON.parse(child.stdout.toString())).toMatchObject({ seed: 3, hash: (await run(3)).hash, violations: [] })
}, 120_000)

test('the core is imported and not copied', () => {
  const text = readFileSync(`${import.meta.dirname}/node.ts`, 'utf8')
  for (const module of ['parley.ts', 'live/hub.ts', 'live/live.ts'])
    expect(text).toContain(`'@parley/server/${module}'`)
})
