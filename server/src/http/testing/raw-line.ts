import { createConnection, type Socket } from 'node:net'

/** One end of a TCP line that sends whatever bytes a test wants, and reads frames as they come. */
export class RawLine {
  readonly frames: { t: string; [key: string]: unknown }[] = []
  /** The code of the closing frame; 1006 where the line ended without one, 0 while it is open. */
  code = 0
  /** The first line of the answer over HTTP. */
  status = ''
  readonly ended: Promise<void>
  readonly #line: Socket
  readonly #waiters: { isSo: () => boolean; resolve: () => void }[] = []
  #unread: Buffer = Buffer.alloc(0)

  constructor(port: number) {
    this.#line = createConnection(port, '127.0.0.1')
    // Whoever sends what is not read any more gets a reset.
    this.#line.on('error', () => {})
    this.#line.on('data', (data) => this.#read(Buffer.from(data)))
    this.ended = new Promise((resolve) => {
      this.#line.on('close', () => {
        if (this.code === 0) this.code = 1006
        this.#wake()
        resolve()
      })
    })
  }

  write(bytes: string | Uint8Array): void {
    if (!this.#line.destroyed) this.#line.write(bytes)
  }

  /** Asks for a socket as the bearer of a token, and waits for it. */
  async upgrade(token: string): Promise<void> {
    this.write(
      `GET /socket HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    )
    await this.until(() => this.status.includes('101'))
  }

  /** Sends an object as one frame of text. */
  says(frame: object | string): void {
    this.write(textFrame(typeof frame === 'string' ? frame : JSON.stringify(frame)))
  }

  /** Resolves when it is so, or the line has ended. */
  until(isSo: () => boolean): Promise<void> {
    if (isSo() || this.code !== 0) return Promise.resolve()
    return new Promise((resolve) => this.#waiters.push({ isSo, resolve }))
  }

  kinds(): string[] {
    return this.frames.map((frame) => frame.t)
  }

  /** Reads no more, as somebody does who wants the other end to keep everything. */
  stopReading(): void {
    this.#line.pause()
  }

  destroy(): void {
    this.#line.destroy()
  }

  #read(data: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, data])
    if (this.status === '') {
      const end = this.#unread.indexOf('\r\n\r\n')
      if (end < 0) return
      this.status = this.#unread.subarray(0, this.#unread.indexOf('\r\n')).toString()
      this.#unread = this.#unread.subarray(end + 4)
    }
    if (this.status.includes('101')) this.#readFrames()
    this.#wake()
  }

  #readFrames(): void {
    for (;;) {
      const [first = 0, length = 0] = this.#unread
      const start = length < 126 ? 2 : length === 126 ? 4 : 10
      if (this.#unread.length < start) return
      const size = length < 126 ? length : length === 126 ? this.#unread.readUInt16BE(2) : this.#unread.readUInt32BE(6)
      if (this.#unread.length < start + size) return
      const payload = this.#unread.subarray(start, start + size)
      this.#unread = this.#unread.subarray(start + size)
      if ((first & 15) === 1) this.frames.push(JSON.parse(payload.toString()))
      if ((first & 15) === 8) this.code = payload.length >= 2 ? payload.readUInt16BE(0) : 1005
    }
  }

  #wake(): void {
    for (const { isSo, resolve } of this.#waiters) if (this.code !== 0 || isSo()) resolve()
  }
}

/** A masked frame; the first byte is the opcode with its flags, and `length` may lie. */
export function rawFrame(first: number, payload: Uint8Array | string, length = payload.length): Buffer {
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : Buffer.from(payload)
  const size = typeof payload === 'string' && length === payload.length ? bytes.length : length
  const head = Buffer.alloc(size < 126 ? 2 : size < 65_536 ? 4 : 10)
  head.writeUInt8(first, 0)
  head.writeUInt8(0x80 | (size < 126 ? size : size < 65_536 ? 126 : 127), 1)
  if (head.length === 4) head.writeUInt16BE(size, 2)
  if (head.length === 10) head.writeBigUInt64BE(BigInt(size), 2)
  const mask = Buffer.from([1, 2, 3, 4])
  for (const [at, byte] of bytes.entries()) bytes[at] = byte ^ (mask[at % 4] ?? 0)
  return Buffer.concat([head, mask, bytes])
}

/** A whole text in one frame. */
export function textFrame(text: string): Buffer {
  return rawFrame(0x81, text)
}
