import { expect, test } from 'bun:test'
import { Glob } from 'bun'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('..', import.meta.url))

test('views say nothing that is not in the catalogue', async () => {
  const found: string[] = []
  for await (const file of new Glob('**/*.tsx').scan(source)) {
    if (file.endsWith('.test.tsx')) continue
    const code = await Bun.file(`${source}/${file}`).text()
    const spoken = [
      ...code.matchAll(/(?:aria-label|title|placeholder|label|hint|lead)="([^"]+)"/gu),
      ...code.matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)+)[.…]?\s*</gu),
    ]
    found.push(...spoken.map((match) => `${file}: ${match[1]}`))
  }
  expect(found).toEqual([])
})

test('no text shouts', async () => {
  for await (const file of new Glob('texts/*.ts').scan(source)) {
    const code = await Bun.file(`${source}/${file}`).text()
    for (const [, text] of code.matchAll(/'((?:[^'\\]|\\.)*)'/gu)) expect(text).not.toContain('!')
  }
})
