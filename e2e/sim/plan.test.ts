import { expect, test } from 'bun:test'
import { DEEDS, FAULTS, planOf, type Size, SIZES } from './plan.ts'

const SEEDS = 5_000
const DEVICES = 6
const plans = Array.from({ length: SEEDS }, (_, seed) => planOf(seed, { devices: DEVICES }))

test('most runs are small, and some are as large as a run can be', () => {
  const of = (size: Size) => plans.filter((plan) => plan.size === size).length
  expect(of('small')).toBeGreaterThan(SEEDS / 2)
  expect(of('middle')).toBeGreaterThan(SEEDS / 20)
  expect(of('large')).toBeGreaterThan(SEEDS / 100)
})

test('a run has as many devices, deeds and faults as its size says, all while it is busy', () => {
  for (const { size, devices, busyMs, steps } of plans) {
    const extent = SIZES[size]
    const within = (count: number, [least, most]: readonly [number, number]) => count >= least && count <= most
    const faults = steps.filter(({ is }) => is === 'fault').length
    expect(within(devices.length, extent.devices)).toBe(true)
    expect(within(faults, extent.faults)).toBe(true)
    expect(within(steps.length - faults, extent.deeds)).toBe(true)
    expect(steps.every(({ at, device }) => at <= busyMs && device < devices.length)).toBe(true)
  }
})

test('the devices of a run are some of those that there are, each once, and not always the same', () => {
  const drawn = new Set(plans.map(({ devices }) => devices.join()))
  for (const { devices } of plans) {
    expect(devices).toEqual([...new Set(devices)].sort((a, b) => a - b))
    expect(devices.every((index) => index >= 0 && index < DEVICES)).toBe(true)
  }
  expect(drawn.size).toBeGreaterThan(30)
})

test('every deed and every fault happens in runs of every size', () => {
  for (const size of Object.keys(SIZES) as Size[]) {
    const steps = plans.slice(0, 1_000).flatMap((_, seed) => planOf(seed, { devices: DEVICES, size }).steps)
    const of = (is: 'deed' | 'fault') => new Set<string>(steps.filter((step) => step.is === is).map(({ what }) => what))
    expect([...of('deed')].sort()).toEqual(Object.keys(DEEDS).sort())
    expect([...of('fault')].sort()).toEqual(Object.keys(FAULTS).sort())
  }
})

test('a size that is asked for is had, and the same seed is the same plan', () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const large = planOf(seed, { devices: DEVICES, size: 'large' })
    expect(large.size).toBe('large')
    expect(planOf(seed, { devices: DEVICES, size: 'large' })).toEqual(large)
  }
})
