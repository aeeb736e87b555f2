import { Passwords } from '../accounts/password.ts'
import { DEFAULT_LIMITS, type Limits } from '../config.ts'
import { createLog } from '../log.ts'
import type { Published } from '../live/published.ts'
import { createHttp } from '../http/http.ts'
import { clientReader, groupOfAddress } from '../http/addresses.ts'
import type { FormProblem } from '../http/command-door.ts'
import { PeriodLimit } from '../http/rate-limits.ts'
import { createDoor } from '../http/create-door.ts'
import { writeLimits } from '../http/write-limits.ts'
import { createParley, type Parley } from '../parley.ts'
import { lifetimesOf } from '../sessions/lifetime.ts'
import { anEmptyStore } from './store.ts'

/** A Parley without a listener: requests go through its doors in memory, and the clock is the test's. */
export type TestParley = {
  parley: Parley
  setUpCode: string
  clock: { now: number }
  /** What went to the hub, in order. */
  published: Published[]
  request: (path: string, init?: RequestInit, peer?: string) => Promise<Response>
  lines: string[]
}

export type TestOptions = {
  url?: string | null
  isFast?: boolean
  limits?: Partial<Limits>
  onPublish?: (batch: readonly Published[]) => void
}

const HOUR_MS = 3_600_000
const START = Date.UTC(2026, 0, 5, 9)

/** Cheap stand-ins for argon2id, which has tests of its own: hundreds of accounts are made here. */
const CHEAP = {
  queue: 1_000,
  atOnce: 1_000,
  hash: async (password: string) => `cheap:${Bun.hash(password)}`,
  verify: async (password: string, hash: string) => hash === `cheap:${Bun.hash(password)}`,
}

/** Makes a Parley over an empty database. */
export async function aParley(options: TestOptions = {}): Promise<TestParley> {
  const store = await anEmptyStore()
  const clock = { now: START }
  const now = () => clock.now
  const published: Published[] = []
  const lines: string[] = []
  const log = createLog('info', (line) => lines.push(line))
  const setUpCode = 'ABCD-EFGH-JKMN'
  const guests = new PeriodLimit({ most: DEFAULT_LIMITS.guestsPerHour, periodMs: HOUR_MS, now })
  const guestRooms = new PeriodLimit({ most: DEFAULT_LIMITS.guestRoomsPerHour, periodMs: HOUR_MS, now })
  const parley = await createParley({
    store,
    log,
    clock: now,
    publish: (batch) => {
      published.push(...batch)
      options.onPublish?.(batch)
    },
    takeWrite: options.isFast === false ? writeLimits({ ...DEFAULT_LIMITS, now }) : () => 0,
    entryRules: {
      passwords: new Passwords(CHEAP),
      setUpCode,
      takeNewGuest: (origin) => guests.take(groupOfAddress(origin.address)),
      takeNewGuestRoom: (origin) => guestRooms.take(groupOfAddress(origin.address)),
    },
    lifetimes: lifetimesOf({ ...DEFAULT_LIMITS, ...options.limits }),
    giveUp: (cause) => {
      throw cause
    },
  })
  const door = createDoor({ parley, log, limits: DEFAULT_LIMITS, now, url: options.url ?? null, showFormProblem })
  const http = createHttp({
    door,
    readClient: clientReader({ trustedProxies: [], isTls: options.url?.startsWith('https:') ?? false, warn: () => {} }),
    isReady: () => true,
    longPoll: (input, visit) => parley.query('log.read', input, visit.actor),
    eventStream: async () => new Response(null, { status: 501 }),
    mountPages: () => {},
  })
  const bindings = (peer: string) => ({ peer, keepOpen: () => {}, upgrade: async () => undefined })
  return {
    parley,
    setUpCode,
    clock,
    published,
    lines,
    request: async (path, init = {}, peer = '127.0.0.1') =>
      http.fetch(new Request(new URL(path, 'http://parley.test'), init), bindings(peer)),
  }
}

/** Without pages, a form's problem is shown as its sentence. */
async function showFormProblem({ error }: FormProblem): Promise<Response> {
  return new Response(error.message, { status: 400, headers: { 'x-problem': error.code } })
}
