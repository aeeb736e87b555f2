import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { POINTS, WORDS } from './control.ts'

const SOURCE = join(import.meta.dir, 'faulty-disk.c')

/** Compiles the library of faults, once for each version of its source; answers its path. Throws where there is no compiler. */
export function compileLibrary(): string {
  const defines = [
    ...WORDS.map((word, index) => `-D${constantOf(word)}=${index}`),
    ...POINTS.map((point, index) => `-DPOINT_${constantOf(point)}=${index}`),
  ]
  const version = Bun.hash(readFileSync(SOURCE, 'utf8') + defines.join(' ')).toString(36)
  const folder = join(tmpdir(), `parley-chaos-library-${process.getuid?.() ?? 0}`)
  const path = join(folder, `${version}.so`)
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const compiler = ['cc', 'gcc', 'clang', 'g++'].find((name) => Bun.which(name) !== null)
  if (compiler === undefined) throw new Error('The faults of the disk need a C compiler (cc) on the machine.')
  const unfinished = `${path}.${process.pid}`
  const language = compiler === 'g++' ? ['-x', 'c'] : []
  const { exitCode, stderr } = Bun.spawnSync(
    [
      compiler,
      '-O2',
      '-shared',
      '-fPIC',
      '-Wall',
      '-o',
      unfinished,
      ...defines,
      ...language,
      SOURCE,
      '-ldl',
      '-lpthread',
    ],
    { stdout: 'ignore', stderr: 'pipe' },
  )
  if (exitCode !== 0) throw new Error(`${compiler} failed:\n${stderr.toString()}`)
  renameSync(unfinished, path)
  return path
}

function constantOf(word: string): string {
  return word.replaceAll(/[A-Z]/g, '_$&').replaceAll('-', '_').toUpperCase()
}
