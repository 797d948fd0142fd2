import { geodesicAreaM2 } from '../geometry/geodesic.ts'
import type { Shape } from '../geometry/lattice.ts'
import { holdsPoint } from '../geometry/shape.ts'
import { beatsOf, buildingsByGrid, gridsOf } from '../plan/change.ts'
import type { AreaCode, Building, Grid, Plan, Uuid } from '../plan/plan.ts'
import { type Alignment, type AlignmentClass, aligned, type BeatLabel, type Ground } from './alignment.ts'
import { overlay } from './overlay.ts'

/** A beat of a draft, as the alignment of its grids names it. */
export interface DraftBeat extends BeatLabel {
  readonly name: string
  readonly station: Uuid
  readonly stationName: string
}

/** A grid of a draft, and how it lies in the beats of the draft. Cases are not counted. */
export interface DraftGrid extends Alignment<DraftBeat> {
  readonly id: Uuid
  readonly code: string
  readonly name: string
  readonly community: AreaCode
  readonly households: number
  readonly buildings: number
  /** As published; null for a grid that the draft makes. */
  readonly before: AlignmentClass | null
}

/** All grids of a draft in its beats, by code, exactly as publication would find them. */
export function draftAlignment(plan: Plan): DraftGrid[] {
  const [now, before] = [alignments(plan), alignments(published(plan))]
  const residents = buildingsByGrid(plan)
  return gridsOf(plan)
    .map(({ id, code, name, community }) => ({
      ...{ id, code, name, community, ...tally(residents.get(id) ?? []) },
      before: before(id)?.class ?? null,
      ...(now(id) as Alignment<DraftBeat>),
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** The plan as it was before anything in it changed. */
export const published = (plan: Plan): Plan => ({
  ...plan,
  ...{ grids: new Map(), buildings: new Map(), holds: new Map(), beats: new Map() },
})

/** How each grid of a plan lies in its beats, when asked; undefined for a grid that the plan does not have. */
export function alignments(plan: Plan): (grid: Uuid) => Alignment<DraftBeat> | undefined {
  const grids = new Map(gridsOf(plan).map((grid) => [grid.id, grid]))
  const residents = buildingsByGrid(plan)
  const beats = beatsOf(plan).map(({ id, code, name, station, street, shape }) => ({
    ...{ beat: id, code, name, station, street, shape },
    stationName: plan.base.stations.get(station)?.name ?? '',
  }))
  return (id) => {
    const grid = grids.get(id)
    return grid && alignedGrid(grid, residents.get(id) ?? [], beats)
  }
}

function alignedGrid(
  { community, shape }: Grid,
  residents: readonly Building[],
  beats: readonly (DraftBeat & { readonly shape: Shape })[],
): Alignment<DraftBeat> {
  const whole = { community, areaM2: geodesicAreaM2(shape), ...tally(residents), incidents: 0 }
  const pieces = overlay(shape, beats)
  const covering = pieces.find(({ isWhole }) => isWhole)
  const beatOf = ({ position }: Building) =>
    (covering ?? pieces.find(({ beat }) => holdsPoint(beat.shape, position)))?.beat.beat
  const held = residents.map((building) => ({ building, beat: beatOf(building) }))
  return aligned(
    whole,
    pieces.map(({ beat: { shape: _, ...label }, areaM2 }): DraftBeat & Ground => ({
      ...label,
      ...{ areaM2, incidents: 0 },
      ...tally(held.flatMap(({ building, beat }) => (beat === label.beat ? [building] : []))),
    })),
  )
}

const tally = (buildings: readonly Building[]): { buildings: number; households: number } => ({
  buildings: buildings.length,
  households: buildings.reduce((sum, { households }) => sum + households, 0),
})
