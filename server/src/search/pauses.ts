/** So long the loop may be held. */
const TURN_MS = 3

/** Called between two steps of long work: lets everything else have its turn, when it is time. */
export type Pause = () => Promise<void>

/** Makes the pauses of one piece of work. */
export function pauses(): Pause {
  let turnAt = performance.now()
  return async () => {
    if (performance.now() - turnAt < TURN_MS) return
    await new Promise((resolve) => setImmediate(resolve))
    turnAt = performance.now()
  }
}
