/** One figure beside the peer or the limit that it is compared with in the same run. */
export interface BenchRow {
  readonly measure: string
  readonly value: number
  readonly unit: string
  readonly comparison: string
  readonly met: boolean
}
export type Bench = () => Promise<BenchRow[]> | BenchRow[]

/** A figure that must not exceed a limit. */
export const atMost = (measure: string, value: number, limit: number, unit: string): BenchRow => ({
  measure,
  value,
  unit,
  comparison: `≤ ${limit} ${unit}`,
  met: value <= limit,
})

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
export const median = (values: readonly number[]): number => quantile(values, 0.5)
