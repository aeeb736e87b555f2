/** What must be ended when a file of tests is done, also when it failed, and when the whole run is broken off. */
type End = { gently: () => Promise<void>; atOnce: () => void }

const ends = new Set<End>()

process.on('exit', () => {
  for (const { atOnce } of ends) atOnce()
})

/** Remembers how to end something; the answer ends it now. */
export function endsWith(end: End): () => Promise<void> {
  ends.add(end)
  return async () => {
    if (ends.delete(end)) await end.gently()
  }
}

/** Ends everything that is not ended yet, the latest first: for `afterAll`. */
export async function endAll(): Promise<void> {
  for (const end of [...ends].reverse()) {
    ends.delete(end)
    await end.gently()
  }
}
