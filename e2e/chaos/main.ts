import { parseArgs } from 'node:util'
import { FAULTS, type FaultKind, isFaultKind } from './faults.ts'
import { run } from './run.ts'

/** On two cores these make more than a million sends, and more than 25 faults of each kind. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '25' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    faults: { type: 'string', default: '' },
    rate: { type: 'string', default: '8000' },
    work: { type: 'string', default: '2000' },
    broken: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
})

const asked = values.faults === '' ? Object.keys(FAULTS) : values.faults.split(',')
const unknown = asked.find((name) => !isFaultKind(name))
if (unknown !== undefined) {
  console.error(`There is no fault “${unknown}”; take some of ${Object.keys(FAULTS).join(', ')}.`)
  process.exit(2)
}
const report = await run({
  minutes: Number(values.minutes),
  times: 1,
  seed: values.seed,
  faults: asked.filter((name): name is FaultKind => isFaultKind(name)),
  broken: values.broken,
  isShort: false,
  perS: Number(values.rate),
  work: Number(values.work),
  tell: (line) => console.error(line),
})
const { lostAcks: lost_acks, recoveryMs: recovery_ms, ...rest } = report
console.log(JSON.stringify({ ...rest, lost_acks, recovery_ms }, null, values.json ? 0 : 2))
process.exit(report.violations === 0 ? 0 : 1)
