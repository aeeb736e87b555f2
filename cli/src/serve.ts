import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type StopSignal, Supervisor } from './supervisor.ts'
import type { Terminal } from './terminal.ts'

/** The first argument that makes the one-file executable the worker. */
export const WORKER = 'serve-worker'

/**
 * Between two turns of its loop Bun's allocator gives single free pieces of memory back to the system, ten times a second
 * unless told otherwise; in a calm room that was some 6 % of the CPU time. Every 5 seconds does as well. Milliseconds.
 */
const CALM_MEMORY = { MIMALLOC_PURGE_HOLES_MIN_INTERVAL: '5000' }

/** Starts Parley and keeps it running until it is stopped: `parley serve`. The worker reads the settings. */
export function serve(args: readonly string[], terminal: Terminal, program = workerProgram()): Promise<number> {
  return new Promise((resolve) => {
    const supervisor = new Supervisor({
      spawn: (events) => {
        const child = Bun.spawn([process.execPath, ...program, ...args], {
          argv0: 'parley-server',
          env: { ...CALM_MEMORY, ...process.env },
          // Of its own group, so that Ctrl C comes once and by way of the supervisor.
          detached: true,
          stdio: ['ignore', 'inherit', 'inherit'],
          ipc: events.message,
          onExit: (_, code) => events.ended(code),
        })
        return { kill: (signal) => child.kill(signal) }
      },
      after: (ms, then) => setTimeout(then, ms),
      now: () => performance.now(),
      print: terminal.print,
      complain: terminal.complain,
      exit: resolve,
    })
    const signals: readonly StopSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, () => supervisor.stop(signal))
  })
}

/** What this program is to be given so that it becomes the worker. */
function workerProgram(): readonly string[] {
  if (Bun.isStandaloneExecutable) return [WORKER]
  const built = fileURLToPath(new URL('./server.js', import.meta.url))
  if (existsSync(built)) return ['--no-env-file', built]
  // Bun looks for the settings of JSX in the working folder, which is anybody's.
  const tsconfig = fileURLToPath(new URL('../../tsconfig.json', import.meta.url))
  return [
    '--no-env-file',
    `--tsconfig-override=${tsconfig}`,
    fileURLToPath(import.meta.resolve('@parley/server/main.ts')),
  ]
}
