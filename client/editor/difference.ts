import type { BalanceRow } from '#core/plan/balance.ts'

/** A vertex that moves to the lattice is no change of a grid. */
const LEAST_AREA_M2 = 1

/**
 * The grids that change, in households or in ground: who gives before who takes, the most first. `after` may look
 * ahead.
 */
export const byDifference = (
  rows: readonly BalanceRow[],
  after: (row: BalanceRow) => number = (row) => row.householdsAfter,
): BalanceRow[] => {
  const difference = (row: BalanceRow) => after(row) - row.householdsBefore
  return rows
    .filter(
      (row) =>
        row.retired ||
        row.householdsAfter !== row.householdsBefore ||
        difference(row) !== 0 ||
        Math.abs(row.areaM2After - row.areaM2Before) > LEAST_AREA_M2,
    )
    .sort((a, b) => {
      const [first, second] = [difference(a), difference(b)]
      return Number(first > 0) - Number(second > 0) || Math.abs(second) - Math.abs(first)
    })
}
