import type { Figure } from './figures.ts'
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
  large: async () => (await import('./large.ts')).large,
}

const words = process.argv.slice(2)
const asJson = words.includes('--json')
const asked = words.filter((word) => !word.startsWith('--'))
const names = asked.length === 0 || asked.includes('all') ? Object.keys(BENCHES) : asked
const unknown = names.find((name) => !Object.hasOwn(BENCHES, name))

if (unknown !== undefined) {
  console.error(`There is no bench “${unknown}”; take ${Object.keys(BENCHES).join(', ')} or all.`)
  process.exit(2)
}
if (!asJson) console.log(`Limits raised by settings: ${Object.keys(RAISED).join(', ')}`)
for (const name of names) {
  const load = BENCHES[name]
  for (const figure of load ? await (await load())() : []) console.log(asJson ? JSON.stringify(figure) : lineOf(figure))
}

function lineOf({ name, value, unit, min, max }: Figure): string {
  return `${name.padEnd(26)} ${String(value).padStart(10)} ${unit.padEnd(6)} (${min} to ${max})`
}
