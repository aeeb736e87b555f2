import { afterAll, expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { prepare } from './worker.ts'

const SEEDS = 30

const { run, close } = await prepare(null)

afterAll(close)

test('what people see keeps every rule, whatever is done to the server, the lines and the clients', async () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { violations, faults, commands } = await run(seed)
    expect({ seed, violations: violations.map(({ rule, says }) => `${rule}: ${says}`) }).toEqual({
      seed,
      violations: [],
    })
    expect(faults.length).toBeGreaterThan(0)
    expect(commands).toBeGreaterThan(100)
  }
}, 120_000)

test('a seed is the same run each time, and another seed is another', async () => {
  const [first, other, again] = [await run(3), await run(4), await run(3)]
  expect(again.history).toEqual(first.history)
  expect(again.hash).toBe(first.hash)
  expect(other.hash).not.toBe(first.hash)
}, 120_000)

test('a step that is left out leaves the others as they are', async () => {
  const { steps } = await run(5)
  const [first, ...rest] = steps
  expect((await run(5, new Set([first!.n]))).steps).toEqual(rest)
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
