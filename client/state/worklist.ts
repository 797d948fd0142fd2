import type { GridBand } from '#contract/area.ts'
import { beyondBand } from '#core/plan/balance.ts'
import type { Band } from '#core/plan/plan.ts'

interface Loaded {
  readonly code: string
  readonly households: number
}

/**
 * What to look at first: overloaded grids, the worst first, then those too small, the smallest first, then the
 * rest by households. (By plain distance, a grid of 60 would stand before one of 709, and nobody waits for it.)
 */
export const byUrgency =
  (band: Band) =>
  (a: Loaded, b: Loaded): number => {
    const [beyondA, beyondB] = [beyondBand(a.households, band), beyondBand(b.households, band)]
    if (beyondA > 0 || beyondB > 0) return beyondB - beyondA || a.code.localeCompare(b.code)
    return beyondA - beyondB || b.households - a.households || a.code.localeCompare(b.code)
  }

export interface Bar {
  readonly from: number
  readonly count: number
  readonly band: GridBand
}
/** Counts per `step` households from 0; the last bar holds everything above. A bar wears its middle's band. */
export const distribution = (
  grids: readonly Loaded[],
  bandOf: (households: number) => GridBand,
  step: number,
  bars: number,
): Bar[] => {
  const counts = new Array<number>(bars).fill(0)
  for (const { households } of grids) {
    const bar = Math.min(bars - 1, Math.floor(households / step))
    counts[bar] = counts[bar]! + 1
  }
  return counts.map((count, i) => ({ from: i * step, count, band: bandOf((i + 0.5) * step) }))
}
