/** One WebSocket frame of a server (unmasked), as it stands in the bytes. */
export type RawFrame = { bytes: Buffer; kind: 'events' | 'results' | 'other' }

const HEADER_END = Buffer.from('\r\n\r\n')

/** Cuts what a server sends after the upgrade into frames; what is not a whole frame yet waits. RFC 6455, 5.2. */
export class FrameCutter {
  #rest: Buffer = Buffer.alloc(0)
  #isUpgraded = false

  /** The frames that these bytes complete; the answer to the upgrade counts as one. */
  take(chunk: Buffer): RawFrame[] {
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    const frames: RawFrame[] = []
    while (bytes.length > 0) {
      const length = this.#isUpgraded ? frameLength(bytes) : answerLength(bytes)
      if (length === null || length > bytes.length) break
      const frame = bytes.subarray(0, length)
      frames.push({ bytes: frame, kind: this.#isUpgraded ? kindOf(frame) : 'other' })
      this.#isUpgraded = true
      bytes = bytes.subarray(length)
    }
    this.#rest = bytes
    return frames
  }
}

function answerLength(bytes: Buffer): number | null {
  const end = bytes.indexOf(HEADER_END)
  return end < 0 ? null : end + HEADER_END.length
}

function headerLength(bytes: Buffer): number {
  const short = (bytes[1] ?? 0) & 0x7f
  return short === 127 ? 10 : short === 126 ? 4 : 2
}

function frameLength(bytes: Buffer): number | null {
  if (bytes.length < 2 || bytes.length < headerLength(bytes)) return null
  const header = headerLength(bytes)
  if (header === 2) return header + ((bytes[1] ?? 0) & 0x7f)
  return header + (header === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2)))
}

function kindOf(frame: Buffer): RawFrame['kind'] {
  const begin = frame.toString('latin1', headerLength(frame), headerLength(frame) + 16)
  if (begin.startsWith('{"t":"events"')) return 'events'
  return begin.startsWith('{"t":"results"') ? 'results' : 'other'
}
