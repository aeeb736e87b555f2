/** One figure: the median of its repetitions, with the least and the greatest. */
export type Figure = { name: string; value: number; unit: string; min: number; max: number }

/** Makes a figure from repetitions. */
export function figure(name: string, unit: string, repetitions: readonly number[]): Figure {
  const sorted = [...repetitions].sort((a, b) => a - b)
  return {
    name,
    value: rounded(quantile(sorted, 0.5)),
    unit,
    min: rounded(sorted[0] ?? Number.NaN),
    max: rounded(sorted.at(-1) ?? Number.NaN),
  }
}

/** The value below which the share `q` of sorted values lies. */
export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
