import { CLOSE, LIMITS } from '@parley/protocol/limits.ts'
import type { Cursors } from '@parley/protocol/logs.ts'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import { PROTOCOL } from '@parley/protocol/version.ts'
import { isSessionOver } from '../wire.ts'
import { type Link, type LinkListener, type LinkParts, LOGS_PER_REQUEST } from './link.ts'

/** Time between two answers without news: a server that does not wait must not be asked in a circle. */
const PAUSE_MS = 500

/** Follows logs by asking again and again, where neither socket nor stream gets through. */
export function openPollLink(parts: LinkParts, listener: LinkListener): Link {
  let isClosed = false
  let abort = new AbortController()
  let turn = 0
  const run = async () => {
    listener.frame(await welcome(parts))
    while (!isClosed) {
      abort = new AbortController()
      const groups = groupsOf(parts.cursors())
      const waitS = groups.length > 1 ? 1 : LIMITS.pollWaitS
      const output = await readOnce(parts, groups[turn++ % groups.length] ?? {}, waitS, abort.signal)
      if (output && !isClosed) tell(output, listener)
      if (!output?.logs.length) await new Promise<void>((resolve) => parts.ports.after(PAUSE_MS, resolve))
    }
  }
  run().catch((error: unknown) => {
    if (!isClosed) listener.down(isSessionOver(error) ? CLOSE.sessionEnded : 1006, '')
  })
  return {
    follow: () => abort.abort(),
    send: () => {},
    close: () => {
      isClosed = true
      abort.abort()
    },
  }
}

/** The first frame of the other links, put together here: who one is must be known before anything is sent. */
async function welcome({ http }: LinkParts) {
  const { me, sessionId, epoch } = await http.get<QueryOutput<'session.show'>>('session.show', {})
  return { t: 'welcome', v: PROTOCOL, epoch, userId: me.id, sessionId, build: '', at: '' } as const
}

async function readOnce(parts: LinkParts, cursors: Cursors, waitS: number, signal: AbortSignal) {
  try {
    return await parts.http.get<QueryOutput<'log.read'>>('log.read', { cursors, epoch: parts.epoch(), waitS }, signal)
  } catch (error) {
    if (signal.aborted) return null
    throw error
  }
}

function tell(output: QueryOutput<'log.read'>, listener: LinkListener): void {
  for (const events of output.logs) listener.frame({ t: 'events', ...events })
  for (const reset of output.resets) listener.frame({ t: 'reset', ...reset })
  for (const log of output.gone) listener.frame({ t: 'gone', log })
  listener.frame({ t: 'heads', heads: {} })
}

function groupsOf(cursors: Cursors): Cursors[] {
  const entries = Object.entries(cursors)
  const count = Math.max(1, Math.ceil(entries.length / LOGS_PER_REQUEST))
  return Array.from({ length: count }, (_, group) =>
    Object.fromEntries(entries.slice(group * LOGS_PER_REQUEST, (group + 1) * LOGS_PER_REQUEST)),
  )
}
