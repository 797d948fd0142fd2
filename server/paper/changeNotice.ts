import { grouped } from '#core/grouped.ts'
import { type BalanceRow, balance, bandOf } from '#core/plan/balance.ts'
import { buildingsByGrid, gridOf, gridsIn } from '#core/plan/change.ts'
import { beatComparison } from '#core/plan/compareBeats.ts'
import type { AreaCode, Band, Building, Grid, Plan, PlanKind, Uuid } from '#core/plan/plan.ts'
import { isChanged } from '#core/plan/publication.ts'
import type { PlanStatus, Signature } from '../contract/plan.ts'
import type { Ground, MapContent, MapGrid } from './mapContent.ts'

/** A plan as it is handed out: who wants what, and what it does. */
export interface ChangeNotice {
  readonly kind: PlanKind
  readonly name: string
  /** Why it is made, in paragraphs; empty where nobody said. */
  readonly reason: string
  /** 矿区 沙坪街道 沙沟社区: where the plan lies, from the district down. */
  readonly place: string
  readonly status: PlanStatus
  /** Days, in the district's time zone. */
  readonly effectiveOn: string | null
  readonly printedOn: string
  readonly signatures: readonly NoticeSignature[]
  /** The approval number of the map, or what this is without one. */
  readonly official: string
  readonly band: Band
  /** Every grid of the plan, by code. */
  readonly rows: readonly NoticeRow[]
  readonly moved: readonly MovedBuilding[]
  /** The beats that the plan redraws; none in most. */
  readonly beats: readonly NoticeBeat[]
  /** That go over to another beat, or to none. */
  readonly householdsOffBeat: number
}

/** Of a level that still has to sign, nothing but the level. */
interface NoticeSignature {
  readonly level: Signature['level']
  readonly name?: string
  readonly on?: string
}
export interface NoticeRow extends BalanceRow {
  /** Not there before the plan. */
  readonly isNew: boolean
  /** Which households do not measure. */
  readonly isExclusive: boolean
}
export interface MovedBuilding {
  readonly code: string
  readonly name: string
  readonly households: number
  /** Names of the grid before and of the grid after. */
  readonly from: string
  readonly to: string
}

/** A beat before and after; null: not there. Households are those in the plan's communities. */
export interface NoticeBeat {
  readonly code: string
  readonly name: string
  readonly before: BeatFigures | null
  readonly after: BeatFigures | null
}
interface BeatFigures {
  readonly areaM2: number
  readonly households: number
}

/** A community that the plan changes, as it was and as it will be. */
export interface NoticeMap {
  readonly code: AreaCode
  readonly name: string
  readonly before: MapContent
  readonly after: MapContent
}

export const noticeRows = (plan: Plan): NoticeRow[] =>
  balance(plan).map((row) => {
    const published = plan.base.grids.get(row.grid)
    const { type } = gridOf(plan, row.grid) ?? published ?? {}
    return { ...row, isNew: !published, isExclusive: type === 'exclusive' }
  })

/** The buildings that change their grid, by code. */
export const movedBuildings = (plan: Plan): MovedBuilding[] =>
  movedIn(plan)
    .map(({ id, code, name, households, grid }) => {
      const from = plan.base.grids.get(plan.base.buildings.get(id)?.grid ?? '')?.name ?? ''
      return { code, name, households, from, to: gridOf(plan, grid)?.name ?? '' }
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1))

/** The beats that the plan redraws, by code, and how many households change beat. */
export function noticeBeats(plan: Plan): Pick<ChangeNotice, 'beats' | 'householdsOffBeat'> {
  const { grids, households } = beatComparison(null, plan, plan.base.within)
  const beats = grids.flatMap(({ before, after }): NoticeBeat[] => {
    const labels = after ?? before
    return labels ? [{ code: labels.code, name: labels.name, before, after }] : []
  })
  return { beats, householdsOffBeat: households }
}

/** The communities in which a grid or a building changes, by code. */
export function changedCommunities(plan: Plan): AreaCode[] {
  const grids = [...plan.grids].flatMap(([id, grid]) => {
    const changed = grid === null ? plan.base.grids.get(id) : isChanged(plan, grid) ? grid : undefined
    return changed ? [changed.community] : []
  })
  return [...new Set([...grids, ...movedIn(plan).map(({ community }) => community)])].sort()
}

/** A community before and after the plan, over its ground. */
export function noticeMap(plan: Plan, code: AreaCode, ground: Ground): NoticeMap {
  const isHere = ({ community }: Grid | Building) => community === code
  const buildings = [...plan.base.buildings.values()].filter(isHere)
  const common = {
    ground,
    footprints: buildings.map(({ footprint }) => footprint),
    marked: movedIn(plan)
      .filter(isHere)
      .map(({ footprint }) => footprint),
  }
  const gridsBefore = [...plan.base.grids.values()].filter(isHere)
  const before = grouped(buildings, ({ grid }) => grid)
  return {
    code,
    name: plan.base.communities.get(code)?.name ?? code,
    before: { ...common, grids: mapGrids(gridsBefore, before, plan.band) },
    after: { ...common, grids: mapGrids(gridsIn(plan, code), buildingsByGrid(plan), plan.band) },
  }
}

const movedIn = (plan: Plan): Building[] =>
  [...plan.buildings.values()].filter(({ id, grid }) => plan.base.buildings.get(id)?.grid !== grid)

const mapGrids = (
  grids: readonly Grid[],
  buildings: ReadonlyMap<Uuid, readonly Building[]>,
  band: Band,
): MapGrid[] =>
  grids.map(({ id, code, name, type, shape }) => {
    const inside = buildings.get(id) ?? []
    const households = inside.reduce((sum, building) => sum + building.households, 0)
    const counted = { households, buildings: inside.length, band: bandOf(households, band) }
    return { ...{ code, name, type, shape }, ...counted }
  })
