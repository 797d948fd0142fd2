import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import { type Position, shapeToDegrees, toDegrees } from '#core/geometry/lattice.ts'
import { balance, bandOf } from '#core/plan/balance.ts'
import { buildingsByGrid, gridsOf } from '#core/plan/change.ts'
import type { Finding } from '#core/plan/commands.ts'
import { findings } from '#core/plan/findings.ts'
import type { Beat, Building, Grid, Hold, Plan } from '#core/plan/plan.ts'
import { isChanged } from '#core/plan/publication.ts'
import type {
  CommandAnswer,
  PlanDetail,
  PlanDocument,
  PlanGridFeatures,
  PlanSummary,
} from '../contract/plan.ts'
import type { RebaseAnswer } from '../contract/planLife.ts'
import type { PlanRow } from '../db/plans.ts'
import { sendProblem } from '../plugins/problems.ts'
import type { Edited } from '../usecases/editPlan.ts'
import type { Rejection, RejectionCode } from '../usecases/outcome.ts'
import type { Rebased } from '../usecases/rebasePlan.ts'
import { missingSignatures } from '../usecases/signatures.ts'

/** Plans as the contract words them. */

export function planSummary({ basePublication: _, ...row }: PlanRow): PlanSummary {
  const signed = row.signatures.map(({ level }) => level)
  return { ...row, missingSignatures: missingSignatures(row.kind, row.within, signed) }
}

export const planDetail = (row: PlanRow, plan: Plan): PlanDetail => ({
  ...planSummary(row),
  balance: balance(plan),
  findings: findings(plan).map(mutable),
})

export const commandAnswer = ({ row, plan, change }: Edited): CommandAnswer => ({
  ...standing(row, plan),
  changed: change.filter(({ table }) => table === 'grids').map(({ id }) => id),
})

export const rebaseAnswer = ({ row, plan, kept, dropped }: Rebased): RebaseAnswer => ({
  ...standing(row, plan),
  changed: [...plan.grids.keys()],
  kept,
  dropped: dropped.map(({ command, code }) => ({ command, code })),
})

const standing = (row: PlanRow, plan: Plan) => ({
  revision: row.revision,
  balance: balance(plan),
  findings: findings(plan).map(mutable),
  canUndo: row.canUndo,
  canRedo: row.canRedo,
})

/** Everything that the editor needs to decide commands by itself. */
export function planDocument(row: PlanRow, plan: Plan): PlanDocument {
  const overlaid = [...plan.grids]
  return {
    plan: planSummary(row),
    band: plan.band,
    base: {
      within: plan.base.within,
      communities: [...plan.base.communities.values()].map(({ usedSequences, ...community }) => ({
        ...community,
        usedSequences: [...usedSequences],
      })),
      grids: [...plan.base.grids.values()].map(gridRow),
      buildings: [...plan.base.buildings.values()].map(buildingRow),
      barriers: plan.base.barriers.map(({ lines, ...barrier }) => ({
        ...barrier,
        lines: lines.map((line) => line.map((point) => pair(toDegrees(point)))),
      })),
      crew: [...plan.base.crew].map(([grid, roles]) => ({ grid, roles: [...roles] })),
      beats: [...plan.base.beats.values()].map(beatRow),
      stations: [...plan.base.stations.values()].map(({ usedNumbers, ...station }) => ({
        ...station,
        usedNumbers: [...usedNumbers],
      })),
    },
    overlay: {
      grids: overlaid.flatMap(([, grid]) => (grid ? [gridRow(grid)] : [])),
      retired: overlaid.filter(([, grid]) => grid === null).map(([id]) => id),
      buildings: [...plan.buildings.values()].map(buildingRow),
      holds: [...plan.holds.values()].map(holdRow),
      beats: [...plan.beats.values()].flatMap((beat) => (beat ? [beatRow(beat)] : [])),
      retiredBeats: [...plan.beats].filter(([, beat]) => beat === null).map(([id]) => id),
    },
  }
}

const holdRow = (hold: Hold): PlanDocument['overlay']['holds'][number] => {
  if (hold.kind === 'boundary') return { ...hold, line: hold.line.map((point) => pair(toDegrees(point))) }
  return hold.kind === 'compound' ? { ...hold, buildings: [...hold.buildings] } : hold
}

/** The grids as drafted, with what is counted in them. */
export function planGridFeatures(plan: Plan): z.infer<typeof PlanGridFeatures> {
  const byGrid = buildingsByGrid(plan)
  return {
    type: 'FeatureCollection',
    features: gridsOf(plan).map((grid) => {
      const { geometry, ...row } = gridRow(grid)
      const buildings = byGrid.get(grid.id) ?? []
      const households = buildings.reduce((sum, building) => sum + building.households, 0)
      return {
        type: 'Feature',
        id: grid.id,
        geometry,
        properties: {
          ...row,
          households,
          buildings: buildings.length,
          band: bandOf(households, plan.band),
          changed: isChanged(plan, grid),
        },
      }
    }),
  }
}

const gridRow = ({ shape, ...grid }: Grid) => ({ ...grid, geometry: multiPolygon(shape) })
const beatRow = ({ shape, ...beat }: Beat) => ({ ...beat, geometry: multiPolygon(shape) })
const buildingRow = ({ footprint, position, ...building }: Building) => ({
  ...building,
  geometry: multiPolygon(footprint),
  position: pair(toDegrees(position)),
})
export const multiPolygon = (shape: Grid['shape']) => ({
  type: 'MultiPolygon' as const,
  coordinates: shapeToDegrees(shape).map((polygon) => polygon.map((ring) => ring.map(pair))),
})
const pair = ([lng, lat]: Position): [number, number] => [lng, lat]
const mutable = ({ at, missing, beats, ...finding }: Finding) => ({
  ...finding,
  ...(beats && { beats: [...beats] }),
  ...(missing && { missing: [...missing] }),
  at: pair(at),
})

/** Conflicts with the state of things; whatever else is refused is 422, a command that cannot be done. */
const STATUS_BY_CODE: Partial<Record<RejectionCode, number>> = {
  not_found: 404,
  scope_too_small: 403,
  role_forbids: 403,
  layer_forbidden: 403,
  plan_not_draft: 409,
  plan_not_submitted: 409,
  plan_closed: 409,
  stale_revision: 409,
  nothing_to_undo: 409,
  nothing_to_redo: 409,
  already_signed: 409,
  already_resolved: 409,
  signature_missing: 409,
  base_changed: 409,
  base_current: 409,
  code_taken: 409,
}

export const sendRejection = (reply: FastifyReply, { code, about }: Rejection) =>
  sendProblem(reply, STATUS_BY_CODE[code] ?? 422, code, about && { about: { ...about } })
