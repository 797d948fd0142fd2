import { Delaunay } from 'd3-delaunay'
import { nodedFaces } from '#core/geometry/geos.ts'
import type { Line, Point } from '#core/geometry/lattice.ts'
import { localMetres } from '#core/geometry/metres.ts'
import { densifiedOutlines } from '#core/geometry/outline.ts'
import { canonical, holdsPoint } from '#core/geometry/shape.ts'
import { startedPlan } from '#core/plan/change.ts'
import { type Building, DEFAULT_BAND, type Grid, type Plan } from '#core/plan/plan.ts'

const ORIGIN: Point = [1_135_000_000, 379_000_000]
const COMMUNITY = '140303005006'

/** Numbers 0–1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * A community that no ruler drew: irregular grids, slabs and courtyards at any angle, some close together, some
 * touching. Every building lies in one grid with all its corners.
 */
export function town(seed: number, gridCount: number, buildingCount: number): Plan {
  const random = randomFrom(seed)
  const metres = localMetres(ORIGIN)
  const sideM = Math.sqrt(buildingCount) * 38 + 60
  const toLattice = ([x, y]: Point): Point => metres.back([x, y]).map(Math.round) as unknown as Point

  // Grids: the Voronoi cells of random sites, bent at the middle of each edge.
  const sites = Array.from(
    { length: gridCount },
    () => [random() * sideM, random() * sideM] as [number, number],
  )
  const voronoi = Delaunay.from(sites).voronoi([0, 0, sideM, sideM])
  const bends = new Map<string, Point>()
  const bent = (a: Point, b: Point): Line => {
    const key = [a, b]
      .map(([x, y]) => `${x.toFixed(3)},${y.toFixed(3)}`)
      .sort()
      .join(' ')
    const onEdge = [0, 1].some((axis) => [0, sideM].some((limit) => a[axis] === limit && b[axis] === limit))
    const bend = (): Point => [(a[0] + b[0]) / 2 + random() * 8 - 4, (a[1] + b[1]) / 2 + random() * 8 - 4]
    const middle = bends.get(key) ?? (onEdge ? ([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as Point) : bend())
    bends.set(key, middle)
    return [a, middle, b].map(toLattice)
  }
  const lines = sites.flatMap((_, i) => {
    const ring = [...voronoi.cellPolygon(i)] as Point[]
    return ring.slice(1).map((b, j) => bent(ring[j] as Point, b))
  })
  const grids = densifiedOutlines(
    nodedFaces(lines).map(
      (polygon, i): Grid => ({
        id: `grid ${i}`,
        code: `${COMMUNITY}${String(i + 1).padStart(3, '0')}`,
        name: `第${i + 1}网格`,
        type: 'basic',
        community: COMMUNITY,
        locked: false,
        shape: [polygon],
      }),
    ),
  )

  const buildings: Building[] = []
  const taken: { x: number; y: number; reach: number }[] = []
  for (let tries = 0; buildings.length < buildingCount && tries < buildingCount * 30; tries++) {
    const [x, y] = [random() * sideM, random() * sideM]
    const [length, depth] = random() < 0.5 ? [20 + random() * 40, 11] : [8 + random() * 10, 8 + random() * 8]
    const reach = Math.hypot(length, depth) / 2
    if (taken.some((other) => Math.hypot(other.x - x, other.y - y) < other.reach + reach)) continue
    const footprint = slab([x, y], length, depth, random() * Math.PI).map(toLattice)
    const grid = grids.find(({ shape }) => footprint.every((corner) => holdsPoint(shape, corner)))
    if (!grid) continue
    taken.push({ x, y, reach })
    const id = `building ${buildings.length}`
    buildings.push({
      id,
      code: `${COMMUNITY}${String(buildings.length).padStart(5, '0')}`,
      name: id,
      community: COMMUNITY,
      grid: grid.id,
      households: 1 + Math.floor(random() * 90),
      places: Math.floor(random() * 3),
      footprint: canonical([[footprint]]),
      position: toLattice([x, y]),
    })
  }
  return startedPlan(
    {
      within: COMMUNITY,
      communities: new Map([
        [COMMUNITY, { code: COMMUNITY, name: '沙沟社区', usedSequences: grids.map((_, i) => i + 1) }],
      ]),
      grids: new Map(grids.map((grid) => [grid.id, grid])),
      buildings: new Map(buildings.map((building) => [building.id, building])),
      ...{ barriers: [], crew: new Map() },
    },
    DEFAULT_BAND,
  )
}

function slab([x, y]: Point, length: number, depth: number, angle: number): Point[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
    [-1, -1],
  ] as const
  return corners.map(([u, v]) => [
    x + (u * length * cos - v * depth * sin) / 2,
    y + (u * length * sin + v * depth * cos) / 2,
  ])
}
