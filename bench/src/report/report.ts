import { fileURLToPath } from 'node:url'
import { PEERS } from '../compared.ts'
import type { Figure } from '../figures.ts'
import { GOALS } from './goals.ts'
import { commit, machine, versions } from './machine.ts'
import { table } from './table.ts'

const TARGET = new URL('../../../docs/benchmarks.md', import.meta.url)
const INTRODUCTION = new URL('introduction.md', import.meta.url)
const PROFILED =
  'Samples of the thread that serves, by the function that was running, while it ran JavaScript and what JavaScript calls: ' +
  'waits for the disk are in them, and the writes to sockets that Bun does afterwards are not. The profiles lie in ' +
  'bench/profiles and open in the developer tools of a browser.'
const PROFILE = /^profile_(\w+): (.+)$/

/** Writes docs/benchmarks.md from figures, and from the lines of JSON that an earlier run printed. */
export async function writeReport(
  figures: readonly Figure[],
  { command, earlier }: { command: string; earlier: string | undefined },
): Promise<void> {
  const lines = earlier === undefined ? [] : (await Bun.file(earlier).text()).split('\n')
  const before: Figure[] = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
  const run = `\`${command}\` at commit ${commit()}`
  const all = new Map([...before, ...figures].map((figure) => [figure.name, figure]))
  await Bun.write(
    TARGET,
    `${await reportOf([...all.values()], earlier === undefined ? run : `${run}, with figures that were printed before`)}\n`,
  )
  Bun.spawnSync([process.execPath, 'fmt', '--no-script', fileURLToPath(TARGET)])
}

/** What was not measured is a dash. */
async function reportOf(figures: readonly Figure[], run: string): Promise<string> {
  const by = new Map(figures.map((figure) => [figure.name, figure]))
  return [
    (await Bun.file(INTRODUCTION).text()).trim(),
    `## Where\n\n${table(['', ''], [...machine(), ...versions(), ['measured by', run]])}`,
    `## What it should reach\n\n${goals(by)}`,
    `## Beside others\n\n${beside(figures, by)}`,
    `## Who they are\n\n${PEERS.map(({ title, about }) => `- **${title}**: ${about}.`).join('\n')}`,
    `## Parley alone\n\n${alone(figures)}`,
    `## Where the time goes\n\n${profiles(figures)}`,
  ].join('\n\n')
}

function goals(by: ReadonlyMap<string, Figure>): string {
  const rows = GOALS.map(({ about, name, at, limit, times }) => {
    const value = by.get(name)?.value
    const base = times === undefined ? 1 : by.get(`${name}.${times}`)?.value
    const goal = `${at === 'most' ? '≤' : '≥'} ${format(limit)}${times === undefined ? '' : ' ×'}`
    if (value === undefined || base === undefined) return [about, `\`${name}\``, goal, '–', '–']
    const measured = value / base
    const isReached = at === 'most' ? measured <= limit : measured >= limit
    const off = at === 'most' ? measured / limit : limit / measured
    return [
      about,
      `\`${name}\``,
      goal,
      format(measured),
      isReached ? 'yes' : `**no**, by a factor of ${off.toFixed(2)}`,
    ]
  })
  return table(['goal', 'figure', 'wanted', 'measured', 'reached'], rows)
}

/** The figures that somebody else has as well, a row each; the median, and the range below it. */
function beside(figures: readonly Figure[], by: ReadonlyMap<string, Figure>): string {
  const shared = figures.filter(({ name }) => PEERS.some((peer) => peer.name !== '' && by.has(`${name}.${peer.name}`)))
  const rows = shared.map(({ name, unit }) => [
    `\`${name}\`, ${unit}`,
    ...PEERS.map((peer) => cell(by.get(peer.name === '' ? name : `${name}.${peer.name}`))),
  ])
  return table(['', ...PEERS.map(({ title }) => title)], rows)
}

function alone(figures: readonly Figure[]): string {
  const others = figures.filter(
    ({ name }) =>
      !name.includes('.') && !PROFILE.test(name) && !figures.some((other) => other.name.startsWith(`${name}.`)),
  )
  return table(
    ['', 'unit', 'median (range)'],
    others.map((figure) => [`\`${figure.name}\``, figure.unit, cell(figure)]),
  )
}

/** Samples of the thread that serves, by the function that was running. */
function profiles(figures: readonly Figure[]): string {
  const found = figures.flatMap(({ name, value, unit }) => {
    const [, path = '', place = ''] = PROFILE.exec(name) ?? []
    return path === '' ? [] : [{ path, place, value: `${format(value)} ${unit}` }]
  })
  const tables = [...new Set(found.map(({ path }) => path))].map((path) => {
    const rows = found.filter((one) => one.path === path).map(({ place, value }) => [place, value])
    return `### ${path}\n\n${table(['function', 'its own time'], rows)}`
  })
  return [PROFILED, ...tables].join('\n\n')
}

function cell(figure: Figure | undefined): string {
  if (!figure) return '–'
  return `${format(figure.value)} (${format(figure.min)}–${format(figure.max)})`
}

/** Three digits are what repetitions agree on at best. */
function format(value: number): string {
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(3)))
}
