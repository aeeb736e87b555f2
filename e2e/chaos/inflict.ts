import type { FaultEntry } from '../checker/history.ts'
import { until } from '../support/until.ts'
import { now } from './clock.ts'
import { FAULTS, type FaultKind, type Stage } from './faults.ts'
import type { Trouble } from './troubles.ts'

/** What became of a fault. */
export type Inflicted = { entry: FaultEntry; kind: FaultKind; recoveryMs: number }

/** What the clients feel, while somebody listens. */
export class Feelings {
  readonly #listeners = new Set<(trouble: Trouble) => void>()

  readonly hear = (troubles: readonly Trouble[]): void => {
    for (const trouble of troubles) for (const listener of this.#listeners) listener(trouble)
  }

  /** The first trouble that answers the description, once it is known; the one that comes first is kept. */
  watch(): { find: (isIt: (trouble: Trouble) => boolean) => Trouble | undefined; stop: () => void } {
    const heard: Trouble[] = []
    const listener = (trouble: Trouble) => void heard.push(trouble)
    this.#listeners.add(listener)
    return { find: (isIt) => heard.find(isIt), stop: () => this.#listeners.delete(listener) }
  }
}

/** How long a fault is given until somebody feels it, and until something works again. */
const WITNESS_MS = 12_000
const RECOVERY_MS = 60_000

/** Does one fault, waits for its witness and until the server acknowledges again. Null: there was nothing to do it to. */
export async function inflict(
  kind: FaultKind,
  stage: Stage,
  feelings: Feelings,
  counts: { ackedAt: () => number; acks: () => number; work: number },
): Promise<Inflicted | null> {
  const { ackedAt, acks } = counts
  const before = acks()
  await until(() => acks() >= before + counts.work, `work before ${kind}`, RECOVERY_MS)
  const { explains, inflict: hurt } = FAULTS[kind]
  const t = now()
  const watch = feelings.watch()
  try {
    const done = await hurt(stage)
    if (done === null) return null
    const witness = () => watch.find((trouble) => trouble.t >= t && done.isWitness(trouble))
    await until(() => ackedAt() > done.healedAt, `an ack after ${kind}`, RECOVERY_MS)
    const recoveryMs = ackedAt() - done.healedAt
    await until(() => witness() !== undefined, 'a witness', WITNESS_MS).catch(() => {})
    const seen = witness()
    const says = seen ? `${seen.client} ${seen.what} ${seen.detail}`.trim() : null
    const clients = done.client === null ? {} : { clients: [done.client] }
    return {
      kind,
      recoveryMs,
      entry: { k: 'fault', t, until: now(), kind, witness: says, explains: [...explains], ...clients },
    }
  } finally {
    watch.stop()
  }
}
