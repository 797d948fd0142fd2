import type { Band } from '#core/plan/plan.ts'
import type { MapContent } from './mapContent.ts'

/** A community's grids as the wall map shows them, published at one moment. */
export interface AreaSheet {
  /** 矿区 沙坪街道 沙沟社区, and the last of it. */
  readonly place: string
  readonly name: string
  /** The day that the map is of, and the day it was printed. */
  readonly on: string
  readonly printedOn: string
  readonly official: string
  readonly band: Band
  readonly content: MapContent
}
