/** Messages of one block at most: a place in a block is the low bits of a seq. */
export const BLOCK_SIZE = 4_096
const BITMAP_BYTES = BLOCK_SIZE / 8

/** A set of places in a block: one bit each. */
export type Places = Uint32Array

/** No places at all. */
export function noPlaces(): Places {
  return new Uint32Array(BLOCK_SIZE / 32)
}

/** Adds what is stored to a set: a list of 16-bit numbers, or a bitmap where that is shorter. */
export function addStored(places: Places, stored: Uint8Array): void {
  if (stored.byteLength === BITMAP_BYTES) {
    for (let n = 0; n < places.length; n += 1) places[n] = (places[n] ?? 0) | word(stored, n * 4)
    return
  }
  for (let n = 0; n < stored.byteLength; n += 2) addPlace(places, (stored[n] ?? 0) | ((stored[n + 1] ?? 0) << 8))
}

function word(stored: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = [stored[at], stored[at + 1], stored[at + 2], stored[at + 3]]
  return a | (b << 8) | (c << 16) | (d << 24)
}

/** How a set is stored, as hexadecimal text. Null: nothing is left to store. */
export function toStored(places: Places): string | null {
  const all = listPlaces(places)
  if (all.length === 0) return null
  if (all.length * 2 >= BITMAP_BYTES) return Buffer.from(places.buffer, places.byteOffset, BITMAP_BYTES).toString('hex')
  return Buffer.from(new Uint16Array(all).buffer).toString('hex')
}

export function addPlace(places: Places, place: number): void {
  places[place >> 5] = (places[place >> 5] ?? 0) | (1 << (place & 31))
}

export function removePlace(places: Places, place: number): void {
  places[place >> 5] = (places[place >> 5] ?? 0) & ~(1 << (place & 31))
}

export function keepCommon(places: Places, others: Places): void {
  for (let n = 0; n < places.length; n += 1) places[n] = (places[n] ?? 0) & (others[n] ?? 0)
}

export function isEmpty(places: Places): boolean {
  return places.every((bits) => bits === 0)
}

/** The places in ascending order. */
export function listPlaces(places: Places): number[] {
  const all: number[] = []
  for (let n = 0; n < places.length; n += 1) {
    let bits = places[n] ?? 0
    while (bits !== 0) {
      const bit = 31 - Math.clz32(bits & -bits)
      all.push(n * 32 + bit)
      bits &= bits - 1
    }
  }
  return all
}
