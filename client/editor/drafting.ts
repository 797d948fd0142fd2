import type { PlanDocument } from '#contract/plan.ts'
import { difference } from '#core/geometry/geos.ts'
import { shapeFromDegrees, shapeToDegrees, toDegrees } from '#core/geometry/lattice.ts'
import { areaM2 } from '#core/geometry/metres.ts'
import { holdsPoint } from '#core/geometry/shape.ts'
import { balance } from '#core/plan/balance.ts'
import { applyChange, buildingOf, buildingsOf, gridOf, gridsOf, invertChange } from '#core/plan/change.ts'
import { clippedRegion } from '#core/plan/clippedRegion.ts'
import type { Command, DrawnPolygon } from '#core/plan/commands.ts'
import { decide } from '#core/plan/decide.ts'
import { findings } from '#core/plan/findings.ts'
import type { Building, Change, Grid, Plan, Uuid } from '#core/plan/plan.ts'
import { planOf } from './document.ts'
import type { DraftView, Outcome, Outlook } from './draft.ts'

/** One open draft: the plan, and the changes that can be taken back without asking the server. */
export interface Drafting {
  view(): DraftView
  perform(command: Command): Outcome
  /** The view after the newest change is taken back or done again; null where this page knows of none. */
  undo(): DraftView | null
  redo(): DraftView | null
  /** What commands would do, one after the other; the first refusal ends it. */
  outlook(commands: readonly Command[]): Outlook
}

/** A neighbour that only gains a vertex on its edge keeps its area: drawing it again would say nothing. */
const isRedrawn = (before: Grid | null, after: Grid): boolean =>
  before === null || Math.abs(areaM2(after.shape) - areaM2(before.shape)) > 1

/** Less than this outside its grid (m²) comes from laying lines on the lattice. */
const CUT_M2 = 0.5

const isCut = (plan: Plan, { footprint, grid }: Building): boolean => {
  const shape = gridOf(plan, grid)?.shape ?? []
  const isWithin = footprint.flat(2).every((corner) => holdsPoint(shape, corner))
  return !isWithin && areaM2(difference(footprint, shape)) > CUT_M2
}

/** Buildings of the redrawn grids that a boundary cuts, and none did before. */
const newlyCut = (before: Plan, after: Plan, change: Change): Uuid[] => {
  const redrawn = new Set(change.flatMap(({ table, id }) => (table === 'grids' ? [id] : [])))
  return buildingsOf(after)
    .filter((building) => redrawn.has(building.grid) && isCut(after, building))
    .filter(({ id }) => !isCut(before, buildingOf(before, id)!))
    .map(({ id }) => id)
}

const viewOf = (plan: Plan): DraftView => {
  const holds = [...plan.holds.values()]
  const compounds = holds.filter((hold) => hold.kind === 'compound')
  const compoundOf = new Map(compounds.flatMap(({ id, buildings }) => buildings.map((one) => [one, id])))
  const rows = balance(plan)
  const rowByGrid = new Map(rows.map((row) => [row.grid, row]))
  return {
    grids: [...gridsOf(plan).values()].map(({ shape, ...grid }) => {
      const row = rowByGrid.get(grid.id)!
      return {
        ...grid,
        households: row.householdsAfter,
        buildings: row.buildingsAfter,
        places: row.placesAfter,
        band: row.bandAfter,
        changed: plan.grids.has(grid.id),
        coordinates: shapeToDegrees(shape),
      }
    }),
    buildings: [...buildingsOf(plan).values()].map(({ footprint, position, community: _, ...building }) => ({
      ...building,
      publishedGrid: plan.base.buildings.get(building.id)!.grid,
      locked: plan.holds.has(building.id),
      compound: compoundOf.get(building.id) ?? null,
      position: toDegrees(position),
      coordinates: shapeToDegrees(footprint),
    })),
    balance: rows,
    findings: findings(plan),
    locks: holds.flatMap((hold) =>
      hold.kind === 'boundary' ? [{ id: hold.id, line: hold.line.map(toDegrees) }] : [],
    ),
    compounds: compounds.map(({ id }) => id),
  }
}

