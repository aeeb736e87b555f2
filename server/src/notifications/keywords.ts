/** The keywords that a user's row keeps. */
export function keywordsIn(kept: string): string[] {
  const keywords: unknown = JSON.parse(kept)
  return Array.isArray(keywords) ? keywords.map(String) : []
}
