import type { BunPlugin } from 'bun'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A Parley that is broken on purpose: texts of the real code that are replaced when it is loaded. */
export type Mutant = {
  /** What it does, in words. */
  name: string
  /** From the root of the repository. */
  file: string
  /** Each must stand in the file exactly once. */
  replace: readonly (readonly [from: string, to: string])[]
}

/** The broken Parleys, each of which some rule finds. */
export const MUTANTS: readonly Mutant[] = []

const ROOT = join(import.meta.dirname, '..', '..')

/** Loads the mutant of this name in place of the real code. Throws when its text is not there. */
export function mutantPlugin(name: string): BunPlugin {
  const mutants = MUTANTS.filter((mutant) => mutant.name === name)
  if (mutants.length === 0) throw new Error(`There is no mutant “${name}”.`)
  const texts = new Map(mutants.map((mutant) => [join(ROOT, mutant.file), mutatedText(mutant)]))
  return {
    name: 'mutant',
    setup: (build) => {
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        return { contents: texts.get(path) ?? readFileSync(path, 'utf8'), loader: 'ts' }
      })
    },
  }
}

/** The text of a mutant's file. */
export function mutatedText({ name, file, replace }: Mutant): string {
  let text = readFileSync(join(ROOT, file), 'utf8')
  for (const [from, to] of replace) {
    if (text.split(from).length !== 2) throw new Error(`“${name}”: “${from}” does not stand exactly once in ${file}.`)
    text = text.replace(from, () => to)
  }
  return text
}