/** Of an outline so much must lie in the community that it is plain which part is meant. */
const MEANT_SHARE = 0.7
/** A smaller rest was drawn along the edge. */
const NOTICEABLE_SHARE = 0.98

/**
 * A region cut back to the community, so that a generous hand can draw along its edge; where the edge leaves
 * several pieces the largest is meant. The outline of a new grid that reaches far out is refused as it is.
 */
const fitted = (plan: Plan, command: Command): Command => {
  if (command.type !== 'assignRegion' && command.type !== 'carveExclusiveGrid') return command
  const communities =
    command.type === 'assignRegion'
      ? gridsOf(plan).flatMap(({ id, community }) => (id === command.to ? [community] : []))
      : [...plan.base.communities.keys()]
  const pieces = communities.flatMap((community) => {
    const clipped = clippedRegion(plan, community, command.region)
    return 'code' in clipped ? [] : clipped
  })
  const [region] = [...pieces].sort((a, b) => size(b) - size(a))
  const isMeant =
    region !== undefined &&
    (command.type === 'assignRegion' || size(region) >= MEANT_SHARE * size(command.region))
  return isMeant ? { ...command, region } : command
}

/** Whether a noticeable part of a drawn region is left out. */
const trims = (drawn: Command, meant: Command): boolean =>
  'region' in drawn && 'region' in meant && size(meant.region) < NOTICEABLE_SHARE * size(drawn.region)

/** m², whichever way round it was drawn. */
const size = ({ coordinates }: DrawnPolygon): number => Math.abs(areaM2(shapeFromDegrees([coordinates])))

export const drafting = (document: PlanDocument): Drafting => {
  let plan = planOf(document)
  let done: Change[] = []
  let undone: Change[] = []
  return {
    view: () => viewOf(plan),
    perform(drawn) {
      const command = fitted(plan, drawn)
      const decision = decide(plan, command)
      if (!decision.ok) return decision
      plan = applyChange(plan, decision.change)
      done = [...done, decision.change]
      undone = []
      return { ok: true, view: viewOf(plan), command }
    },
    undo() {
      const change = done.at(-1)
      if (!change) return null
      plan = applyChange(plan, invertChange(change))
      done = done.slice(0, -1)
      undone = [...undone, change]
      return viewOf(plan)
    },
    redo() {
      const change = undone.at(-1)
      if (!change) return null
      plan = applyChange(plan, change)
      undone = undone.slice(0, -1)
      done = [...done, change]
      return viewOf(plan)
    },
    outlook(commands) {
      const before = plan
      let after = before
      let isTrimmed = false
      const rows = new Map<Uuid, Change[number]>()
      for (const command of commands) {
        const meant = fitted(after, command)
        isTrimmed ||= trims(command, meant)
        const decision = decide(after, meant)
        if (!decision.ok) return decision
        after = applyChange(after, decision.change)
        for (const row of decision.change)
          rows.set(row.id, { ...row, before: rows.get(row.id)?.before ?? row.before } as Change[number])
      }
      const change = [...rows.values()]
      const outlines = change.flatMap((row) =>
        row.table === 'grids' && row.after && isRedrawn(row.before, row.after)
          ? [shapeToDegrees(row.after.shape)]
          : [],
      )
      const made = change.find((row) => row.table === 'grids' && !row.before)?.after ?? null
      return {
        ok: true,
        isTrimmed,
        balance: balance(after),
        outlines,
        moved: change.flatMap(({ table, id }) => (table === 'buildings' ? [id] : [])),
        cut: newlyCut(before, after, change),
        torn: change.flatMap((row) =>
          row.table === 'grids' && row.after && row.after.shape.length > (row.before?.shape.length ?? 1)
            ? [{ name: row.after.name, parts: row.after.shape.length }]
            : [],
        ),
        made: made && 'type' in made ? { id: made.id, name: made.name, type: made.type } : null,
      }
    },
  }
}
