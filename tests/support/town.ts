import { Delaunay } from 'd3-delaunay'
import { interiorPoint, nodedFaces } from '#core/geometry/geos.ts'
import type { Line, Point, Polygon } from '#core/geometry/lattice.ts'
import { localMetres } from '#core/geometry/metres.ts'
import { densifiedOutlines } from '#core/geometry/outline.ts'
import { canonical, holdsPoint } from '#core/geometry/shape.ts'
import { unionOfCoverage } from '#core/geometry/union.ts'
import { startedPlan } from '#core/plan/change.ts'
import { type Building, DEFAULT_BAND, type Grid, type Plan } from '#core/plan/plan.ts'

const ORIGIN: Point = [1_135_000_000, 379_000_000]
const COMMUNITY = '140303005006'
const NEIGHBOUR = '140303005007'
const metres = localMetres(ORIGIN)

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

/** What makes a town harder to redraw than a plain one. */
export interface Traits {
  /** Boundaries and outline wind from house to house. */
  readonly ragged?: boolean
  /** Ground that no grid has: a hole in the community. */
  readonly lake?: boolean
  /** An exclusive grid carved out of whatever lay there: often a hole in another grid. */
  readonly school?: boolean
  /** Houses around a yard that is not theirs, and slabs 120 m long. */
  readonly courtyards?: boolean
  /** Two communities of one street, side by side. */
  readonly parted?: boolean
}

/**
 * A community that no ruler drew: irregular grids, slabs and courtyards at any angle, some close together, some
 * touching. Every building lies in one grid with all its corners.
 */
export function town(seed: number, gridCount: number, buildingCount: number, traits: Traits = {}): Plan {
  const random = randomFrom(seed)
  const sideM = Math.sqrt(buildingCount) * 38 + 60
  const grids = gridsOfTown(random, gridCount, sideM, traits)
  const buildings = buildingsOfTown(random, grids, buildingCount, sideM, traits)
  const used = grids.map(({ code }) => Number(code.slice(12)))
  const communities = [...new Set(grids.map(({ community }) => community))].map((code) => ({
    ...{ code, name: '沙沟社区' },
    usedSequences: used,
  }))
  return startedPlan(
    {
      within: traits.parted ? COMMUNITY.slice(0, 9) : COMMUNITY,
      communities: new Map(communities.map((community) => [community.code, community])),
      grids: new Map(grids.map((grid) => [grid.id, grid])),
      buildings: new Map(buildings.map((building) => [building.id, building])),
      ...{ barriers: [], crew: new Map(), beats: new Map(), stations: new Map() },
    },
    DEFAULT_BAND,
  )
}

/** Grids: the Voronoi cells of random sites, their edges bent; the lake left out, the school's ground its own. */
function gridsOfTown(random: () => number, gridCount: number, sideM: number, traits: Traits): Grid[] {
  const sites = Array.from(
    { length: gridCount },
    () => [random() * sideM, random() * sideM] as [number, number],
  )
  const delaunay = Delaunay.from(sites)
  const voronoi = delaunay.voronoi([0, 0, sideM, sideM])
  const bent = bender(random, sideM, traits.ragged ? 6 : 1)
  const lines = sites.flatMap((_, i) => {
    const ring = [...voronoi.cellPolygon(i)] as Point[]
    return ring.slice(1).map((b, j) => bent(ring[j] as Point, b))
  })
  const pond = (): Point[] => {
    const [x, y, reach] = [random() * sideM, random() * sideM, sideM * (0.08 + random() * 0.1)]
    const corners = Array.from({ length: 4 + Math.floor(random() * 5) }, () => random() * 2 * Math.PI)
    const within = (value: number) => Math.min(sideM, Math.max(0, value))
    const ring = corners
      .sort((a, b) => a - b)
      .map((angle): Point => [within(x + reach * Math.cos(angle)), within(y + reach * Math.sin(angle))])
    return [...ring, ring[0] as Point].map(toLattice)
  }
  const [lake, school] = [traits.lake ? pond() : [], traits.school ? pond() : []]
  const ground = new Map<number, Polygon[]>()
  for (const polygon of nodedFaces([...lines, lake, school].filter(({ length }) => length > 1))) {
    const inside = interiorPoint(polygon)
    if (holdsPoint([[lake]], inside)) continue
    const site = holdsPoint([[school]], inside) ? gridCount : delaunay.find(...metres.of(inside))
    ground.set(site, [...(ground.get(site) ?? []), polygon])
  }
  const easternmost = traits.parted ? sideM / 2 : Infinity
  const grids = [...ground].map(([site, polygons]): Grid => {
    const isSchool = site === gridCount
    const [x, y] = isSchool ? metres.of(interiorPoint(polygons[0] as Polygon)) : (sites[site] as Point)
    const community = (sites[delaunay.find(x, y)] as Point)[0] > easternmost ? NEIGHBOUR : COMMUNITY
    return {
      id: isSchool ? 'school' : `grid ${site}`,
      code: `${community}${String(isSchool ? 801 : site + 1).padStart(3, '0')}`,
      name: isSchool ? '学校' : `第${site + 1}网格`,
      type: isSchool ? 'exclusive' : 'basic',
      ...{ community, locked: false, shape: unionOfCoverage(polygons.map((polygon) => [polygon])) },
    }
  })
  return densifiedOutlines(grids)
}

