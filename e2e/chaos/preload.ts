import { Database } from 'bun:sqlite'
import { openControl, POINTS, type Point } from './control.ts'

// Loaded into a server under test before its own code: makes it die at named points and, where the rig is to be shown
// something broken, breaks it. It patches what the run time gives, so that the product's source knows nothing of it.

const control = openControl(process.env['CHAOS_CONTROL'] ?? '')
const broken = process.env['CHAOS_BROKEN'] ?? ''

function passes(point: Point): void {
  if (POINTS[control.get('point')] !== point) return
  const left = control.get('passes')
  control.set('passes', left - 1)
  if (left > 0) return
  control.set('point', 0)
  control.set('deaths', control.get('deaths') + 1)
  process.kill(process.pid, 'SIGKILL')
}

type Run = (...parameters: unknown[]) => unknown
type Statement = Record<'all' | 'run', Run>

/** Takes a scheduled message to send it, or notes that somebody was reminded. */
const CLAIM = /^(?:delete from "scheduled"|update "reminders" set "fired_at")/
let hasClaimed = false

function aroundCommit(statement: { run: Run }): void {
  const run = statement.run.bind(statement)
  statement.run = (...parameters) => {
    passes('before-commit')
    if (hasClaimed) passes('before-claimed-commit')
    const result = run(...parameters)
    if (hasClaimed) passes('after-claimed-commit')
    hasClaimed = false
    passes('after-commit')
    return result
  }
}

function afterClaim(statement: Statement): void {
  for (const name of ['all', 'run'] as const) {
    const run = statement[name].bind(statement)
    statement[name] = (...parameters) => {
      const result = run(...parameters)
      hasClaimed = true
      passes('after-claim')
      return result
    }
  }
}

function beforeBegin(statement: { run: Run }, then: () => void): void {
  const run = statement.run.bind(statement)
  let isFirst = true
  statement.run = (...parameters) => {
    if (isFirst) then()
    isFirst = false
    return run(...parameters)
  }
}

function patchDatabase(): void {
  const prototype = Database.prototype as unknown as { query: (this: Database, text: string) => Statement }
  const real = prototype.query
  const patched = new WeakSet<object>()
  prototype.query = function query(text) {
    const statement = real.call(this, text)
    const isKnown = patched.has(statement)
    patched.add(statement)
    if (!isKnown && text === 'commit') aroundCommit(statement)
    if (!isKnown && CLAIM.test(text)) afterClaim(statement)
    if (!isKnown && text === 'begin immediate' && broken === 'unsynced') {
      beforeBegin(statement, () => this.run('pragma synchronous = normal'))
    }
    return statement
  }
}

type Sender = { send: (text: string, compress?: boolean) => number; close: (code?: number, reason?: string) => void }

function patchSocket(socket: Sender): void {
  const prototype = Object.getPrototypeOf(socket) as Sender & { isPatched?: true }
  if (prototype.isPatched) return
  prototype.isPatched = true
  const { send, close } = prototype
  prototype.send = function patched(text, compress) {
    const isAck = text.startsWith('{"t":"results"')
    if (isAck) passes('after-publish')
    const result = send.call(this, text, compress)
    if (isAck) passes('after-ack')
    // What is published goes by topics; a socket alone gets events when it catches up.
    if (text.startsWith('{"t":"events"')) passes('in-catch-up')
    return result
  }
  prototype.close = function patched(code, reason) {
    if (code === 4_000) passes('in-drain')
    return close.call(this, code, reason)
  }
}

function patchServe(): void {
  const serve = Bun.serve
  const patched = (options: Parameters<typeof Bun.serve>[0]) => {
    const { websocket } = options as { websocket?: { open?: (socket: Sender) => void } }
    const open = websocket?.open
    if (websocket && open) {
      websocket.open = (socket) => {
        patchSocket(socket)
        open(socket)
      }
    }
    return serve(options)
  }
  Bun.serve = patched as typeof Bun.serve
}

// The supervisor is started with the same options.
if (process.argv[1]?.endsWith('server/src/main.ts')) {
  patchDatabase()
  patchServe()
}
