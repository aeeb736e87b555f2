import { FAULTS, type FaultKind } from './faults.ts'

/** Which fault is next, one kind after the other. */
export type Plan = {
  next: (target: 'server' | 'line') => FaultKind | null
  /** Somebody felt it. */
  felt: (kind: FaultKind) => void
}

/** Goes on for as long as it is asked. */
export function endlessPlan(kinds: readonly FaultKind[]): Plan {
  const turn = { server: inTurn(kinds, 'server'), line: inTurn(kinds, 'line') }
  return { next: (target) => turn[target](), felt: () => {} }
}

/** Tries of a fault that nobody feels. */
const TRIES = 8

/** Has each kind felt so many times, then no more of it. */
export function countedPlan(kinds: readonly FaultKind[], times: number): Plan {
  const left = new Map(kinds.map((kind) => [kind, { times, tries: times * TRIES }]))
  const turn = { server: inTurn(kinds, 'server'), line: inTurn(kinds, 'line') }
  return {
    next: (target) => {
      for (let n = 0; n < kinds.length; n += 1) {
        const kind = turn[target]()
        const of = kind === null ? undefined : left.get(kind)
        if (!of || of.times === 0 || of.tries === 0) continue
        of.tries -= 1
        return kind
      }
      return null
    },
    felt: (kind) => {
      const of = left.get(kind)
      if (of) of.times -= 1
    },
  }
}

function inTurn(kinds: readonly FaultKind[], target: 'server' | 'line'): () => FaultKind | null {
  const own = kinds.filter((kind) => FAULTS[kind].target === target)
  let next = 0
  return () => own[next++ % own.length] ?? null
}
