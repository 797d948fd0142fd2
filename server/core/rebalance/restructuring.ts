import type { CommandOf } from '../plan/commands.ts'
import type { Uuid } from '../plan/plan.ts'
import type { GridLoad } from './proposal.ts'

/** A grid more or less instead of moves: to be taken whole. */
export interface Restructuring {
  readonly kind: 'split' | 'add' | 'dissolve'
  /** The one that is split or dissolved; null where one is added. */
  readonly grid: Uuid | null
  /** Every grid is in one piece after each. */
  readonly commands: readonly RestructuringCommand[]
  /** What changes grid. */
  readonly households: number
  readonly buildings: number
  readonly outsideBefore: number
  readonly outsideAfter: number
  /** The new one too, with nothing before; the dissolved one with nothing after. */
  readonly grids: readonly RestructuredGrid[]
}

export type RestructuringCommand = CommandOf<'moveBuildings' | 'splitOffGrid' | 'mergeGrids'>

export interface RestructuredGrid extends GridLoad {
  readonly code: string
  readonly name: string
  readonly isNew: boolean
  readonly isRetired: boolean
}
