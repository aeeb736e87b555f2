import type { Report } from './worker.ts'

/** What came of many seeds, kept small however many there are. */
export class Tally {
  readonly bad: Report[] = []
  readonly #began = performance.now()
  readonly #commands: number[] = []
  readonly #faultsOfSeeds: number[] = []
  readonly #faults = new Map<string, number>()
  readonly #sizes = new Map<string, number>()
  #acksLost = 0

  add(report: Report): void {
    const { size, faults, commands, acksLost, violations } = report
    this.#commands.push(commands)
    this.#faultsOfSeeds.push(sum(Object.values(faults)))
    for (const [kind, times] of Object.entries(faults)) count(this.#faults, kind, times)
    count(this.#sizes, size, 1)
    this.#acksLost += acksLost
    if (violations.length > 0) this.bad.push(report)
  }

  get seeds(): number {
    return this.#commands.length
  }

  get violations(): number {
    return this.bad.reduce((sum, { violations }) => sum + violations.length, 0)
  }

  get seedsPerS(): number {
    const seconds = (performance.now() - this.#began) / 1_000
    return Math.round((this.seeds / seconds) * 10) / 10
  }

  /** What is told at the end, as JSON has it. */
  summary() {
    const commands = this.#commands.toSorted((a, b) => a - b)
    const faults = this.#faultsOfSeeds.toSorted((a, b) => a - b)
    return {
      seeds: this.seeds,
      seeds_by_size: Object.fromEntries(this.#sizes),
      violations: this.violations,
      bad_seeds: this.bad.map(({ seed }) => seed),
      commands: sum(commands),
      commands_median: at(commands, 0.5),
      commands_p90: at(commands, 0.9),
      commands_most: at(commands, 1),
      acks_lost: this.#acksLost,
      faults: sum(faults),
      faults_median: at(faults, 0.5),
      faults_by_kind: Object.fromEntries([...this.#faults].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      seeds_per_s: this.seedsPerS,
    }
  }
}

/** The number below which a share of some sorted numbers is. */
function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function count(counts: Map<string, number>, key: string, times: number): void {
  counts.set(key, (counts.get(key) ?? 0) + times)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0)
}
