import { beyondBand } from '#core/plan/balance.ts'
import type { Band } from '#core/plan/plan.ts'
import type { Shade } from '../words/shades.ts'

interface Loaded {
  readonly code: string
  readonly households: number
  readonly shade: Shade
}

/** Households by which a grid leaves the band; an exclusive grid is not measured by them. */
export const beyondOf = ({ households, shade }: Omit<Loaded, 'code'>, band: Band): number =>
  shade === 'exclusive' ? 0 : beyondBand(households, band)

/**
 * What to look at first: overloaded grids, the worst first, then those too small, the smallest first, then the
 * rest by households. (By plain distance, a grid of 60 would stand before one of 709, and nobody waits for it.)
 */
export const byUrgency =
  (band: Band) =>
  (a: Loaded, b: Loaded): number => {
    const [beyondA, beyondB] = [beyondOf(a, band), beyondOf(b, band)]
    if (beyondA > 0 || beyondB > 0) return beyondB - beyondA || a.code.localeCompare(b.code)
    return beyondA - beyondB || b.households - a.households || a.code.localeCompare(b.code)
  }

export interface Bar {
  readonly from: number
  readonly count: number
  readonly shade: Shade
}
/** Counts per `step` households from 0; the last bar holds everything above. A bar wears the shade of its middle. */
export const distribution = (
  grids: readonly Pick<Loaded, 'households'>[],
  shadeAt: (households: number) => Shade,
  step: number,
  bars: number,
): Bar[] => {
  const counts = new Array<number>(bars).fill(0)
  for (const { households } of grids) {
    const bar = Math.min(bars - 1, Math.floor(households / step))
    counts[bar] = counts[bar]! + 1
  }
  return counts.map((count, i) => ({ from: i * step, count, shade: shadeAt((i + 0.5) * step) }))
}
