import { expect, test } from 'bun:test'
import { Supervisor, type WorkerEvents } from './supervisor.ts'

function aSupervisor() {
  const workers: (WorkerEvents & { signals: string[] })[] = []
  const said: string[] = []
  const complaints: string[] = []
  const exits: number[] = []
  let now = 0
  let timers: { at: number; run: () => void }[] = []
  const supervisor = new Supervisor({
    spawn: (events) => {
      const signals: string[] = []
      workers.push({ ...events, signals })
      return { kill: (signal) => signals.push(signal) }
    },
    after: (ms, then) => timers.push({ at: now + ms, run: then }),
    now: () => now,
    print: (line) => said.push(line),
    complain: (line) => complaints.push(line),
    exit: (code) => exits.push(code),
  })
  const stop = supervisor.stop.bind(supervisor)
  const pass = (ms: number) => {
    now += ms
    const due = timers.filter((timer) => timer.at <= now)
    timers = timers.filter((timer) => timer.at > now)
    for (const timer of due) timer.run()
  }
  const last = () => workers.at(-1) ?? expect.unreachable()
  return { workers, said, complaints, exits, stop, pass, last }
}

const READY = { ready: { url: 'http://localhost:3000' } }

test('the address is told once, and that it is plain http', () => {
  const { last, said, pass } = aSupervisor()
  last().message(READY)
  last().ended(1)
  pass(1_000)
  last().message(READY)
  expect(said).toEqual(['Parley is at http://localhost:3000 (plain http)'])
})

test('under TLS nothing is added, and the set-up code has a line', () => {
  const { last, said } = aSupervisor()
  last().message({ ready: { url: 'https://chat.example.org', setUpCode: 'ABCD-EFGH' } })
  expect(said).toEqual([
    'Parley is at https://chat.example.org',
    'The set-up code is ABCD-EFGH: whoever types it there first becomes the owner.',
  ])
})

test('a worker that crashed is back within a second, however often', () => {
  const { workers, last, pass, exits } = aSupervisor()
  for (let crash = 1; crash <= 20; crash += 1) {
    last().message(READY)
    last().ended(crash % 2 === 0 ? null : 1)
    pass(999)
    expect(workers).toHaveLength(crash + 1)
  }
  expect(exits).toEqual([])
})

test('a first start that fails with a sentence says it and is not tried again', () => {
  const { workers, last, pass, exits, complaints, said } = aSupervisor()
  last().message({ failed: 'Port 3000 is in use.' })
  expect(exits).toEqual([])
  last().ended(1)
  pass(60_000)
  expect({ exits, complaints, said, starts: workers.length }).toEqual({
    exits: [1],
    complaints: ['Port 3000 is in use.'],
    said: [],
    starts: 1,
  })
})

test('a restart that fails with a sentence is tried again, later each time', () => {
  const { workers, last, pass, exits, complaints } = aSupervisor()
  last().message(READY)
  last().ended(1)
  for (const [i, waitMs] of [100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000].entries()) {
    pass(waitMs - 1)
    expect(workers).toHaveLength(i + 1)
    pass(1)
    expect(workers).toHaveLength(i + 2)
    last().message({ failed: 'There is no room left.' })
    last().ended(1)
  }
  expect(exits).toEqual([])
  expect(complaints).toHaveLength(9)
})

test('a worker that dies at its first starts without a sentence is given up', () => {
  const { workers, last, pass, exits, complaints } = aSupervisor()
  for (let death = 0; death < 5; death += 1) {
    last().ended(null)
    pass(10_000)
  }
  expect({ starts: workers.length, exits, complaints: complaints.length }).toEqual({
    starts: 5,
    exits: [1],
    complaints: 1,
  })
})

test('a signal is passed on as one to stop, and the exit code is the worker’s', () => {
  const { workers, last, pass, exits, stop } = aSupervisor()
  last().message(READY)
  stop('SIGINT')
  expect(last().signals).toEqual(['SIGTERM'])
  expect(exits).toEqual([])
  last().ended(0)
  pass(60_000)
  expect({ exits, starts: workers.length }).toEqual({ exits: [0], starts: 1 })
})

test('a second signal stops at once, but not the echo of the first', () => {
  const { last, pass, exits, stop } = aSupervisor()
  stop('SIGINT')
  pass(5)
  stop('SIGINT')
  expect(exits).toEqual([])
  pass(1_000)
  stop('SIGINT')
  expect(last().signals).toEqual(['SIGTERM', 'SIGKILL'])
  expect(exits).toEqual([130])
})

test('a worker that hangs when it is to stop is ended a second after its time', () => {
  const { last, stop, pass, exits, complaints } = aSupervisor()
  last().message({ ready: { url: 'http://localhost:3000', drainS: 20 } })
  stop('SIGTERM')
  pass(20_999)
  expect(last().signals).toEqual(['SIGTERM'])
  pass(1)
  expect(last().signals).toEqual(['SIGTERM', 'SIGKILL'])
  expect(complaints).toHaveLength(1)
  last().ended(null)
  expect(exits).toEqual([1])
})

test('a worker that stops in its time is not ended once more', () => {
  const { last, stop, pass, exits, complaints } = aSupervisor()
  last().message(READY)
  stop('SIGTERM')
  last().ended(0)
  pass(60_000)
  expect(last().signals).toEqual(['SIGTERM'])
  expect([exits, complaints]).toEqual([[0], []])
})

test('a signal while no worker runs ends it, and none is started', () => {
  const { workers, last, pass, exits, stop } = aSupervisor()
  last().message(READY)
  last().ended(1)
  stop('SIGTERM')
  pass(60_000)
  expect({ exits, starts: workers.length }).toEqual({ exits: [0], starts: 1 })
})

test.each([null, 'ready', {}, { ready: true }, { ready: {} }, { ready: { url: 1 } }, { failed: 1 }])(
  '%p says nothing',
  (message) => {
    const { last, said, exits } = aSupervisor()
    last().message(message)
    expect(said).toEqual([])
    expect(exits).toEqual([])
  },
)
