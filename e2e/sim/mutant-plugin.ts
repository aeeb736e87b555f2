import type { BunPlugin } from 'bun'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Mutant, MUTANTS } from './mutants.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** Loads a mutant in place of the real code. Throws when a text of it is not there. */
export function mutantPlugin(name: string): BunPlugin {
  const mutant = MUTANTS.find((one) => one.name === name)
  if (!mutant) throw new Error(`There is no mutant “${name}”.`)
  const texts = mutatedTexts(mutant)
  return {
    name: 'mutant',
    setup: (build) => {
      build.onLoad({ filter: /\/(server|sdk)\/src\/.*\.ts$/ }, ({ path }) => {
        return { contents: texts.get(path) ?? readFileSync(path, 'utf8'), loader: 'ts' }
      })
    },
  }
}

/** The changed files of a mutant, by their paths. */
export function mutatedTexts({ name, patches }: Mutant): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [file, from, to] of patches) {
    const path = join(ROOT, file)
    const text = texts.get(path) ?? readFileSync(path, 'utf8')
    if (text.split(from).length !== 2) throw new Error(`“${name}”: “${from}” does not stand exactly once in ${file}.`)
    texts.set(
      path,
      text.replace(from, () => to),
    )
  }
  return texts
}
