import { PROTOCOL } from '@parley/protocol/version.ts'

/** A raw socket that has said hello and follows some logs; it costs less than a whole client. */
export type Line = {
  /** Runs one command and resolves at its result. */
  command: (name: string, input: object) => Promise<void>
  close: () => void
}

type Frame = { t: string; ref?: number; results?: { error?: unknown }[] }

/** Opens a socket. `onEvents` gets the text of every frame of events, unparsed. */
export async function aLine(
  url: string,
  token: string,
  cursors: Record<string, number>,
  onEvents: (text: string) => void,
): Promise<Line> {
  // The types of browsers, which have no headers here, hide those of Bun.
  const socket: WebSocket = Reflect.construct(WebSocket, [
    `${url.replace('http', 'ws')}/socket`,
    { headers: { authorization: `Bearer ${token}` } },
  ])
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>()
  let ref = 0
  const ready = Promise.withResolvers<void>()
  socket.onmessage = ({ data }) => {
    const text = String(data)
    if (text.startsWith('{"t":"events"')) return onEvents(text)
    const frame: Frame = JSON.parse(text)
    if (frame.t === 'caught-up') ready.resolve()
    if (frame.ref === undefined) return
    const error = frame.t === 'results' ? frame.results?.[0]?.error : frame
    if (error) waiting.get(frame.ref)?.reject(new Error(JSON.stringify(error)))
    else waiting.get(frame.ref)?.resolve()
    waiting.delete(frame.ref)
  }
  socket.onclose = ({ code, reason }) => ready.reject(new Error(`closed ${code} ${reason}`))
  socket.onopen = () => socket.send(JSON.stringify({ t: 'hello', v: PROTOCOL, cursors }))
  await ready.promise
  return {
    command: (name, input) => {
      ref += 1
      const done = Promise.withResolvers<void>()
      waiting.set(ref, done)
      socket.send(
        JSON.stringify({ t: 'commands', ref, commands: [{ name, input: { id: Bun.randomUUIDv7(), ...input } }] }),
      )
      return done.promise
    },
    close: () => socket.close(),
  }
}
