import type { Socket } from 'bun'

export type RawHandlers = {
  open: () => void
  text: (text: string) => void
  /** 1006 where the line ended without a closing frame. */
  closed: (code: number, reason: string) => void
}

/** A WebSocket client of a few objects, so that one process can be thousands of people. */
export class RawSocket {
  readonly #handlers: RawHandlers
  #line: Socket | null = null
  #unread: Buffer = Buffer.alloc(0)
  #isUpgraded = false
  #isClosed = false

  constructor(target: { host: string; port: number; token: string }, handlers: RawHandlers) {
    this.#handlers = handlers
    const { host, port } = target
    const gone = () => this.#end(1006, '')
    void Bun.connect({
      hostname: host,
      port,
      socket: {
        open: (line) => {
          this.#line = line
          line.write(upgradeOf(target))
        },
        data: (_, data) => this.#read(data),
        close: gone,
        error: gone,
        connectError: gone,
      },
    }).catch(gone)
  }

  send(text: string): void {
    this.#line?.write(frameOf(1, Buffer.from(text)))
  }

  /** Ends the line without a word, as a phone does that loses its network. */
  cut(): void {
    this.#isClosed = true
    this.#line?.terminate()
  }

  #end(code: number, reason: string): void {
    if (this.#isClosed) return
    this.cut()
    this.#handlers.closed(code, reason)
  }

  #read(data: Buffer): void {
    this.#unread = this.#unread.length === 0 ? data : Buffer.concat([this.#unread, data])
    if (!this.#isUpgraded && !this.#readUpgrade()) return
    for (let frame = firstFrame(this.#unread); frame && !this.#isClosed; frame = firstFrame(this.#unread)) {
      this.#unread = this.#unread.subarray(frame.end)
      if (frame.opcode === 1) this.#handlers.text(frame.payload.toString())
      if (frame.opcode === 9) this.#line?.write(frameOf(10, frame.payload))
      if (frame.opcode === 8) this.#end(frame.payload.readUInt16BE(0), frame.payload.subarray(2).toString())
    }
    // What Bun gives is a view of a buffer that it will use again.
    this.#unread = Buffer.from(this.#unread)
  }

  #readUpgrade(): boolean {
    const end = this.#unread.indexOf('\r\n\r\n')
    if (end < 0) return false
    if (!this.#unread.subarray(0, 16).toString().startsWith('HTTP/1.1 101')) {
      this.#end(1006, this.#unread.subarray(0, 40).toString())
      return false
    }
    this.#unread = this.#unread.subarray(end + 4)
    this.#isUpgraded = true
    this.#handlers.open()
    return true
  }
}

function upgradeOf({ host, port, token }: { host: string; port: number; token: string }): string {
  const key = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  return [
    'GET /socket HTTP/1.1',
    `Host: ${host}:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${key}`,
    `Authorization: Bearer ${token}`,
    '\r\n',
  ].join('\r\n')
}

/** A client's frame is masked; a mask of zeros changes nothing, which is what a bench wants. */
function frameOf(opcode: number, payload: Buffer): Buffer {
  const { length } = payload
  const head = length < 126 ? Buffer.alloc(6) : length < 65_536 ? Buffer.alloc(8) : Buffer.alloc(14)
  head[0] = 0x80 | opcode
  head[1] = 0x80 | (length < 126 ? length : length < 65_536 ? 126 : 127)
  if (head.length === 8) head.writeUInt16BE(length, 2)
  if (head.length === 14) head.writeBigUInt64BE(BigInt(length), 2)
  return Buffer.concat([head, payload])
}

function firstFrame(bytes: Buffer): { opcode: number; payload: Buffer; end: number } | null {
  if (bytes.length < 2) return null
  const short = bytes.readUInt8(1) & 0x7f
  const start = short < 126 ? 2 : short === 126 ? 4 : 10
  if (bytes.length < start) return null
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  if (bytes.length < start + length) return null
  return { opcode: bytes.readUInt8(0) & 0x0f, payload: bytes.subarray(start, start + length), end: start + length }
}
