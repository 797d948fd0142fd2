import { Delaunay } from 'd3-delaunay'
import { dissolved } from '#core/geometry/coverage.ts'
import { interiorPoint, nodedFaces } from '#core/geometry/geos.ts'
import { type Line, type Point, type Polygon, type Shape, toLattice } from '#core/geometry/lattice.ts'
import { boxOf, canonical, ringsOf } from '#core/geometry/shape.ts'
import { unionOfCoverage } from '#core/geometry/union.ts'
import { gridsOf, startedPlan } from '#core/plan/change.ts'
import type { Beat, Plan, Station } from '#core/plan/plan.ts'
import { CELL, place } from './drawing.ts'
import { randomFrom } from './town.ts'

const STATION: Station = {
  ...{ id: 'station', code: '140303510000', name: '沙坪派出所', street: '140303005' },
  usedNumbers: [],
}

/**
 * The same ground with beats, in a joint plan: one letter a cell, one letter a beat, '.' no beat. The drawing begins
 * `west` columns and `north` rows before that of the grids.
 */
export function patrolledBy(
  plan: Plan,
  drawing: string,
  { west = 0, north = 0 }: { readonly west?: number; readonly north?: number } = {},
): Plan {
  const cells = new Map<string, Shape[]>()
  const rows = drawing
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  rows.forEach((letters, row) => {
    letters.forEach((letter, column) => {
      if (letter === '.') return
      const [x, y] = toLattice(place(column - west, row - north + 1))
      const corners: Point[] = [
        [x, y],
        [x + CELL, y],
        [x + CELL, y + CELL],
        [x, y + CELL],
        [x, y],
      ]
      cells.set(letter, [...(cells.get(letter) ?? []), [[corners]]])
    })
  })
  return withBeats(
    plan,
    [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, parts]) => [id, unionOfCoverage(parts)]),
  )
}

/**
 * The same ground with beats that no drawing made, in a joint plan: of whole grids, or drawn by somebody who never saw
 * them, over the edge of the ground and beyond; some ground has none.
 */
export function patrolledAnyhow(plan: Plan, seed: number): Plan {
  const random = randomFrom(seed)
  return withBeats(plan, random() < 0.4 ? ofWholeGrids(plan, random) : ofTheirOwn(plan, random))
}

function ofWholeGrids(plan: Plan, random: () => number): [string, Shape][] {
  const groups = new Map<string, Shape[]>()
  for (const { shape } of gridsOf(plan)) {
    const group = Math.floor(random() * 4)
    if (group > 0) groups.set(`beat ${group}`, [...(groups.get(`beat ${group}`) ?? []), shape])
  }
  return [...groups].map(([id, shapes]) => [id, unionOfCoverage(shapes)])
}

function ofTheirOwn(plan: Plan, random: () => number): [string, Shape][] {
  const [west, south, east, north] = boxOf(gridsOf(plan).flatMap(({ shape }) => ringsOf(shape)))
  const [width, height] = [east - west, north - south]
  const somewhere = (): [number, number] => [
    west - width * 0.3 + random() * width * 1.6,
    south - height * 0.3 + random() * height * 1.6,
  ]
  const sites = Array.from({ length: 3 + Math.floor(random() * 5) }, somewhere)
  const delaunay = Delaunay.from(sites)
  const voronoi = delaunay.voronoi([
    west - width * 0.3,
    south - height * 0.3,
    east + width * 0.3,
    north + height * 0.3,
  ])
  const lines = sites.flatMap((_, i): Line[] => {
    const ring = [...(voronoi.cellPolygon(i) ?? [])].map(([x, y]): Point => [Math.round(x), Math.round(y)])
    return ring.slice(1).map((b, j) => [ring[j] as Point, b])
  })
  const faces = nodedFaces(lines).map((polygon: Polygon) => ({
    polygon,
    owner: `beat ${delaunay.find(...interiorPoint(polygon))}`,
  }))
  return [...dissolved(faces, ({ owner }) => owner)].filter(() => random() < 0.8)
}

function withBeats({ base, band }: Plan, shapes: readonly (readonly [string, Shape])[]): Plan {
  const beats = shapes.map(([id, shape], i): Beat => {
    const code = `${STATION.code}${String(i + 1).padStart(2, '0')}`
    return {
      id,
      code,
      name: id,
      station: STATION.id,
      street: STATION.street,
      officers: 1,
      shape: canonical(shape),
    }
  })
  const station = { ...STATION, usedNumbers: beats.map((_, i) => i + 1) }
  return startedPlan(
    {
      ...base,
      beats: new Map(beats.map((beat) => [beat.id, beat])),
      stations: new Map([[station.id, station]]),
    },
    band,
    'joint',
  )
}
