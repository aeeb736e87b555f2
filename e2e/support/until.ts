const LONGEST_MS = 60_000
const BETWEEN_MS = 15

/** Waits until something is so; fails with its name when it takes too long. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  what: string,
  longestMs: number = LONGEST_MS,
): Promise<void> {
  const end = performance.now() + longestMs
  while (!(await unlessLeft(isSo))) {
    if (performance.now() > end) throw new Error(`waited ${longestMs} ms in vain: ${what}`)
    await Bun.sleep(BETWEEN_MS)
  }
}

/** Waits until what is read is equal to what is expected; fails showing both. */
export async function untilEqual<T>(
  read: () => T | Promise<T>,
  expected: T,
  longestMs: number = LONGEST_MS,
): Promise<void> {
  const end = performance.now() + longestMs
  for (;;) {
    const found = await unlessLeft(read)
    if (Bun.deepEquals(found, expected)) return
    if (performance.now() > end) {
      throw new Error(`waited ${longestMs} ms for ${JSON.stringify(expected)} and found ${JSON.stringify(found)}`)
    }
    await Bun.sleep(BETWEEN_MS)
  }
}

/** Reads something; a page that goes just then has nothing to read, and the next one will have. */
async function unlessLeft<T>(read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (/Execution context was destroyed|because of a navigation/.test(String(error))) return undefined
    throw error
  }
}
