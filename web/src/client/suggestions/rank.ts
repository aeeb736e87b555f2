/** Something that could be meant: `names` are what it is found by; a lower `rank` comes first. */
export type Candidate<T> = { readonly names: readonly string[]; readonly rank: number; readonly value: T }

const MOST = 8

/** Those that a typed text means, the nearest first: by rank, then where a name begins with it, then where one of its words does, then anywhere. */
export function rank<T>(candidates: readonly Candidate<T>[], typed: string, most = MOST): T[] {
  const query = fold(typed)
  return candidates
    .map((candidate, at) => ({
      candidate,
      at,
      near: Math.min(...candidate.names.map((name) => nearness(fold(name), query))),
    }))
    .filter(({ near }) => near < Infinity)
    .sort((a, b) => Math.sign(a.near - b.near) || a.candidate.rank - b.candidate.rank || a.at - b.at)
    .slice(0, most)
    .map(({ candidate }) => candidate.value)
}

function nearness(name: string, query: string): number {
  const at = name.indexOf(query)
  if (at <= 0) return at === 0 ? 0 : Infinity
  return /[\s._-]/u.test(name[at - 1] ?? '') ? 1 : 2
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/gu, '')
    .toLowerCase()
}
