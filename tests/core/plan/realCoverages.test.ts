import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { interiorPoint } from '#core/geometry/geos.ts'
import { type Point, type Polygon, type Position, toDegrees } from '#core/geometry/lattice.ts'
import { areaM2 } from '#core/geometry/metres.ts'
import { boxOf, edgeKey, edgesOf, ringsOf } from '#core/geometry/shape.ts'
import { buildingsOf, gridsOf, startedPlan } from '#core/plan/change.ts'
import type { Command } from '#core/plan/commands.ts'
import { type Building, DEFAULT_BAND, type Grid, type Plan } from '#core/plan/plan.ts'
import { buildingRows } from '../../../server/import/buildings.ts'
import { featuresOf } from '../../../server/import/geojson.ts'
import { gridRows } from '../../../server/import/grids.ts'
import type { Known } from '../../../server/import/known.ts'
import { buildingsOn } from '../../support/city.ts'
import { randomCommand } from '../../support/commands.ts'
import { course, flawOf, groundOf } from '../../support/sequence.ts'
import { lineThrough } from '../../support/strokes.ts'

const folder = new URL('../../../../shared/data/real/', import.meta.url)
const COMMUNITY = { code: '990001001001', name: '真实社区' }
const nothingKnown: Known = {
  district: null,
  areas: new Map(),
  grids: [],
  gridCodes: new Set(),
  buildingCodes: new Set(),
  beatCodes: new Set(),
  stations: new Map(),
}

/** A file of polygons as the grids of one community, with rows of slabs on them. */
function planOf(file: string): Plan {
  const read = (text: string) => featuresOf(text, (position) => position)
  const drawn = read(readFileSync(new URL(file, folder), 'utf8'))
  if (!drawn) throw new Error(`${file} is no GeoJSON`)
  const { grids } = gridRows(drawn, nothingKnown, COMMUNITY, 1)
  const houses = read(
    buildingsOn(
      grids.map(({ shape }) => shape),
      7,
    ),
  )
  const { buildings } = buildingRows(
    { features: (houses?.features ?? []).filter((_, i) => i % 4 === 0), badRows: [] },
    { ...nothingKnown, grids },
  )
  return startedPlan(
    {
      within: COMMUNITY.code,
      barriers: [],
      ...{ crew: new Map(), beats: new Map(), stations: new Map() },
      communities: new Map([[COMMUNITY.code, { ...COMMUNITY, usedSequences: [] }]]),
      grids: new Map(grids.map((grid) => [grid.id, { ...grid, locked: false }])),
      buildings: new Map(buildings.map((building) => [building.id, { ...building, places: 0 }])),
    },
    DEFAULT_BAND,
  )
}

/** A grid, a neighbour, and the vertices along which they meet. */
interface Border {
  readonly grid: Grid
  readonly neighbour: Grid
  readonly chain: readonly Point[]
  /** A place well inside the grid. */
  readonly inside: Point
  readonly residents: readonly Building[]
}

/** Some grids of the plan, each with the neighbour with which it has the longest common boundary. */
function bordersOf(plan: Plan, count: number): Border[] {
  const grids = gridsOf(plan)
  const keys = new Map(grids.map(({ id, shape }) => [id, edgesOf([shape])]))
  const borders = grids.flatMap((grid): Border[] => {
    const best = grids
      .filter((other) => other !== grid)
      .map((neighbour) => ({ neighbour, chain: longestChain(grid, keys.get(neighbour.id) ?? new Map()) }))
      .reduce((a, b) => (b.chain.length > a.chain.length ? b : a))
    const inside = interiorPoint(grid.shape[0] as Polygon)
    const residents = buildingsOf(plan).filter((building) => building.grid === grid.id)
    return best.chain.length > 4 && residents.length > 2 ? [{ grid, ...best, inside, residents }] : []
  })
  return borders.filter((_, i) => i % Math.ceil(borders.length / count) === 0)
}

function longestChain({ shape }: Grid, other: ReadonlyMap<string, unknown>): Point[] {
  let [longest, chain]: [Point[], Point[]] = [[], []]
  for (const ring of ringsOf(shape))
    for (const [i, point] of ring.entries()) {
      const previous = ring[i - 1]
      chain = previous && other.has(edgeKey(previous, point)) ? [...chain, point] : [point]
      if (chain.length > longest.length) longest = chain
    }
  return longest
}

const along = ({ chain }: Border, share: number) => chain[Math.round(share * (chain.length - 1))] as Point
const between = (a: Point, b: Point, share: number): Point => [
  Math.round(a[0] + share * (b[0] - a[0])),
  Math.round(a[1] + share * (b[1] - a[1])),
]
const around = ([x, y]: Point, reach: number) => {
  const ring: Position[] = Array.from({ length: 9 }, (_, i) =>
    toDegrees([
      Math.round(x + reach * Math.cos((i % 8) * (Math.PI / 4))),
      Math.round(y + reach * Math.sin((i % 8) * (Math.PI / 4))),
    ]),
  )
  return { type: 'Polygon' as const, coordinates: [ring] }
}

