import { createServer, connect, type Server, type Socket } from 'node:net'
import { endsWith } from './ends.ts'

/** A line between browsers and a server that can be cut. */
export type Proxy = {
  readonly url: string
  /** How many WebSockets stand between the two at this moment. */
  sockets: () => number
  /** Ends every connection at once, and refuses new ones until `heal`. */
  cut: (how: 'reset' | 'close') => void
  /** Swallows whatever is sent in both directions; connections stay open, new ones too. */
  silence: () => void
  /**
   * The line works again. Sockets that were silent stay so: what they swallowed is lost. Other connections that
   * swallowed something end, or the browser would wait on them for good with its next request.
   */
  heal: () => void
  /** Lets bytes through to the server, but no answers back. */
  swallowAnswers: () => void
  stop: () => Promise<void>
}

type State = 'works' | 'silent' | 'no-answers' | 'cut'
type Pair = { near: Socket; far: Socket; isWebSocket: boolean; isSilent: boolean; isMute: boolean }

/** Starts a line to a port of this machine. */
export async function startProxy(targetPort: number): Promise<Proxy> {
  const pairs = new Set<Pair>()
  let state: State = 'works'
  const server = createServer((near) => accept(near, targetPort, pairs, () => state))
  const port = await listen(server)
  const endAll = (how: 'reset' | 'close') => {
    for (const { near, far } of pairs) {
      if (how === 'reset') near.resetAndDestroy()
      else near.destroy()
      far.destroy()
    }
    pairs.clear()
  }
  const stop = endsWith({
    gently: async () => {
      endAll('close')
      server.close()
    },
    atOnce: () => {},
  })
  return {
    url: `http://localhost:${port}`,
    sockets: () => [...pairs].filter((pair) => pair.isWebSocket).length,
    cut: (how) => {
      state = 'cut'
      endAll(how)
    },
    silence: () => {
      state = 'silent'
      for (const pair of pairs) pair.isSilent = true
    },
    swallowAnswers: () => {
      state = 'no-answers'
      for (const pair of pairs) pair.isMute = true
    },
    heal: () => {
      state = 'works'
      for (const pair of pairs) {
        if (pair.isWebSocket || !(pair.isSilent || pair.isMute)) continue
        pairs.delete(pair)
        pair.near.resetAndDestroy()
        pair.far.destroy()
      }
    },
    stop,
  }
}

function accept(near: Socket, targetPort: number, pairs: Set<Pair>, stateNow: () => State): void {
  const state = stateNow()
  if (state === 'cut') {
    near.destroy()
    return
  }
  const far = connect(targetPort, 'localhost')
  const pair: Pair = {
    near,
    far,
    isWebSocket: false,
    isSilent: state === 'silent',
    isMute: state === 'no-answers',
  }
  pairs.add(pair)
  near.on('data', (bytes: Buffer) => {
    if (/^upgrade: websocket/im.test(bytes.toString('latin1'))) pair.isWebSocket = true
    if (!pair.isSilent) far.write(bytes)
  })
  far.on('data', (bytes) => {
    if (!pair.isSilent && !pair.isMute) near.write(bytes)
  })
  const end = () => {
    if (pair.isSilent) return
    pairs.delete(pair)
    near.destroy()
    far.destroy()
  }
  for (const socket of [near, far]) {
    socket.setNoDelay(true)
    socket.on('error', end)
    socket.on('close', end)
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(0, 'localhost', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
