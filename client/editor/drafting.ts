import type { PlanDocument } from '#contract/plan.ts'
import { difference } from '#core/geometry/geos.ts'
import { shapeFromDegrees, shapeToDegrees, toDegrees } from '#core/geometry/lattice.ts'
import { areaM2 } from '#core/geometry/metres.ts'
import { holdsPoint, sameShape } from '#core/geometry/shape.ts'
import { balance } from '#core/plan/balance.ts'
import { beatLayer } from '#core/plan/beatLayer.ts'
import {
  applyChange,
  beatOf,
  beatsOf,
  buildingOf,
  buildingsOf,
  gridOf,
  gridsOf,
  invertChange,
} from '#core/plan/change.ts'
import { clippedRegion } from '#core/plan/clippedRegion.ts'
import type { Command, DrawnPolygon } from '#core/plan/commands.ts'
import { decide } from '#core/plan/decide.ts'
import { findings } from '#core/plan/findings.ts'
import type { Beat, Building, Change, Grid, Plan, Uuid } from '#core/plan/plan.ts'
import { isUnpatrolled } from '#core/plan/unpatrolled.ts'
import { planOf } from './document.ts'
import type { DraftBeat, DraftView, Layer, Outcome, Outlook } from './draft.ts'
import { BOUNDLESS } from './layers.ts'

/** One open draft: the plan, and the changes that can be taken back without asking the server. */
export interface Drafting {
  view(): DraftView
  /** From now on that layer is shown and looked at. */
  show(layer: Layer): DraftView
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
const newlyCut = (before: Plan, after: Plan, redrawn: ReadonlySet<Uuid>): Uuid[] =>
  buildingsOf(after)
    .filter((building) => redrawn.has(building.grid) && isCut(after, building))
    .filter(({ id }) => !isCut(before, buildingOf(before, id)!))
    .map(({ id }) => id)

/** Grids whose shapes two states of a plan do not have in common, as they are afterwards. */
const redrawnBetween = (before: Plan, after: Plan): { id: Uuid; was: Grid | null; is: Grid | null }[] => {
  const ids = new Set([...before.base.grids.keys(), ...before.grids.keys(), ...after.grids.keys()])
  return [...ids].flatMap((id) => {
    const [was, is] = [gridOf(before, id) ?? null, gridOf(after, id) ?? null]
    return was === is || (was && is && sameShape(was.shape, is.shape)) ? [] : [{ id, was, is }]
  })
}

/** Of the grid that a finding is about, whichever layer is shown; one that the plan dissolves had them. */
const labelOf = ({ grids, base }: Plan, id: Uuid) => {
  const grid = grids.get(id) ?? base.grids.get(id)
  return { gridName: grid?.name ?? '', gridCode: grid?.code ?? '' }
}

/** The plan as whoever redraws that layer sees it. */
const layered = (plan: Plan, layer: Layer): Plan =>
  layer === 'beats' ? { ...beatLayer(plan), band: BOUNDLESS } : plan

const beatShown = ({ id, code, name, street, shape }: Beat): DraftBeat => ({
  ...{ id, code, name, street },
  coordinates: shapeToDegrees(shape),
})

const viewOf = (whole: Plan, layer: Layer): DraftView => {
  const plan = layered(whole, layer)
  const holds = [...plan.holds.values()]
  const compounds = holds.filter((hold) => hold.kind === 'compound')
  const compoundOf = new Map(compounds.flatMap(({ id, buildings }) => buildings.map((one) => [one, id])))
  const rows = balance(plan).map((row) => ({
    ...row,
    // A beat without ground here may have some elsewhere.
    retired: row.retired && !(layer === 'beats' && beatOf(whole, row.grid)),
  }))
  const rowByGrid = new Map(rows.map((row) => [row.grid, row]))
  return {
    layer,
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
      publishedGrid: plan.base.buildings.get(building.id)?.grid ?? building.grid,
      locked: plan.holds.has(building.id),
      compound: compoundOf.get(building.id) ?? null,
      position: toDegrees(position),
      coordinates: shapeToDegrees(footprint),
    })),
    balance: rows,
    findings: findings(whole).map((finding) => ({ ...finding, ...labelOf(whole, finding.grid) })),
    locks: holds.flatMap((hold) =>
      hold.kind === 'boundary' ? [{ id: hold.id, line: hold.line.map(toDegrees) }] : [],
    ),
    compounds: compounds.map(({ id }) => id),
    beats: beatsOf(whole).map(beatShown),
    beatsBefore: [...whole.base.beats.values()].map(beatShown),
    beneath: layer === 'beats' ? gridsOf(whole).map(({ shape }) => shapeToDegrees(shape)) : [],
    sides: { grids: whole.grids.size > 0 || whole.buildings.size > 0, beats: whole.beats.size > 0 },
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
  if (command.layer === 'beats') return fittedToGround(plan, command)
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

