import type { Ports } from './ports.ts'

/** A bit more than a millisecond can hold: the counter starts in its lower half. */
const COUNTER_MAX = 0xfff

/**
 * Makes ids (UUIDv7, RFC 9562 method 1): each is greater than the one before, within a millisecond and when the clock
 * runs backwards too. `crypto.randomUUID` is missing on plain http, so the bytes come from `getRandomValues`.
 */
export function createIds(ports: Pick<Ports, 'date' | 'fillRandom'>): () => string {
  let lastMs = 0
  let counter = 0
  return () => {
    const bytes = new Uint8Array(16)
    ports.fillRandom(bytes)
    const ms = ports.date()
    if (ms > lastMs) {
      lastMs = ms
      counter = ((byteAt(bytes, 6) << 8) | byteAt(bytes, 7)) & (COUNTER_MAX >> 1)
    } else if (counter === COUNTER_MAX) {
      lastMs += 1
      counter = 0
    } else counter += 1
    return format(lastMs, counter, bytes)
  }
}

function format(ms: number, counter: number, bytes: Uint8Array): string {
  const time = hex(ms, 12)
  const variant = hex((byteAt(bytes, 8) & 0x3f) | 0x80, 2) + hex(byteAt(bytes, 9), 2)
  const tail = Array.from(bytes.subarray(10), (byte) => hex(byte, 2)).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(counter, 3)}-${variant}-${tail}`
}

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
