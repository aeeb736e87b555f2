import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { ALL_SETTINGS } from '../config.ts'
import { parseEnvFile } from './env-file.ts'
import { envExample, settingsHelp } from './help.ts'
import { flagOf } from './setting.ts'

// To write it again: bun -e "await Bun.write('.env.example', (await import('./server/src/config/help.ts')).envExample())"
test('.env.example is what the table of settings says', () => {
  expect(readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')).toBe(envExample())
})

test('.env.example without its # is a file that can be used', () => {
  const known = new Set(ALL_SETTINGS.flatMap((one) => one.names))
  const values = parseEnvFile(envExample().replaceAll(/^#(?=PARLEY)/gm, ''), (name) => known.has(name))
  expect([...values]).toEqual(ALL_SETTINGS.map((one) => [one.names[0], one.fallback]))
})

test('the help has every setting with its flag, its default and one sentence', () => {
  for (const one of ALL_SETTINGS) {
    expect(settingsHelp()).toContain(
      `  ${flagOf(one)}, ${one.names.join(' or ')}${one.fallback === '' ? '' : ` (${one.fallback})`}\n      ${one.about}`,
    )
    expect(one.about).toMatch(/^\p{Lu}.*\.$|^(sqlite|1) .*\.$/u)
    expect(one.about.length).toBeLessThan(130)
  }
})

test('no two settings share a name or a flag, and every default is right', () => {
  const names = ALL_SETTINGS.flatMap((one) => [...one.names, flagOf(one)])
  expect(new Set(names).size).toBe(names.length)
  for (const one of ALL_SETTINGS) expect(one.kind.parse(one.fallback)).not.toBeUndefined()
})
