import { CLOSE } from '@parley/protocol/limits.ts'
import { Unreachable } from '../unreachable.ts'
import { isSessionOver } from '../wire.ts'
import type { Link, LinkListener, LinkParts } from './link.ts'
import { parseFrame } from './socket-link.ts'

/** Follows logs over an event stream, read with fetch so that a bearer token can be sent. Further logs open it anew. */
export function openStreamLink(parts: LinkParts, listener: LinkListener): Link {
  let abort = new AbortController()
  const read = async ({ signal }: AbortController) => {
    try {
      const { http, cursors, epoch } = parts
      const answer = await http.open('events', { cursors: cursors(), epoch: epoch() }, signal)
      for await (const line of linesOf(answer.body?.getReader())) {
        const frame = line.startsWith('data:') && !signal.aborted ? parseFrame(line.slice(5)) : null
        if (frame) listener.frame(frame)
      }
      throw new Unreachable()
    } catch (error) {
      if (!signal.aborted) listener.down(isSessionOver(error) ? CLOSE.sessionEnded : 1006, '')
    }
  }
  void read(abort)
  return {
    follow: () => {
      abort.abort()
      abort = new AbortController()
      void read(abort)
    },
    send: () => {},
    close: () => abort.abort(),
  }
}

type Reader = { read(): Promise<{ done: boolean; value?: Uint8Array | undefined }> }

async function* linesOf(reader: Reader | undefined): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const lines = (rest + decoder.decode(part.value, { stream: true })).split(/\r?\n/)
    rest = lines.pop() ?? ''
    yield* lines
  }
}
