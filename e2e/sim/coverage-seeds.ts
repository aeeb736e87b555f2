import { expect, test } from 'bun:test'
import { prepare } from './worker.ts'

const seeds = Number(process.env['SIM_COVERAGE_SEEDS'] ?? 100)

test('seeds run, so that it is known which lines they reach', async () => {
  const { run, close } = await prepare(null)
  for (let seed = 1; seed <= seeds; seed += 1) expect((await run(seed)).violations).toEqual([])
  await close()
}, 3_600_000)
