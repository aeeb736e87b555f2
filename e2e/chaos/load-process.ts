import { join } from 'node:path'
import { endsWith } from '../support/ends.ts'
import type { FromLoad, Part, ToLoad } from './cast.ts'
import type { Trouble } from './troubles.ts'

/** A process of clients, seen from the rig. */
export type LoadProcess = {
  begin: (part: Part) => Promise<void>
  settle: () => Promise<string[]>
  finish: (heads: Readonly<Record<string, number>>) => Promise<string[]>
  /** Of the present chapter. */
  counts: () => { sends: number; acks: number; lostAcks: number; ackedAt: number }
  stop: () => Promise<void>
}

/** Starts one. `hear` gets what its clients feel. */
export function startLoad(hear: (troubles: readonly Trouble[]) => void): LoadProcess {
  let counts = { sends: 0, acks: 0, lostAcks: 0, ackedAt: 0 }
  let answer = Promise.withResolvers<string[]>()
  const child = Bun.spawn([process.execPath, '--no-env-file', join(import.meta.dir, 'load.ts')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    ipc: (message: FromLoad) => {
      if ('troubles' in message) {
        const { troubles, ...rest } = message
        counts = rest
        hear(troubles)
      } else if ('begun' in message) answer.resolve([])
      else answer.resolve('settled' in message ? message.settled : message.finished)
    },
    onExit: () => answer.reject(new Error('a process of clients ended')),
  })
  const ask = (message: ToLoad) => {
    answer = Promise.withResolvers()
    child.send(message)
    return answer.promise
  }
  const end = () => {
    answer.promise.catch(() => {})
    child.kill('SIGKILL')
  }
  return {
    begin: async (part) => {
      counts = { sends: 0, acks: 0, lostAcks: 0, ackedAt: 0 }
      await ask({ begin: part })
    },
    settle: () => ask({ settle: true }),
    finish: (heads) => ask({ finish: heads }),
    counts: () => counts,
    stop: endsWith({
      gently: async () => {
        end()
        await child.exited
      },
      atOnce: end,
    }),
  }
}
