/**
 * Lines and regions as people and accidents draw them on a plan: sensible, sloppy, and such as geometry code fears
 * (along boundaries, through junctions and vertices, on the outline, nearly touching themselves).
 */
import type { Line, Point, Ring } from '#core/geometry/lattice.ts'
import { toDegrees } from '#core/geometry/lattice.ts'
import { boxOf, edgesOf, outlineEdges, ringsOf } from '#core/geometry/shape.ts'
import { buildingsOf, gridsOf } from '#core/plan/change.ts'
import type { DrawnLine, DrawnPolygon } from '#core/plan/commands.ts'
import type { Plan } from '#core/plan/plan.ts'

/** Choices that are the same for the same seed. */
export interface Dice {
  /** 0–1. */
  readonly share: () => number
  /** A whole number from 0 to below `limit`. */
  readonly below: (limit: number) => number
  /** @throws if there is nothing to choose from */
  readonly any: <T>(items: readonly T[]) => T
}

export function diceFrom(share: () => number): Dice {
  const below = (limit: number) => Math.floor(share() * limit)
  return {
    share,
    below,
    any: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('expected something to choose from, found nothing')
      return item
    },
  }
}

export const drawnLine = (plan: Plan, dice: Dice): DrawnLine => lineThrough(dice.any(lines)(plan, dice))
export const drawnRegion = (plan: Plan, dice: Dice): DrawnPolygon => ({
  type: 'Polygon',
  coordinates: dice
    .any(regions)(plan, dice)
    .map((ring) => closed(ring).map(rounded).map(toDegrees)),
})
export const lineThrough = (points: Line): DrawnLine => ({
  type: 'LineString',
  coordinates: points.map(rounded).map(toDegrees),
})

/** Where two grids meet, as the ring of one of them has it. */
export function boundaryVertex(plan: Plan, dice: Dice): Point {
  const edges = [...edgesOf(gridsOf(plan).map(({ shape }) => shape)).values()]
  const inner = edges.filter(({ sides }) => sides === 2)
  const { a, b } = dice.any(inner.length > 0 ? inner : edges)
  return dice.share() < 0.5 ? a : b
}
/** Vertices that follow each other on the ring of a grid. */
export function stretch(plan: Plan, dice: Dice, most = 12): Point[] {
  const ring = ringOf(plan, dice).slice(0, -1)
  const start = dice.below(ring.length)
  const length = Math.min(ring.length, 2 + dice.below(most))
  return Array.from({ length }, (_, i) => ring[(start + i) % ring.length] as Point)
}
export const near = (dice: Dice, [x, y]: Point, reach: number): Point => [
  Math.round(x + (dice.share() - 0.5) * reach),
  Math.round(y + (dice.share() - 0.5) * reach),
]

