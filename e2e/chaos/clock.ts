import { dlopen, FFIType, ptr } from 'bun:ffi'

const CLOCK_MONOTONIC = 1
const { symbols } = dlopen('libc.so.6', {
  clock_gettime: { args: [FFIType.i32, FFIType.ptr], returns: FFIType.i32 },
})
const parts = new BigInt64Array(2)
const address = ptr(parts)

/**
 * Milliseconds of the one clock that all processes of a run share, whatever is done to the clock of the day. Bun's own
 * `hrtime` begins anew in each process.
 */
export function now(): number {
  symbols.clock_gettime(CLOCK_MONOTONIC, address)
  return Number(parts[0]) * 1_000 + Number(parts[1]) / 1_000_000
}
