import Flatbush from 'flatbush'
import { intersection } from '../geometry/geos.ts'
import type { Line, Point, Shape } from '../geometry/lattice.ts'
import { areaM2, localMetres, perimeterM } from '../geometry/metres.ts'
import { boxesMeet, boxOf, distanceToSegment, edgesOf, holdsPoint, ringsOf } from '../geometry/shape.ts'
import { grouped } from '../grouped.ts'
import { crossings } from './barriers.ts'
import type { State } from './compare.ts'
import type { Barrier, Grid } from './plan.ts'

/** A boundary this near to the centre line of a road runs along it. */
const ALONG_ROAD_M = 10
/** Boundaries are looked at in steps of this length. */
const STEP_M = 5
/** A smaller share of a grid in another beat is digitising noise, unless a building stands on it. */
const BEAT_SLIVER = 0.01

/** How well grids are drawn, as numbers to lay two variants side by side. */
export interface Quality {
  readonly grids: number
  /** Of the basic grids; exclusive ones are not measured. `deviation` is the population's standard deviation. */
  readonly households: {
    readonly min: number
    readonly max: number
    readonly spread: number
    readonly deviation: number
  }
  /** 0–1, 1 for circles: the mean of the grids. */
  readonly compactness: number
  /** Boundaries between grids of one community, each counted once; the communities' own outlines are given. */
  readonly boundaryM: number
  /** 0–1 of `boundaryM`. */
  readonly shareAlongRoads: number
  /** Grids that lie in more than one beat. */
  readonly beatsCut: number
  /** Grids with houses on both sides of a river, a railway or a main road. */
  readonly acrossBarriers: number
}

/** `roads` are centre lines, `beats` the shapes of police beats; they and `barriers` may reach beyond the grids. */
export function quality(
  state: State,
  roads: readonly Line[],
  beats: readonly Shape[],
  barriers: readonly Barrier[] = [],
): Quality {
  return {
    grids: state.grids.length,
    households: householdSpread(state),
    compactness: mean(state.grids.map(({ shape }) => compactness(shape))),
    ...innerBoundary(state.grids, roads),
    beatsCut: beatsCut(state, beats),
    acrossBarriers: acrossBarriers(state, barriers),
  }
}

function householdSpread({ grids, buildings }: State): Quality['households'] {
  const sums = new Map(grids.filter(({ type }) => type === 'basic').map(({ id }) => [id, 0]))
  for (const { grid, households } of buildings) {
    const sum = sums.get(grid)
    if (sum !== undefined) sums.set(grid, sum + households)
  }
  const households = [...sums.values()]
  if (households.length === 0) return { min: 0, max: 0, spread: 0, deviation: 0 }
  const [min, max, middle] = [Math.min(...households), Math.max(...households), mean(households)]
  const deviation = Math.sqrt(mean(households.map((count) => (count - middle) ** 2)))
  return { min, max, spread: max - min, deviation }
}

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length

/**
 * 4π × area / perimeter²: 1 for a circle, 0.785 for a square, towards 0 the more ragged (Polsby & Popper 1991,
 * "The Third Criterion", Yale Law & Policy Review 9).
 */
function compactness(shape: Shape): number {
  const perimeter = perimeterM(shape)
  return perimeter === 0 ? 0 : (4 * Math.PI * areaM2(shape)) / perimeter ** 2
}

/** How long the boundaries within communities are, and how much of them runs along a road. */
function innerBoundary(
  grids: readonly Grid[],
  roads: readonly Line[],
): Pick<Quality, 'boundaryM' | 'shareAlongRoads'> {
  const inner = [...grouped(grids, ({ community }) => community).values()].flatMap((members) =>
    [...edgesOf(members.map(({ shape }) => shape)).values()].filter(({ sides }) => sides === 2),
  )
  const origin = inner[0]?.a
  if (!origin) return { boundaryM: 0, shareAlongRoads: 0 }
  const metres = localMetres(origin)
  const isNearRoad = nearnessTo(roads.map((line) => line.map(metres.of)))
  let [boundaryM, alongM] = [0, 0]
  for (const edge of inner) {
    const [[ax, ay], [bx, by]] = [metres.of(edge.a), metres.of(edge.b)]
    const length = Math.hypot(bx - ax, by - ay)
    const steps = Math.max(1, Math.ceil(length / STEP_M))
    boundaryM += length
    for (let step = 0; step < steps; step++) {
      const share = (step + 0.5) / steps
      if (isNearRoad([ax + share * (bx - ax), ay + share * (by - ay)])) alongM += length / steps
    }
  }
  // The sum of many steps may exceed the length by its last digit.
  return { boundaryM, shareAlongRoads: boundaryM === 0 ? 0 : Math.min(1, alongM / boundaryM) }
}

/** Whether a point is near to any of the lines; all in metres. */
function nearnessTo(lines: readonly Line[]): (point: Point) => boolean {
  const segments = lines.flatMap((line) =>
    line.slice(1).map((b, i): readonly [Point, Point] => [line[i] as Point, b]),
  )
  if (segments.length === 0) return () => false
  const index = new Flatbush(segments.length)
  for (const [[ax, ay], [bx, by]] of segments)
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
  index.finish()
  return (point) => {
    const [x, y] = point
    const near = index.search(x - ALONG_ROAD_M, y - ALONG_ROAD_M, x + ALONG_ROAD_M, y + ALONG_ROAD_M)
    return near.some((i) => distanceToSegment(point, ...(segments[i] as [Point, Point])) <= ALONG_ROAD_M)
  }
}

/** How many grids lie in more than one beat: with more than 1 % of their area, or with a building. */
function beatsCut({ grids, buildings }: State, beats: readonly Shape[]): number {
  const boxed = beats.map((shape) => ({ shape, box: boxOf(ringsOf(shape)) }))
  const residents = grouped(buildings, ({ grid }) => grid)
  return grids.filter(({ id, shape }) => {
    const box = boxOf(ringsOf(shape))
    const noiseM2 = BEAT_SLIVER * areaM2(shape)
    const holding = boxed.filter(
      (beat) =>
        boxesMeet(beat.box, box) &&
        (residents.get(id)?.some(({ position }) => holdsPoint(beat.shape, position)) ||
          areaM2(intersection(shape, beat.shape)) > noiseM2),
    )
    return holding.length > 1
  }).length
}

function acrossBarriers({ grids, buildings }: State, barriers: readonly Barrier[]): number {
  const residents = grouped(buildings, ({ grid }) => grid)
  return grids.filter((grid) => crossings(grid, residents.get(grid.id) ?? [], barriers).length > 0).length
}