/** What a planner would do with each tool at a boundary. */
const gestures: Readonly<Record<string, (border: Border) => Command>> = {
  'a line along the boundary, beside it': (border) => {
    const places = [0.2, 0.35, 0.5, 0.65].map((share) => between(along(border, share), border.inside, 0.15))
    const line = lineThrough([along(border, 0.1), ...places, along(border, 0.8)])
    return { type: 'reshapeBoundary', line }
  },
  'a line across the boundary and back': (border) => {
    const [from, to, { inside }] = [along(border, 0.3), along(border, 0.7), border]
    return {
      type: 'reshapeBoundary',
      line: lineThrough([
        between(from, inside, -0.02),
        between(along(border, 0.5), inside, 0.4),
        between(to, inside, -0.02),
      ]),
    }
  },
  'a split': ({ grid, inside }) => {
    const [west, , east] = boxOf(ringsOf(grid.shape))
    const line = lineThrough([
      [west - 50, inside[1]],
      [east + 50, inside[1]],
    ])
    return { type: 'splitGrid', grid: grid.id, line, newGrid: { id: `half of ${grid.id}` } }
  },
  'an exclusive grid': ({ grid, inside }) => ({
    type: 'carveExclusiveGrid',
    region: around(inside, reachIn(grid)),
    newGrid: { id: `school in ${grid.id}` },
  }),
  'a vertex moved': (border) => ({
    type: 'moveVertex',
    from: toDegrees(along(border, 0.5)),
    to: toDegrees(between(along(border, 0.5), border.inside, 0.01)),
  }),
  'a vertex inserted': ({ chain, inside }) => {
    const at = between(chain[1] as Point, chain[2] as Point, 0.5)
    return { type: 'insertVertex', at: toDegrees(at), to: toDegrees(between(at, inside, 0.01)) }
  },
  'a vertex deleted': (border) => ({ type: 'deleteVertex', at: toDegrees(along(border, 0.5)) }),
  straightened: ({ grid, neighbour }) => ({
    type: 'straightenBoundary',
    grids: [grid.id, neighbour.id],
    toleranceM: 8,
  }),
  'a lassoed area': (border) => ({
    type: 'assignRegion',
    region: around(along(border, 0.5), reachIn(border.grid)),
    to: border.neighbour.id,
  }),
  'a building moved': (border) => {
    const [x, y] = along(border, 0.5)
    const far = ({ position }: Building) => Math.hypot(position[0] - x, position[1] - y)
    const nearest = border.residents.reduce((a, b) => (far(b) < far(a) ? b : a))
    return { type: 'moveBuildings', buildings: [nearest.id], to: border.neighbour.id }
  },
  'a merger': ({ grid, neighbour }) => ({ type: 'mergeGrids', from: neighbour.id, into: grid.id }),
}

/** A fifth of the side of a square as large as the grid, in lattice units of about 1 cm. */
const reachIn = ({ shape }: Grid) => Math.sqrt(areaM2(shape)) * 20

describe.skipIf(!existsSync(folder)).each(['census-tracts.geojson', 'spd-beats.geojson'])(
  'on the coverage of %s, which nobody here drew',
  (file) => {
    const plan = existsSync(folder) ? planOf(file) : null!
    const ground = plan && groundOf(plan)
    const borders = plan ? bordersOf(plan, 6) : []

    test('the plan is whole before anything is asked of it', () => {
      expect(flawOf(plan, ground)).toBeNull()
      expect(borders.length).toBeGreaterThan(3)
    })

    test.each(Object.entries(gestures))('%s: the coverage stays valid, and undo is exact', (_, gesture) => {
      const ended = borders.map((border) => {
        const command = gesture(border)
        const { flaw, ended } = course(plan, ground, 1, () => command)
        expect([JSON.stringify(command), flaw]).toEqual([JSON.stringify(command), null])
        return ended[0]
      })
      // A tract may be too crooked for one of them; it is then refused in words.
      expect(ended.filter((end) => end === 'done').length, ended.join()).toBeGreaterThan(borders.length / 2)
    })

    test('one command after the other, sensible or not', () => {
      const done = new Set<string>()
      const { asked, ended, flaw } = course(plan, ground, 60, (current, step) => randomCommand(current, step))
      for (const [i, { type }] of asked.entries()) if (ended[i] === 'done') done.add(type)
      expect([flaw, JSON.stringify(flaw && asked)]).toEqual([null, 'null'])
      expect(done.size).toBeGreaterThan(8)
    })
  },
)
