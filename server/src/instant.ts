/** A stored time (milliseconds, UTC) as it crosses the wire. */
export function toInstant(ms: number): string {
  return new Date(ms).toISOString()
}

/** The same for a time that may be missing. */
export function toInstantOrNull(ms: number | null): string | null {
  return ms === null ? null : toInstant(ms)
}
