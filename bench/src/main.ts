import type { Figure } from './figures.ts'
import { option } from './options.ts'
import { RAISED } from './settings.ts'

/** Each kind of measurement, loaded when it is asked for. */
const BENCHES: Record<string, () => Promise<() => Promise<Figure[]>>> = {
  start: async () => (await import('./start.ts')).start,
  page: async () => (await import('./page.ts')).page,
  fanout: async () => (await import('./fanout.ts')).fanout,
  post: async () => (await import('./post.ts')).post,
  'slow-disk': async () => (await import('./post.ts')).slowDisk,
  rooms: async () => (await import('./rooms.ts')).rooms,
  live: async () => (await import('./live.ts')).live,
  connections: async () => (await import('./connections.ts')).connections,
  herd: async () => (await import('./herd.ts')).herd,
  'catch-up': async () => (await import('./catch-up.ts')).catchUp,
  hostile: async () => (await import('./hostile/hostile.ts')).hostile,
  web: async () => (await import('./web/web.ts')).web,
  large: async () => (await import('./large.ts')).large,
  search: async () => (await import('./search.ts')).search,
}

/** Not part of `all`, for what it prints is no claim. */
const PROFILE = async () => (await import('./profile.ts')).profile

const KINDS = [...Object.keys(BENCHES), 'profile']

const words = process.argv.slice(2)
const asJson = words.includes('--json')
const asked = words.filter((word) => !word.startsWith('--'))
const unknown = asked.find((word) => word !== 'all' && !KINDS.includes(word))

if (unknown !== undefined) {
  console.error(`There is no bench “${unknown}”; take ${KINDS.join(', ')} or all.`)
  process.exit(2)
}

// Servers and folders go when the process exits, which a signal alone does not let it do.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1))

const settings = Object.entries(RAISED).map(([name, value]) => `${name}=${value}`)
console.error(`Limits of Parley that are raised by settings: ${settings.join(' ')}`)
const figures: Figure[] = []
for (const name of KINDS.filter(isAsked)) {
  const measure = await (BENCHES[name] ?? PROFILE)()
  for (const figure of await measure()) {
    figures.push(figure)
    console.log(asJson ? JSON.stringify(figure) : lineOf(figure))
  }
}
if (words.includes('--write')) {
  const { writeReport } = await import('./report/report.ts')
  await writeReport(figures, {
    command: `npm run bench -- ${words.filter((word) => !word.startsWith('--with')).join(' ')}`,
    earlier: option('with'),
  })
}

function isAsked(name: string): boolean {
  const isAll = asked.includes('all') || (asked.length === 0 && option('with') === undefined)
  return asked.includes(name) || (isAll && name !== 'profile')
}

function lineOf({ name, value, unit, min, max }: Figure): string {
  return `${name.padEnd(26)} ${String(value).padStart(10)} ${unit.padEnd(6)} (${min} to ${max})`
}
