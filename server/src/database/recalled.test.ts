import { expect, test } from 'bun:test'
import { anEmptyStore } from '../testing/store.ts'
import { recalled } from './recalled.ts'

test('who shares a memory reads once, another memory and none read anew', async () => {
  const asked: string[] = []
  const select = recalled(
    async (_reader, { id }: { id: string }) => {
      asked.push(id)
      return id === 'gone' ? [] : [{ id }]
    },
    ({ id }) => id,
  )
  const store = await anEmptyStore()
  await store.read(async (reader) => {
    const first = { ...reader, memory: {} }
    for (const id of ['a', 'gone', 'a', 'gone']) await select(first, { id })
    expect(asked.splice(0)).toEqual(['a', 'gone'])
    expect(await select(first, { id: 'a' })).toEqual([{ id: 'a' }])
    expect(await select(first, { id: 'gone' })).toEqual([])
    expect(asked).toEqual([])
    await select({ ...reader, memory: {} }, { id: 'a' })
    await select(reader, { id: 'a' })
    expect(asked.splice(0)).toEqual(['a', 'a'])
  })
})

test('two statements with the same key remember apart, and what is remembered is bounded', async () => {
  let reads = 0
  const counting = (word: string) =>
    recalled(
      async (_reader, _given: number) => {
        reads += 1
        return [word]
      },
      (given) => String(given),
    )
  const [one, two] = [counting('one'), counting('two')]
  const store = await anEmptyStore()
  await store.read(async (reader) => {
    const remembering = { ...reader, memory: {} }
    expect([await one(remembering, 1), await two(remembering, 1)]).toEqual([['one'], ['two']])
    for (let given = 1; given <= 5_001; given += 1) await one(remembering, given)
    reads = 0
    await one(remembering, 1)
    expect(reads).toBe(1)
  })
})