/** An edge between two places in metres, with bends that are the same from either side. */
function bender(random: () => number, sideM: number, bends: number): (a: Point, b: Point) => Line {
  const known = new Map<string, readonly Point[]>()
  return (a, b) => {
    const [from, to] = a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]) ? [a, b] : [b, a]
    const key = [from, to].map(([x, y]) => `${x.toFixed(3)},${y.toFixed(3)}`).join(' ')
    const isOutline = [0, 1].some((axis) =>
      [0, sideM].some((limit) => a[axis] === limit && b[axis] === limit),
    )
    // A plain town has straight edges; a ragged outline winds less than the boundaries inside it.
    const reachM = isOutline ? (bends > 1 ? 3 : 0) : Math.min(8, Math.hypot(b[0] - a[0], b[1] - a[1]) / bends)
    const bend = (share: number): Point => [
      from[0] + share * (to[0] - from[0]) + (random() - 0.5) * reachM,
      from[1] + share * (to[1] - from[1]) + (random() - 0.5) * reachM,
    ]
    const between = known.get(key) ?? Array.from({ length: bends }, (_, i) => bend((i + 1) / (bends + 1)))
    known.set(key, between)
    return [from, ...between, to].map(toLattice)
  }
}

function buildingsOfTown(
  random: () => number,
  grids: readonly Grid[],
  count: number,
  sideM: number,
  { courtyards }: Traits,
): Building[] {
  const buildings: Building[] = []
  const taken: { x: number; y: number; reach: number }[] = []
  for (let tries = 0; buildings.length < count && tries < count * 30; tries++) {
    const [x, y] = [random() * sideM, random() * sideM]
    const most = courtyards ? 100 : 40
    const [length, depth] =
      random() < 0.5 ? [20 + random() * most, 11] : [8 + random() * 10, 8 + random() * 8]
    const reach = Math.hypot(length, depth) / 2
    if (taken.some((other) => Math.hypot(other.x - x, other.y - y) < other.reach + reach)) continue
    const angle = random() * Math.PI
    const footprint = slab([x, y], length, depth, angle).map(toLattice)
    const hasYard = courtyards && length < 20
    const yard = hasYard ? [slab([x, y], length / 2, depth / 2, angle).map(toLattice)] : []
    const shape = canonical([[footprint, ...yard]])
    const position = hasYard ? rounded(interiorPoint(shape[0] as Polygon)) : toLattice([x, y])
    const grid = grids.find((one) => [position, ...footprint].every((point) => holdsPoint(one.shape, point)))
    if (!grid) continue
    taken.push({ x, y, reach })
    const id = `building ${buildings.length}`
    buildings.push({
      id,
      code: `${grid.community}${String(buildings.length).padStart(5, '0')}`,
      name: id,
      community: grid.community,
      grid: grid.id,
      households: 1 + Math.floor(random() * 90),
      places: Math.floor(random() * 3),
      footprint: shape,
      position,
    })
  }
  return buildings
}

const rounded = ([x, y]: Point): Point => [Math.round(x), Math.round(y)]
const toLattice = (place: Point): Point => rounded(metres.back(place))

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
