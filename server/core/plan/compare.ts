import { intersection } from '../geometry/geos.ts'
import type { Shape } from '../geometry/lattice.ts'
import { areaM2 } from '../geometry/metres.ts'
import { boxesMeet, boxOf, ringsOf, sameShape } from '../geometry/shape.ts'
import { buildingsOf, gridsOf } from './change.ts'
import { isSliver } from './decide/redraw.ts'
import type { AreaCode, Building, Grid, Plan, Uuid } from './plan.ts'

/** Grids and the buildings in them: what is published, or a draft. */
export interface State {
  readonly grids: readonly Grid[]
  readonly buildings: readonly Building[]
}

/** What differs between two states of the same communities. */
export interface Comparison {
  /** Grids that are new, gone, relabelled, on other ground or with other buildings; by code. */
  readonly grids: readonly GridDifference[]
  /** Ground that changes hands. */
  readonly areas: readonly ChangedArea[]
  readonly moved: readonly MovedBuilding[]
  /** Of the moved buildings. */
  readonly households: number
  /** Grids whose ground or buildings differ, on either side: whoever serves them is concerned. */
  readonly redrawn: readonly Uuid[]
}

interface GridDifference {
  readonly grid: Uuid
  /** Null: it is not there on this side. */
  readonly before: GridFigures | null
  readonly after: GridFigures | null
}
interface GridFigures {
  readonly code: string
  readonly name: string
  readonly households: number
  readonly buildings: number
  readonly areaM2: number
}
interface ChangedArea {
  readonly from: Uuid
  readonly to: Uuid
  /** Not on the lattice: for looking at and measuring, not for redrawing. */
  readonly shape: Shape
  readonly areaM2: number
}
interface MovedBuilding {
  readonly building: Uuid
  readonly code: string
  readonly name: string
  readonly from: Uuid
  readonly to: Uuid
  readonly households: number
}

/** The draft, or what is published under it, in the communities whose code begins with `within`. */
export const draftState = (plan: Plan, within: AreaCode): State =>
  stateIn(within, gridsOf(plan), buildingsOf(plan))
export const baseState = ({ base }: Plan, within: AreaCode): State =>
  stateIn(within, [...base.grids.values()], [...base.buildings.values()])

const stateIn = (within: AreaCode, grids: readonly Grid[], buildings: readonly Building[]): State => ({
  grids: grids.filter(({ community }) => community.startsWith(within)),
  buildings: buildings.filter(({ community }) => community.startsWith(within)),
})

/**
 * What differs between two states that cover the same ground. A building that only one of them has is no move.
 * Where two variants put their own new grid on the same ground, that ground and its buildings differ: a grid is
 * its id.
 */
export function comparison(before: State, after: State): Comparison {
  const areas = changedAreas(before.grids, after.grids)
  const moved = movedBuildings(before.buildings, after.buildings)
  const touched = new Set([...areas, ...moved].flatMap(({ from, to }) => [from, to]))
  const [figuresBefore, figuresAfter] = [figuresByGrid(before), figuresByGrid(after)]
  const grids = [...new Set([...figuresBefore.keys(), ...figuresAfter.keys()])]
    .map(
      (grid): GridDifference => ({
        grid,
        before: figuresBefore.get(grid) ?? null,
        after: figuresAfter.get(grid) ?? null,
      }),
    )
    .filter(
      (row) =>
        touched.has(row.grid) || row.before?.code !== row.after?.code || row.before?.name !== row.after?.name,
    )
  return {
    grids: grids.sort((a, b) => (codeOf(a) < codeOf(b) ? -1 : 1)),
    areas,
    moved,
    households: moved.reduce((sum, { households }) => sum + households, 0),
    redrawn: [...touched],
  }
}

const codeOf = ({ before, after }: GridDifference): string => (after ?? before)?.code ?? ''

/** Ground of one grid before that is another's after; slivers are where one boundary was drawn along the other. */
function changedAreas(before: readonly Grid[], after: readonly Grid[]): ChangedArea[] {
  const shapeBefore = new Map(before.map(({ id, shape }) => [id, shape]))
  const shapeAfter = new Map(after.map(({ id, shape }) => [id, shape]))
  const isRedrawn = (id: Uuid): boolean => {
    const [was, is] = [shapeBefore.get(id), shapeAfter.get(id)]
    return !was || !is || !sameShape(was, is)
  }
  const boxed = (grids: readonly Grid[]) =>
    grids
      .filter(({ id }) => isRedrawn(id))
      .map(({ id, shape }) => ({ id, shape, box: boxOf(ringsOf(shape)) }))
  const receivers = boxed(after)
  return boxed(before).flatMap((giver) =>
    receivers.flatMap((receiver): ChangedArea[] => {
      if (giver.id === receiver.id || !boxesMeet(giver.box, receiver.box)) return []
      const shape = intersection(giver.shape, receiver.shape).filter((polygon) => !isSliver(polygon))
      if (shape.length === 0) return []
      return [{ from: giver.id, to: receiver.id, shape, areaM2: areaM2(shape) }]
    }),
  )
}

function movedBuildings(before: readonly Building[], after: readonly Building[]): MovedBuilding[] {
  const was = new Map(before.map((building) => [building.id, building.grid]))
  return after.flatMap(({ id, code, name, grid, households }): MovedBuilding[] => {
    const from = was.get(id)
    return from === undefined || from === grid
      ? []
      : [{ building: id, code, name, from, to: grid, households }]
  })
}

function figuresByGrid({ grids, buildings }: State): Map<Uuid, GridFigures> {
  const counted = new Map(grids.map(({ id }) => [id, { households: 0, buildings: 0 }]))
  for (const { grid, households } of buildings) {
    const counts = counted.get(grid)
    if (!counts) continue
    counts.households += households
    counts.buildings += 1
  }
  return new Map(
    grids.map(({ id, code, name, shape }) => [
      id,
      { code, name, households: 0, buildings: 0, ...counted.get(id), areaM2: areaM2(shape) },
    ]),
  )
}