/** The same for a region of beats, whose ground is that of all the plan's communities. */
const fittedToGround = (plan: Plan, command: Command): Command => {
  if (command.type !== 'assignRegion') return command
  const clipped = clippedRegion(beatLayer(plan), plan.base.within, command.region)
  const [region] = 'code' in clipped ? [] : [...clipped].sort((a, b) => size(b) - size(a))
  return region ? ({ ...command, region } as Command) : command
}

/** Whether a noticeable part of a drawn region is left out. */
const trims = (drawn: Command, meant: Command): boolean =>
  'region' in drawn && 'region' in meant && size(meant.region) < NOTICEABLE_SHARE * size(drawn.region)

/** m², whichever way round it was drawn. */
const size = ({ coordinates }: DrawnPolygon): number => Math.abs(areaM2(shapeFromDegrees([coordinates])))

/** What is seen first: the beats where only they are redrawn. */
const firstLayer = ({ kind, grids, buildings, beats }: Plan): Layer =>
  kind === 'beats' || (beats.size > 0 && grids.size === 0 && buildings.size === 0) ? 'beats' : 'grids'

export const drafting = (document: PlanDocument): Drafting => {
  let plan = planOf(document)
  let done: Change[] = []
  let undone: Change[] = []
  let layer = firstLayer(plan)
  const view = () => viewOf(plan, layer)
  return {
    view,
    show(wanted) {
      layer = wanted
      return view()
    },
    perform(drawn) {
      const command = fitted(plan, drawn)
      const decision = decide(plan, command)
      if (!decision.ok) return decision
      plan = applyChange(plan, decision.change)
      done = [...done, decision.change]
      undone = []
      return { ok: true, view: view(), command }
    },
    undo() {
      const change = done.at(-1)
      if (!change) return null
      plan = applyChange(plan, invertChange(change))
      done = done.slice(0, -1)
      undone = [...undone, change]
      return view()
    },
    redo() {
      const change = undone.at(-1)
      if (!change) return null
      plan = applyChange(plan, change)
      undone = undone.slice(0, -1)
      done = [...done, change]
      return view()
    },
    outlook(commands) {
      let after = plan
      let isTrimmed = false
      for (const command of commands) {
        const meant = fitted(after, command)
        isTrimmed ||= trims(command, meant)
        const decision = decide(after, meant)
        if (!decision.ok) return decision
        after = applyChange(after, decision.change)
      }
      const [was, is] = [layered(plan, layer), layered(after, layer)]
      const redrawn = redrawnBetween(was, is)
      const made = redrawn.find((row) => !row.was && !isUnpatrolled(row.id))?.is ?? null
      return {
        ok: true,
        isTrimmed,
        balance: balance(is),
        outlines: redrawn.flatMap((row) =>
          row.is && isRedrawn(row.was, row.is) ? [shapeToDegrees(row.is.shape)] : [],
        ),
        moved: buildingsOf(is).flatMap(({ id, grid }) => (buildingOf(was, id)?.grid === grid ? [] : [id])),
        cut: newlyCut(was, is, new Set(redrawn.map(({ id }) => id))),
        torn: redrawn.flatMap((row) =>
          row.is && row.is.shape.length > (row.was?.shape.length ?? 1)
            ? [{ name: row.is.name, parts: row.is.shape.length }]
            : [],
        ),
        made: made && { id: made.id, name: made.name, type: made.type },
      }
    },
  }
}
