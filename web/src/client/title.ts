/** The title of the page: what is unread first, then where one is. */
export function titleOf(unread: number, place: string | null, community: string): string {
  const where = place === null ? community : `${place} · ${community}`
  return unread === 0 ? where : `(${unread}) ${where}`
}
