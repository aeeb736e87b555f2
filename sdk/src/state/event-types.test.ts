import { expect, test } from 'bun:test'
import { EVENT_TYPES } from '@parley/protocol/events.ts'
import { Glob } from 'bun'

async function sources(pattern = '**/*.ts'): Promise<string> {
  const texts = []
  for await (const path of new Glob(pattern).scan(`${import.meta.dir}/..`)) {
    if (!path.endsWith('.test.ts')) texts.push(await Bun.file(`${import.meta.dir}/../${path}`).text())
  }
  return texts.join('\n')
}

test.each(EVENT_TYPES)('the event %s has exactly one case', async (type) => {
  expect((await sources()).split(`case '${type}':`).length - 1).toBe(1)
})

test('a type that the protocol does not know has no case', async () => {
  const known = new Set(EVENT_TYPES)
  const cases = [...(await sources('state/*.ts')).matchAll(/case '([a-z]+\.[a-z-]+)':/g)].map((found) => found[1] ?? '')
  expect(cases.filter((type) => !known.has(type))).toEqual([])
})