const lines: readonly ((plan: Plan, dice: Dice) => Line)[] = [
  /** A few clicks somewhere on a boundary. */
  (plan, dice) => {
    const at = boundaryVertex(plan, dice)
    return Array.from({ length: 2 + dice.below(4) }, () => near(dice, at, 9000))
  },
  /** Across a grid and past its edges, as a split is drawn. */
  (plan, dice) => across(plan, dice, middleOf(ringOf(plan, dice))),
  /** Exactly through a building's position. */
  (plan, dice) => across(plan, dice, dice.any(buildingsOf(plan)).position),
  /** Exactly through a vertex, often a junction. */
  (plan, dice) => across(plan, dice, boundaryVertex(plan, dice)),
  /** From vertex to vertex of one grid. */
  (plan, dice) => {
    const ring = ringOf(plan, dice)
    return Array.from({ length: 2 + dice.below(3) }, () => dice.any(ring))
  },
  /** Along a boundary, on it or beside it by a hair, and then away from it. */
  (plan, dice) => {
    const beside = dice.any([0, 1, 2, 5, 60])
    const along = stretch(plan, dice).map((point) => near(dice, point, beside))
    return [...along, near(dice, along.at(-1) as Point, 8000)]
  },
  /** Beside a boundary, as if the road lay there. */
  (plan, dice) => {
    const [dx, dy] = [(dice.share() - 0.5) * 2000, (dice.share() - 0.5) * 2000]
    return stretch(plan, dice, 30).map(([x, y]): Point => [x + dx, y + dy])
  },
  /** From the outline, through the community, to the outline: at vertices or between them. */
  (plan, dice) => {
    const outline = outlineEdges(gridsOf(plan).map(({ shape }) => shape))
    const stop = (): Point => {
      const [a, b] = dice.any(outline)
      return dice.share() < 0.5 ? a : [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
    }
    const [from, to] = [stop(), stop()]
    return dice.share() < 0.5 ? [from, to] : [from, near(dice, middleOf([from, to]), 5000), to]
  },
  /** A hairpin whose two legs lie lattice units apart. */
  (plan, dice) => {
    const from = boundaryVertex(plan, dice)
    const turn = near(dice, from, 9000)
    const gap = 1 + dice.below(3)
    return [from, turn, [turn[0] + gap, turn[1] + gap], [from[0] + gap, from[1] + gap]]
  },
]

const regions: readonly ((plan: Plan, dice: Dice) => readonly Line[])[] = [
  /** Around a building. */
  (plan, dice) => [star(dice, dice.any(buildingsOf(plan)).position, 1500, 9000)],
  /** Over a boundary. */
  (plan, dice) => [star(dice, boundaryVertex(plan, dice), 500, 6000)],
  /** With a hole. */
  (plan, dice) => {
    const at = boundaryVertex(plan, dice)
    return [star(dice, at, 4000, 9000), star(dice, at, 200, 1500)]
  },
  /** One side runs along a boundary, on it or beside it by a hair. */
  (plan, dice) => {
    const beside = dice.any([0, 1, 2, 40])
    const along = stretch(plan, dice, 20).map((point) => near(dice, point, beside))
    return [[...along, near(dice, middleOf(along), 7000)]]
  },
  /** A building's own outline. */
  (plan, dice) => [dice.any(ringsOf(dice.any(buildingsOf(plan)).footprint)).slice(0, -1)],
  /** A grid's own outline, or that of a hole in it. */
  (plan, dice) => [ringOf(plan, dice).slice(0, -1)],
  /** Vertices of one grid, in their order: chords from boundary to boundary. */
  (plan, dice) => {
    const ring = ringOf(plan, dice).slice(0, -1)
    const chosen = ring.filter(() => dice.share() < 0.4)
    return [chosen.length > 2 ? chosen : ring]
  },
  /** A few centimetres wide. */
  (plan, dice) => [star(dice, boundaryVertex(plan, dice), 2, 12)],
  /** Corners in any order: most such cross themselves. */
  (plan, dice) => {
    const at = boundaryVertex(plan, dice)
    return [Array.from({ length: 3 + dice.below(3) }, () => near(dice, at, 6000))]
  },
]

const ringOf = (plan: Plan, dice: Dice): Ring =>
  dice.any(ringsOf(dice.any(gridsOf(plan)).shape).filter(({ length }) => length > 3))

function across(plan: Plan, dice: Dice, [x, y]: Point): Line {
  const [west, south, east, north] = boxOf(gridsOf(plan).flatMap(({ shape }) => ringsOf(shape)))
  const reach = Math.hypot(east - west, north - south) * dice.any([0.1, 0.3, 1.1])
  const angle = dice.share() * Math.PI
  const [dx, dy] = [Math.round(reach * Math.cos(angle)), Math.round(reach * Math.sin(angle))]
  return [
    [x - dx, y - dy],
    [x + dx, y + dy],
  ]
}

/** Corners around a place, in order: crosses itself nowhere. */
function star(dice: Dice, [x, y]: Point, least: number, most: number): Line {
  const corners = 3 + dice.below(6)
  return Array.from({ length: corners }, (_, i): Point => {
    const angle = (2 * Math.PI * i) / corners
    const reach = least + dice.share() * (most - least)
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)]
  })
}

const middleOf = (points: Line): Point => [
  points.reduce((sum, [x]) => sum + x, 0) / points.length,
  points.reduce((sum, [, y]) => sum + y, 0) / points.length,
]
const rounded = ([x, y]: Point): Point => [Math.round(x), Math.round(y)]
const closed = (ring: Line): Line => [...ring, ring[0] as Point]
