import Flatbush from 'flatbush'
import { expect, test } from 'vitest'
import { coverageFaults } from '#core/geometry/faults.ts'
import { intersection, invalidity } from '#core/geometry/geos.ts'
import type { Point, Shape } from '#core/geometry/lattice.ts'
import { areaM2, localMetres } from '#core/geometry/metres.ts'
import { boxOf, canonical, edgesOf, holdsPoint, ringsOf, sameShape } from '#core/geometry/shape.ts'
import { grouped } from '#core/grouped.ts'
import { world } from '../../data/generate.ts'

const demo = world('kuangqu', 1)
const local = localMetres([1_135_300_000, 378_850_000])
const metres = (a: Point, b: Point) =>
  Math.hypot((b[0] - a[0]) * local.xPerUnit, (b[1] - a[1]) * local.yPerUnit)
const areasOf = (level: string) => demo.areas.filter((area) => area.level === level)
/** Edges of the outline of the union of shapes that share their edges. */
const outlineOf = (shapes: readonly Shape[]) =>
  new Set([...edgesOf(shapes)].filter(([, { sides }]) => sides === 1).map(([key]) => key))

test('the grids of the district are one coverage: valid, in one piece each, without holes', () => {
  expect(
    coverageFaults(
      demo.grids.map(({ shape }) => shape),
      1_000,
    ),
  ).toEqual([])
  for (const { code, shape } of demo.grids) {
    expect(invalidity(shape), code).toBeNull()
    expect(shape.length, code).toBe(1)
    expect(shape[0]!.length, code).toBe(1)
  }
  const [district] = areasOf('district')
  expect(district!.shape.flat().length).toBe(1)
  const area = demo.grids.reduce((sum, { shape }) => sum + areaM2(shape), 0)
  expect(Math.abs(area - areaM2(district!.shape))).toBeLessThan(1)
})

test('communities, streets and the district are unions of what is below them, edge for edge', () => {
  const grids = grouped(demo.grids, ({ community }) => community)
  for (const { code, shape } of areasOf('community')) {
    expect(coverageFaults(grids.get(code)!.map((grid) => grid.shape))).toEqual([])
    expect(outlineOf([shape]), code).toEqual(outlineOf(grids.get(code)!.map((grid) => grid.shape)))
    expect(shape.length).toBe(1)
    expect(shape[0]!.length).toBe(1)
  }
  for (const { code, shape } of [...areasOf('street'), ...areasOf('district')]) {
    const below = demo.areas.filter(({ parent }) => parent === code)
    expect(outlineOf([shape]), code).toEqual(outlineOf(below.map((area) => area.shape)))
    expect(shape.length, code).toBe(1)
  }
  expect(
    coverageFaults(
      areasOf('community').map(({ shape }) => shape),
      1_000,
    ),
  ).toEqual([])
})

test('no segment of a community outline is longer than 5 m', () => {
  let longest = 0
  for (const { shape } of areasOf('community'))
    for (const { a, b } of edgesOf([shape]).values()) longest = Math.max(longest, metres(a, b))
  expect(longest).toBeLessThanOrEqual(5.01)
  expect(longest).toBeGreaterThan(3)
})

test('every building lies in its grid, at least 1 m from the edge, and its position in its footprint', () => {
  const grids = new Map(demo.grids.map((grid) => [grid.id, grid]))
  const edges = new Map(demo.grids.map(({ id, shape }) => [id, [...edgesOf([shape]).values()]]))
  for (const building of demo.buildings) {
    const grid = grids.get(building.grid)!
    expect(grid.community).toBe(building.community)
    expect(holdsPoint(building.footprint, building.position), building.name).toBe(true)
    expect(invalidity(building.footprint), building.name).toBeNull()
    const corners = ringsOf(building.footprint).flat()
    expect(
      corners.every((corner) => holdsPoint(grid.shape, corner)),
      building.name,
    ).toBe(true)
    const box = boxOf(ringsOf(building.footprint))
    const near = edges.get(grid.id)!.filter(({ a, b }) => {
      const [west, south, east, north] = boxOf([[a, b]])
      return west < box[2] + 500 && box[0] < east + 500 && south < box[3] + 500 && box[1] < north + 500
    })
    const clear = near.every(({ a, b }) =>
      [...edgesOf([building.footprint]).values()].every((wall) => distanceM(a, b, wall.a, wall.b) >= 1),
    )
    expect(clear, building.name).toBe(true)
  }
})

/** Least distance between two segments in metres (0 where they cross). */
function distanceM(a: Point, b: Point, c: Point, d: Point): number {
  const side = (p: Point, q: Point, r: Point) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))
  if (side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)) return 0
  const toSegment = (p: Point, q: Point, r: Point) => {
    const [x, y] = [(r[0] - q[0]) * local.xPerUnit, (r[1] - q[1]) * local.yPerUnit]
    const [px, py] = [(p[0] - q[0]) * local.xPerUnit, (p[1] - q[1]) * local.yPerUnit]
    const t = Math.min(1, Math.max(0, (px * x + py * y) / (x * x + y * y)))
    return Math.hypot(px - t * x, py - t * y)
  }
  return Math.min(toSegment(a, c, d), toSegment(b, c, d), toSegment(c, a, b), toSegment(d, a, b))
}

test('no two buildings overlap', () => {
  const index = new Flatbush(demo.buildings.length)
  const boxes = demo.buildings.map(({ footprint }) => boxOf(ringsOf(footprint)))
  for (const box of boxes) index.add(...box)
  index.finish()
  const overlapping: string[] = []
  demo.buildings.forEach((building, i) => {
    for (const k of index.search(...boxes[i]!)) {
      const other = demo.buildings[k]!
      if (k > i && intersection(building.footprint, other.footprint).length > 0)
        overlapping.push(`${building.name} ${other.name}`)
    }
  })
  expect(overlapping).toEqual([])
})

test('places stand in their building, stations and cameras in their area, and green is valid', () => {
  const buildings = new Map(demo.buildings.map((building) => [building.id, building]))
  for (const { building, community, position, name } of demo.places) {
    expect(holdsPoint(buildings.get(building)!.footprint, position), name).toBe(true)
    expect(buildings.get(building)!.community).toBe(community)
  }
  for (const { position, street, name } of demo.stations) {
    const area = demo.areas.find(({ code }) => code === street)!
    expect(holdsPoint(area.shape, position), name).toBe(true)
  }
  for (const { position, area, name } of demo.cameras) {
    const community = demo.areas.find(({ code }) => code === area)!
    expect(community.level, name).toBe('community')
    expect(holdsPoint(community.shape, position), name).toBe(true)
  }
  for (const { shape, name } of [...demo.green, ...demo.water]) expect(invalidity(shape), name).toBeNull()
})

test('all coordinates are on the lattice and shapes in canonical form', () => {
  const shapes = [demo.areas, demo.grids, demo.beats, demo.green, demo.water].flat().map(({ shape }) => shape)
  const points = [...shapes, ...demo.buildings.map(({ footprint }) => footprint)].flat(3)
  expect(points.every(([x, y]) => Number.isInteger(x) && Number.isInteger(y))).toBe(true)
  expect(shapes.every((shape) => sameShape(shape, canonical(shape)))).toBe(true)
})
