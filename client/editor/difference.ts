import type { BalanceRow } from '#core/plan/balance.ts'

/** The grids whose households change, who gives before who takes, the most first; `after` may look ahead. */
export const byDifference = (
  rows: readonly BalanceRow[],
  after: (row: BalanceRow) => number = (row) => row.householdsAfter,
): BalanceRow[] => {
  const difference = (row: BalanceRow) => after(row) - row.householdsBefore
  return rows
    .filter((row) => row.retired || row.householdsAfter !== row.householdsBefore || difference(row) !== 0)
    .sort((a, b) => {
      const [first, second] = [difference(a), difference(b)]
      return Number(first > 0) - Number(second > 0) || Math.abs(second) - Math.abs(first)
    })
}
