const FIRST_MS = 1_000
const LONGEST_MS = 60_000

/** Does something with a time that comes soon; with a later one where it took so long that the time had passed. */
export async function soon<T>(act: (at: string) => Promise<T>, ms: number = FIRST_MS): Promise<T> {
  try {
    return await act(new Date(Date.now() + ms).toISOString())
  } catch (error) {
    if (ms > LONGEST_MS || !String(error).includes('This time has passed.')) throw error
    return soon(act, 2 * ms)
  }
}
