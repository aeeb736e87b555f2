/** A name or sign within a sentence: whichever way it is written, it turns nothing around but itself. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`
}
