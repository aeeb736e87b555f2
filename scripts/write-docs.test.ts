import { expect, test } from 'bun:test'
import { documents } from './write-docs.ts'

test('the documents that are made from the contract say what it says (bun scripts/write-docs.ts)', async () => {
  for (const [path, text] of Object.entries(await documents())) {
    expect(await Bun.file(new URL(`../${path}`, import.meta.url)).text()).toBe(text)
  }
})
