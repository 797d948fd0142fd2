import { type BalanceRow, balance } from '#core/plan/balance.ts'
import { gridOf } from '#core/plan/change.ts'
import type { Plan } from '#core/plan/plan.ts'
import type { PlanStatus, Signature } from '../contract/plan.ts'

/** A plan as it is handed out: who wants what, and what it does. */
export interface ChangeNotice {
  readonly name: string
  /** 矿区 沙坪街道 沙沟社区: where the plan lies, from the district down. */
  readonly place: string
  readonly status: PlanStatus
  /** Days, in the district's time zone. */
  readonly effectiveOn: string | null
  readonly printedOn: string
  readonly signatures: readonly (Pick<Signature, 'level' | 'name'> & { readonly on: string })[]
  /** The approval number of the map, or that this is demo data. */
  readonly official: string
  /** Every grid of the plan, by code. */
  readonly rows: readonly NoticeRow[]
  readonly moved: readonly MovedBuilding[]
}

export interface NoticeRow extends BalanceRow {
  /** Not there before the plan. */
  readonly isNew: boolean
}
export interface MovedBuilding {
  readonly code: string
  readonly name: string
  readonly households: number
  /** Names of the grid before and of the grid after. */
  readonly from: string
  readonly to: string
}

export const noticeRows = (plan: Plan): NoticeRow[] =>
  balance(plan).map((row) => ({ ...row, isNew: !plan.base.grids.has(row.grid) }))

/** The buildings that change their grid, by code. */
export const movedBuildings = (plan: Plan): MovedBuilding[] =>
  [...plan.buildings.values()]
    .flatMap(({ id, code, name, households, grid }) => {
      const before = plan.base.buildings.get(id)
      if (!before || before.grid === grid) return []
      const from = plan.base.grids.get(before.grid)?.name ?? ''
      return [{ code, name, households, from, to: gridOf(plan, grid)?.name ?? '' }]
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1))
