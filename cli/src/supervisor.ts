/** A running server process. */
export type Worker = { kill: (signal: 'SIGTERM' | 'SIGKILL') => void }

/** What the supervisor hears of a worker: what it says, and how it ended. */
export type WorkerEvents = { message: (message: unknown) => void; ended: (code: number | null) => void }

/** What the supervisor needs of the world. */
export type SupervisorPorts = {
  spawn: (events: WorkerEvents) => Worker
  after: (ms: number, then: () => void) => void
  now: () => number
  print: (line: string) => void
  complain: (line: string) => void
  exit: (code: number) => void
}

/** What stops Parley. */
export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP'

/**
 * Keeps a worker running: one that crashed is replaced at once, one that dies while starting a little later each time. A
 * first start that fails with a sentence is not tried again. The first signal stops the worker cleanly, the next at once.
 */
export class Supervisor {
  readonly #ports: SupervisorPorts
  #worker: Worker | null = null
  #wasReady = false
  #deathsAtStart = 0
  #stoppedAt: number | null = null
  #drainMs = DRAIN_MS

  constructor(ports: SupervisorPorts) {
    this.#ports = ports
    this.#start()
  }

  /** Takes a signal that was sent to stop Parley. */
  stop(signal: StopSignal): void {
    const now = this.#ports.now()
    if (this.#stoppedAt === null) {
      this.#stoppedAt = now
      if (this.#worker === null) this.#ports.exit(0)
      else this.#askToStop(this.#worker)
    } else if (now - this.#stoppedAt > SAME_STOP_MS) {
      this.#worker?.kill('SIGKILL')
      this.#ports.exit(signal === 'SIGINT' ? 130 : 143)
    }
  }

  /** A worker that hangs would keep whoever stops it waiting for ever. */
  #askToStop(worker: Worker): void {
    worker.kill('SIGTERM')
    this.#ports.after(this.#drainMs + LATE_MS, () => {
      if (this.#worker !== worker) return
      this.#ports.complain('Parley did not stop in its time and was ended; what was acknowledged is stored.')
      worker.kill('SIGKILL')
    })
  }

  #start(): void {
    if (this.#stoppedAt !== null) return
    let isReady = false
    let failure: string | null = null
    this.#worker = this.#ports.spawn({
      message: (message) => {
        const said = readMessage(message)
        if (said === null) return
        if ('failed' in said) {
          failure = said.failed
          return
        }
        isReady = true
        this.#becameReady(said)
      },
      ended: (code) => this.#ended(code, isReady, failure),
    })
  }

  #becameReady(said: Extract<Said, { ready: object }>): void {
    if (!this.#wasReady) announce(this.#ports.print, said)
    this.#wasReady = true
    this.#deathsAtStart = 0
    this.#drainMs = said.ready.drainS * 1_000
  }

  #ended(code: number | null, wasReady: boolean, failure: string | null): void {
    this.#worker = null
    if (this.#stoppedAt !== null) return this.#ports.exit(code ?? 1)
    if (failure !== null) this.#ports.complain(failure)
    if (failure !== null && !this.#wasReady) return this.#ports.exit(1)
    return wasReady ? this.#startAfter(RESTART_MS) : this.#startLater()
  }

  #startLater(): void {
    this.#deathsAtStart += 1
    if (this.#wasReady || this.#deathsAtStart < MOST_DEATHS) {
      return this.#startAfter(Math.min(RESTART_MAX_MS, RESTART_MS * 2 ** this.#deathsAtStart))
    }
    this.#ports.complain('Parley dies each time it starts; what it said last is above.')
    return this.#ports.exit(1)
  }

  #startAfter(ms: number): void {
    this.#ports.after(ms, () => this.#start())
  }
}

/** A worker that has not told yet how long it may take to stop. */
const DRAIN_MS = 9_000
const LATE_MS = 1_000
const RESTART_MS = 100
const RESTART_MAX_MS = 10_000
const MOST_DEATHS = 5
/** A terminal and npm both pass on one Ctrl C, a few milliseconds apart. */
const SAME_STOP_MS = 300

type Said = { ready: { url: string; setUpCode: string | null; drainS: number } } | { failed: string }

function readMessage(message: unknown): Said | null {
  if (typeof message !== 'object' || message === null) return null
  if ('failed' in message && typeof message.failed === 'string') return { failed: message.failed }
  if (!('ready' in message) || typeof message.ready !== 'object' || message.ready === null) return null
  const { ready } = message
  if (!('url' in ready) || typeof ready.url !== 'string') return null
  const setUpCode = 'setUpCode' in ready && typeof ready.setUpCode === 'string' ? ready.setUpCode : null
  const drainS = 'drainS' in ready && typeof ready.drainS === 'number' ? ready.drainS : DRAIN_MS / 1_000
  return { ready: { url: ready.url, setUpCode, drainS } }
}

function announce(print: (line: string) => void, { ready }: Extract<Said, { ready: object }>): void {
  print(`Parley is at ${ready.url}${ready.url.startsWith('https:') ? '' : ' (plain http)'}`)
  if (ready.setUpCode !== null)
    print(`The set-up code is ${ready.setUpCode}: whoever types it there first becomes the owner.`)
}
