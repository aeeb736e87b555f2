import type { VirtualClock } from './virtual-clock.ts'

/** Ports of a client that hears of no network: its time is the test's. */
export function portsOf(clock: VirtualClock) {
  return {
    now: () => clock.now,
    date: () => clock.now,
    random: () => 0.5,
    fillRandom: () => {},
    after: clock.after,
    openSocket: () => ({ send: () => {}, close: () => {} }),
    fetch: () => Promise.reject(new Error('no network')),
  }
}
