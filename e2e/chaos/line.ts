import { connect, createServer, type Server, type Socket } from 'node:net'
import { FrameCutter, type RawFrame } from './frames.ts'

/** What is done to one frame that comes from the server. */
export type FrameFault = { does: 'lose' | 'double' | 'swap'; kind: 'events' | 'results' }

/** One connection over the line. */
export type Strand = {
  /** The client that opened it, as it calls itself; null for others. */
  readonly client: string | null
  /** Does this to the next frame of its kind; answers when it was done, or the connection ended. */
  hurt: (fault: FrameFault) => Promise<boolean>
  /** RST to both sides. */
  reset: () => void
  /** The client's side stays open and hears nothing more, and the server's is gone; or the other way round. */
  halve: (lost: 'server' | 'client') => void
  /** Nothing gets through in either direction, for good. */
  silence: () => void
  /** The client reads nothing for some time. */
  stall: (isStalled: boolean) => void
}

/** A line between clients and a server that knows the frames that it carries. */
export type Line = {
  readonly url: string
  /** Connections of clients that say who they are, and are open. */
  strands: () => Strand[]
  stop: () => Promise<void>
}

/** Starts a line to a port of this machine. */
export async function startLine(targetPort: number): Promise<Line> {
  const pairs = new Set<Pair>()
  const server = createServer((near) => {
    const pair = new Pair(near, connect(targetPort, 'localhost'), () => pairs.delete(pair))
    pairs.add(pair)
  })
  const port = await listen(server)
  return {
    url: `http://localhost:${port}`,
    strands: () => [...pairs].filter(({ client, isWhole }) => client !== null && isWhole),
    stop: async () => {
      server.close()
      for (const pair of pairs) pair.reset()
    },
  }
}

class Pair implements Strand {
  client: string | null = null
  isWhole = true
  readonly #near: Socket
  readonly #far: Socket
  readonly #cutter = new FrameCutter()
  readonly #forget: () => void
  #isSocket: boolean | null = null
  #fault: (FrameFault & { done: (isDone: boolean) => void }) | null = null
  #swapped: Buffer | null = null

  constructor(near: Socket, far: Socket, forget: () => void) {
    this.#near = near
    this.#far = far
    this.#forget = forget
    near.on('data', (bytes: Buffer) => this.#fromNear(bytes))
    far.on('data', (bytes: Buffer) => this.#fromFar(bytes))
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      socket.on('error', () => this.#end())
      socket.on('close', () => this.#end())
      socket.on('drain', () => (socket === near ? far : near).resume())
    }
  }

  hurt(fault: FrameFault): Promise<boolean> {
    return new Promise((done) => (this.#fault = { ...fault, done }))
  }

  reset(): void {
    this.#near.resetAndDestroy()
    this.#far.resetAndDestroy()
  }

  halve(lost: 'server' | 'client'): void {
    this.isWhole = false
    if (lost === 'server') this.#far.resetAndDestroy()
    else this.#near.resetAndDestroy()
  }

  silence(): void {
    this.isWhole = false
  }

  stall(isStalled: boolean): void {
    if (isStalled) this.#far.pause()
    else this.#far.resume()
  }

  #fromNear(bytes: Buffer): void {
    if (this.#isSocket === null) {
      const head = bytes.toString('latin1')
      this.#isSocket = /^upgrade: websocket/im.test(head)
      this.client = (this.#isSocket && /^x-chaos-client: (\S+)/im.exec(head)?.[1]) || null
    }
    if (this.isWhole && !this.#far.write(bytes)) this.#near.pause()
  }

  #fromFar(bytes: Buffer): void {
    if (!this.isWhole) return
    const isFree = this.#isSocket
      ? this.#cutter
          .take(bytes)
          .map((frame) => this.#pass(frame))
          .every(Boolean)
      : this.#near.write(bytes)
    if (!isFree) this.#far.pause()
  }

  #pass({ bytes, kind }: RawFrame): boolean {
    const fault = this.#fault
    if (fault?.kind !== kind) return this.#write(bytes)
    this.#fault = null
    fault.done(true)
    if (fault.does === 'lose') return true
    if (fault.does === 'double') return this.#write(bytes) && this.#write(bytes)
    this.#swapped = Buffer.from(bytes)
    return true
  }

  #write(bytes: Buffer): boolean {
    const swapped = this.#swapped
    this.#swapped = null
    // The cutter's bytes are a view that the next ones may share.
    const isFree = this.#near.write(bytes)
    return swapped === null ? isFree : this.#near.write(swapped)
  }

  #end(): void {
    this.#fault?.done(false)
    this.#fault = null
    this.#forget()
    // Half of it is to stay open, as if the other end had lost its power.
    if (!this.isWhole) return
    this.isWhole = false
    this.#near.destroy()
    this.#far.destroy()
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
