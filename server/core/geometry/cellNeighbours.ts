import { Delaunay } from 'd3-delaunay'
import { beyond, circumcentre, sample } from './cells.ts'
import type { Point, Shape } from './lattice.ts'
import { type LocalMetres, localMetres } from './metres.ts'
import { type Box, boxesMeet, boxOf, edgesOf, holdsPoint, ringsOf } from './shape.ts'

/** Borders are measured in steps of about this length. */
const STEP_M = 1

export interface Homes {
  /** The ground on which the buildings stand. */
  readonly shape: Shape
  readonly buildings: readonly { readonly index: number; readonly footprint: Shape }[]
}
export interface CellBorder {
  /** Indices of two buildings, the smaller one first. */
  readonly a: number
  readonly b: number
  readonly borderM: number
  /** Some of it lies on an edge that is held. */
  readonly isHeld: boolean
}

/**
 * Which buildings' cells share a border, and how much: within a grid along the Voronoi edges between footprints,
 * between grids along their common boundary, each metre of which belongs to the nearest building on either side.
 * Lengths are right to about a metre; `grids` are a coverage.
 */
export function cellBorders(
  grids: readonly Homes[],
  isHeld: (a: Point, b: Point) => boolean = () => false,
): CellBorder[] {
  const origin = grids[0]?.shape[0]?.[0]?.[0]
  if (!origin) return []
  const metres = localMetres(origin)
  const borders = new Map<string, { a: number; b: number; borderM: number; isHeld: boolean }>()
  const note = (one: number, other: number, lengthM: number, isOnHeld = false) => {
    const [a, b] = one < other ? [one, other] : [other, one]
    const known = borders.get(`${a} ${b}`)
    if (known) {
      known.borderM += lengthM
      known.isHeld ||= isOnHeld
    } else borders.set(`${a} ${b}`, { a, b, borderM: lengthM, isHeld: isOnHeld })
  }
  const sampled = grids.map((grid) => (grid.buildings.length > 0 ? samplesOf(grid, metres) : null))
  grids.forEach(({ shape }, i) => {
    const samples = sampled[i]
    if (samples) withinGrid(shape, samples, metres, note)
  })
  betweenGrids(grids, sampled, metres, isHeld, note)
  return [...borders.values()]
}

interface Samples {
  readonly delaunay: Delaunay<Delaunay.Point>
  /** The building of each sample. */
  readonly building: Int32Array
}
type Note = (one: number, other: number, lengthM: number, isOnHeld?: boolean) => void

function samplesOf({ buildings }: Homes, metres: LocalMetres): Samples {
  const points: number[] = []
  const building: number[] = []
  for (const { index, footprint } of buildings) {
    sample(footprint, metres, points)
    while (building.length < points.length / 2) building.push(index)
  }
  return { delaunay: new Delaunay(Float64Array.from(points)), building: Int32Array.from(building) }
}

/** The Voronoi edges between samples of two buildings, as far as they run through the grid. */
function withinGrid(shape: Shape, { delaunay, building }: Samples, metres: LocalMetres, note: Note): void {
  const { triangles, halfedges, points } = delaunay
  const ground: Shape = shape.map((polygon) => polygon.map((ring) => ring.map(metres.of)))
  const box = boxOf(ringsOf(ground))
  for (let e = 0; e < triangles.length; e++) {
    const across = halfedges[e]!
    if (across !== -1 && across < e) continue
    const a = building[triangles[e]!]!
    const b = building[triangles[e % 3 === 2 ? e - 2 : e + 1]!]!
    if (a === b) continue
    const from = circumcentre(points, triangles, Math.floor(e / 3))
    const to =
      across === -1 ? beyond(delaunay, e, from) : circumcentre(points, triangles, Math.floor(across / 3))
    const inside = insideM(ground, box, from, to)
    if (inside > 0) note(a, b, inside)
  }
}

/** How much of a segment lies in the shape; all in metres. */
function insideM(ground: Shape, box: Box, from: Point, to: Point): number {
  if (!boxesMeet(boxOf([[from, to]]), box)) return 0
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  // Only the part within the box is walked: a Voronoi edge may run far out.
  let [begin, end] = [0, 1]
  const cut = (start: number, step: number, least: number, most: number) => {
    if (step === 0) return
    const [p, q] = [(least - start) / step, (most - start) / step]
    begin = Math.max(begin, Math.min(p, q))
    end = Math.min(end, Math.max(p, q))
  }
  cut(from[0], dx, box[0], box[2])
  cut(from[1], dy, box[1], box[3])
  const length = (end - begin) * Math.hypot(dx, dy)
  if (!(length > 0)) return 0
  const steps = Math.max(1, Math.ceil(length / STEP_M))
  let inside = 0
  for (let step = 0; step < steps; step++) {
    const share = begin + ((end - begin) * (step + 0.5)) / steps
    if (holdsPoint(ground, [from[0] + share * dx, from[1] + share * dy])) inside += 1
  }
  return (length * inside) / steps
}

/** Along the common boundary of two grids: the nearest building on the one side and on the other. */
function betweenGrids(
  grids: readonly Homes[],
  sampled: readonly (Samples | null)[],
  metres: LocalMetres,
  isHeld: (a: Point, b: Point) => boolean,
  note: Note,
): void {
  const gridsByEdge = new Map<string, number[]>()
  grids.forEach(({ shape }, i) => {
    for (const key of edgesOf([shape]).keys()) {
      const known = gridsByEdge.get(key)
      if (known) known.push(i)
      else gridsByEdge.set(key, [i])
    }
  })
  for (const [key, { a, b }] of edgesOf(grids.map(({ shape }) => shape))) {
    const [left, right] = (gridsByEdge.get(key) ?? []).map((i) => sampled[i])
    if (!left || !right) continue
    const [[ax, ay], [bx, by]] = [metres.of(a), metres.of(b)]
    const length = Math.hypot(bx - ax, by - ay)
    const steps = Math.max(1, Math.ceil(length / STEP_M))
    const isOnHeld = isHeld(a, b)
    for (let step = 0; step < steps; step++) {
      const share = (step + 0.5) / steps
      const [x, y] = [ax + share * (bx - ax), ay + share * (by - ay)]
      note(nearest(left, x, y), nearest(right, x, y), length / steps, isOnHeld)
    }
  }
}

const nearest = ({ delaunay, building }: Samples, x: number, y: number): number =>
  building[delaunay.find(x, y)]!
