import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Folders of the server whose lines are counted. */
const FOLDERS = ['events', 'live', 'database', 'messages', 'memberships']

/** What is not the engine: tests, and the other database, which needs a server of its own. */
const LEFT_OUT = /postgres|\/testing\/|\.test\.ts$/

/** Lines that runs reached, of the files that they load; the others are named. */
export type Coverage = {
  lines: number
  reached: number
  percent: number
  not_loaded: string[]
  missing: Record<string, string>
}

/** Runs seeds and nothing else in a process of their own, and counts which lines of the engine they reach. */
export async function measureCoverage(seeds: number): Promise<Coverage> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-sim-coverage-'))
  try {
    const child = Bun.spawn(
      [
        ...[process.execPath, 'test', '--coverage', '--coverage-reporter=lcov', `--coverage-dir=${folder}`],
        `${import.meta.dirname}/coverage-seeds.ts`,
      ],
      { env: { ...process.env, SIM_COVERAGE_SEEDS: String(seeds) }, stdout: 'ignore', stderr: 'pipe' },
    )
    const said = await new Response(child.stderr).text()
    if ((await child.exited) !== 0) throw new Error(said)
    return count(readFileSync(join(folder, 'lcov.info'), 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Reads LCOV: `SF` begins a file, `DA` tells how often a line was run. */
function count(lcov: string): Coverage {
  let lines = 0
  let reached = 0
  const missing: Record<string, string> = {}
  const loaded = new Set<string>()
  for (const part of lcov.split('end_of_record')) {
    const file = /^SF:(.*)$/m.exec(part)?.[1] ?? ''
    const folder = /(?:^|\/)server\/src\/([^/]+)\//.exec(file)?.[1] ?? ''
    if (!FOLDERS.includes(folder) || LEFT_OUT.test(file)) continue
    loaded.add(file.replace(/.*server\/src\//, ''))
    const runs = [...part.matchAll(/^DA:(\d+),(\d+)/gm)].map(([, line, times]) => ({ line, isRun: times !== '0' }))
    lines += runs.length
    reached += runs.filter(({ isRun }) => isRun).length
    const notRun = runs.flatMap(({ line, isRun }) => (isRun ? [] : [line]))
    if (notRun.length > 0) missing[file.replace(/.*server\/src\//, '')] = notRun.join(' ')
  }
  const percent = Math.round((reached / Math.max(1, lines)) * 1_000) / 10
  return { lines, reached, percent, not_loaded: sources().filter((file) => !loaded.has(file)), missing }
}

/** The files of the folders that hold code, and not types alone. */
function sources(): string[] {
  const root = join(import.meta.dirname, '../../server/src')
  const all = FOLDERS.flatMap((folder) => [...new Bun.Glob(`${folder}/**/*.ts`).scanSync(root)])
  return all.filter((file) => !LEFT_OUT.test(file) && hasCode(readFileSync(join(root, file), 'utf8'))).sort()
}

function hasCode(text: string): boolean {
  return new Bun.Transpiler({ loader: 'ts' }).transformSync(text).trim() !== ''
}
