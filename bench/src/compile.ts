import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = mkdtempSync(join(tmpdir(), 'parley-bench-programs-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const built = new Map<string, string>()

/** Compiles a source of this folder's parent the first time it is asked for, and answers the path of what came of it. */
export function compiled(source: string): string {
  const there = built.get(source)
  if (there !== undefined) return there
  const target = join(folder, source.replaceAll(/\W/g, '-'))
  const options = source.endsWith('.c') ? ['gcc', '-shared', '-fPIC'] : ['g++', '-std=c++20']
  const file = fileURLToPath(new URL(`../${source}`, import.meta.url))
  const { success, stderr } = Bun.spawnSync([...options, '-O2', '-o', target, file])
  if (!success) throw new Error(`${source} could not be compiled:\n${stderr.toString()}`)
  built.set(source, target)
  return target
}
