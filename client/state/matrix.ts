import type { GridAlignment } from '#contract/alignment.ts'
import { misplaced } from './alignment.ts'

/** A column that the matrix is sorted by: one of its own, or a beat's id. */
export type SortBy = 'name' | 'households' | 'misplaced' | (string & {})

interface Sorting {
  readonly by: SortBy
  readonly isDown: boolean
}

/** Households of the grid in that beat. */
const inBeat = ({ beats }: GridAlignment, beat: string): number =>
  beats.find((share) => share.beat === beat)?.households ?? -1

/** The rows in order; what is equal there stays in the order of the codes. */
export const sortedRows = (grids: readonly GridAlignment[], { by, isDown }: Sorting): GridAlignment[] => {
  const amountOf = (grid: GridAlignment): number => {
    if (by === 'name') return 0
    if (by === 'households') return grid.households
    return by === 'misplaced' ? misplaced(grid) : inBeat(grid, by)
  }
  const turn = isDown ? -1 : 1
  return [...grids].sort((a, b) => {
    const byCode = a.code < b.code ? -1 : 1
    return by === 'name' ? turn * byCode : turn * (amountOf(a) - amountOf(b)) || byCode
  })
}

/** First and last index, exclusive, of what lies between two positions; a few more on either side. */
export const windowOf = (from: number, length: number, size: number, count: number): [number, number] => [
  Math.max(0, Math.floor(from / size) - 3),
  Math.min(count, Math.ceil((from + length) / size) + 3),
]
