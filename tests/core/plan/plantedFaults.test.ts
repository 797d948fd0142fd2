import { describe, expect, test } from 'vitest'
import { type Point, type Ring, toDegrees, toLattice } from '#core/geometry/lattice.ts'
import { areaM2 } from '#core/geometry/metres.ts'
import { boxesMeet, boxOf, holdsPoint, ringsOf } from '#core/geometry/shape.ts'
import { applyChange, buildingsOf, gridOf, gridsOf } from '#core/plan/change.ts'
import type { Finding, FindingCode } from '#core/plan/commands.ts'
import { findings } from '#core/plan/findings.ts'
import type { Barrier, Base, Building, CrewRole, Grid, Plan } from '#core/plan/plan.ts'
import { world } from '../../../data/generate.ts'
import { communityPlan } from '../../support/community.ts'
import { bent, dented, type Edge, edgesIn, isInner, isOuter, tampered } from '../../support/dents.ts'
import { performed, place, planFrom } from '../../support/drawing.ts'
import { randomFrom, town } from '../../support/town.ts'

/** Every number of households is in this band: what is found is a fault. */
const WIDE = { under: 0, low: 0, high: 1e6, over: 1e6 }
const FULL: readonly CrewRole[] = ['chief', 'instructor', 'worker']

/** The plan with a full crew in every grid, and everything in it touched: each grid has another name. */
function touched(plan: Plan): Plan {
  const crew = new Map([...plan.base.grids.keys()].map((id) => [id, FULL] as const))
  const staffed: Plan = { ...plan, band: WIDE, base: { ...plan.base, crew } }
  return gridsOf(staffed).reduce(
    (after, before) => tampered(after, before, { name: `新${before.name}` }),
    staffed,
  )
}
const moved = (plan: Plan, before: Building, grid: string): Plan =>
  applyChange(plan, [{ table: 'buildings', id: before.id, before, after: { ...before, grid } }])

const demo = world('kuangqu', 1)
const drawings: readonly (readonly [string, Plan])[] = [
  [
    'a drawing',
    planFrom(`
      A A B B
      A A B B
      C C C B
      D D C E`),
  ],
  [
    'a drawing with a hole',
    planFrom(`
      A A A B
      A . A B
      A A A C`),
  ],
  ...[1, 2, 3, 4, 5, 6].map((seed) => [`town ${seed}`, town(seed, 3 + seed, 20 * seed)] as const),
  ...['140303005006', '140303003001', '140303001001', '140303007200', '140303005'].map(
    (code) => [`demo ${code}`, communityPlan(demo, code)] as const,
  ),
]
const plans = drawings.map(([name, plan]) => [name, touched(plan)] as const)

/** What is found in `after` and was not in `before`. */
function added(before: Plan, after: Plan): Finding[] {
  const known = new Set(findings(before).map((finding) => JSON.stringify(finding)))
  return findings(after).filter((finding) => !known.has(JSON.stringify(finding)))
}
const brief = (found: readonly Finding[]) => found.map(({ code, severity, grid }) => [code, severity, grid])
function expectOnGround(
  found: readonly Finding[],
  code: FindingCode,
  grids: readonly string[],
  triangle: Ring,
) {
  expect(found.map((finding) => finding.code)).toEqual([code])
  const [finding] = found as [Finding]
  expect(finding.severity).toBe('error')
  expect(grids).toContain(finding.grid)
  expect(holdsPoint([[triangle]], toLattice(finding.at))).toBe(true)
  expect(finding.areaM2).toBeCloseTo(areaM2([[triangle]]), 1)
}

describe.each(plans)('%s', (name, plan) => {
  const random = randomFrom(name.length * 1000 + name.charCodeAt(name.length - 1))
  const any = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T

  test('clean: nothing at all, though everything is touched', () => {
    expect(findings(plan)).toEqual([])
  })

  test('a gap between two grids, and one at the edge of the community', () => {
    for (const where of [isInner, isOuter]) {
      const { triangle, after } = dented(plan, random, where, 'inward')
      const near = gridsOf(plan)
        .filter(({ shape }) => boxesMeet(boxOf(ringsOf(shape)), boxOf([triangle])))
        .map(({ id }) => id)
      expectOnGround(added(plan, after), 'coverage_gap', near, triangle)
    }
  })

  test('an overlap names both grids', () => {
    const { grid, triangle, after } = dented(plan, random, isInner, 'outward')
    const found = added(plan, after)
    const both = [found[0]?.grid, found[0]?.other]
    expectOnGround(found, 'coverage_overlap', both as string[], triangle)
    expect(both).toContain(grid.id)
    expect(new Set(both).size).toBe(2)
  })

  test('a grid over the edge of its community', () => {
    const { grid, triangle, after } = dented(plan, random, isOuter, 'outward')
    expectOnGround(added(plan, after), 'grid_leaves_community', [grid.id], triangle)
  })

  test('a vertex that only one side has', () => {
    const edge = any(
      edgesIn(plan).filter(
        (one) => isInner(one) && Math.hypot(one.a[0] - one.b[0], one.a[1] - one.b[1]) > 300,
      ),
    )
    const middle: Point = [Math.round((edge.a[0] + edge.b[0]) / 2), Math.round((edge.a[1] + edge.b[1]) / 2)]
    const grid = any(edge.owners)
    const found = added(plan, tampered(plan, grid, { shape: bent(grid.shape, edge, middle) }))
    expect(found.map(({ code }) => code)).toEqual(['coverage_broken'])
    expect(edge.owners.map(({ id }) => id)).toContain(found[0]?.grid)
    const [at] = found.map((one) => toLattice(one.at)) as [Point]
    expect(boxesMeet(boxOf([[at]]), boxOf([[edge.a, edge.b]]), 2)).toBe(true)
  })

  test('a grid that is gone leaves a gap, and buildings that belong to no grid', () => {
    const grid = any(gridsOf(plan))
    const after = applyChange(plan, [{ table: 'grids', id: grid.id, before: grid, after: null }])
    const found = added(plan, after)
    const gap = found.filter(({ code }) => code === 'coverage_gap')
    expect(gap.reduce((sum, one) => sum + (one.areaM2 ?? 0), 0)).toBeCloseTo(areaM2(grid.shape), 0)
    expect(gap.every(({ at }) => holdsPoint(grid.shape, toLattice(at)))).toBe(true)
    const orphans = buildingsOf(plan).filter((building) => building.grid === grid.id)
    expect(
      found.flatMap(({ code, building }) => (code === 'building_without_grid' ? [building] : [])),
    ).toEqual(orphans.map(({ id }) => id))
    expect(found).toHaveLength(gap.length + orphans.length)
  })

  test('a building whose grid does not exist, and one whose grid is another', () => {
    const building = any(buildingsOf(plan))
    // Whichever building goes, it may have been the only one of its grid.
    const found = (after: Plan) => added(plan, after).filter(({ code }) => code !== 'grid_without_building')
    expect(found(moved(plan, building, 'nowhere'))).toEqual([
      {
        ...{ code: 'building_without_grid', severity: 'error', grid: 'nowhere' },
        ...{ building: building.id, at: toDegrees(building.position) },
      },
    ])
    const others = gridsOf(plan).filter(
      ({ id, community }) => id !== building.grid && community === building.community,
    )
    const away = found(moved(plan, building, any(others).id)).filter(
      // All of it lies outside the grid that is said to have it.
      ({ code }) => code !== 'building_cut_by_boundary',
    )
    expect(away.map(({ code, building: id }) => [code, id])).toEqual([
      ['building_outside_its_grid', building.id],
    ])
  })

  test('two grids with one code, both named', () => {
    const [one, other] = gridsOf(plan) as [Grid, Grid]
    expect(brief(added(plan, tampered(plan, other, { code: one.code })))).toEqual(
      [one, other].map(({ id }) => ['duplicate_code', 'error', id]),
    )
  })

  test('a grid without a worker, without a chief, without anybody; silent where no crew is known', () => {
    const grid = any(gridsOf(plan))
    const served = (crew: Base['crew']) => added(plan, { ...plan, base: { ...plan.base, crew } })
    const left = (...roles: CrewRole[]) => served(new Map(plan.base.crew).set(grid.id, roles))
    const isBasic = grid.type === 'basic'
    const lacking = (...missing: CrewRole[]) =>
      isBasic ? [{ code: 'crew_incomplete', severity: 'warning', grid: grid.id, missing, isNew: false }] : []
    expect(left('chief', 'instructor')).toMatchObject(lacking('worker'))
    expect(left('worker', 'auxiliary')).toMatchObject(lacking('chief'))
    expect(left()).toMatchObject(lacking('chief', 'worker'))
    expect(left('chief', 'worker')).toEqual([])
    expect(served(new Map())).toEqual([])
  })

  test('houses on both sides of a barrier, where there were none before', () => {
    const between = new Map<string, Edge[]>()
    for (const edge of edgesIn(plan).filter(isInner)) {
      const key = edge.owners.map(({ id }) => id).join(' ')
      between.set(key, [...(between.get(key) ?? []), edge])
    }
    const lived = new Set(buildingsOf(plan).map(({ grid }) => grid))
    const edges = [...between.values()].find(([edge]) => edge?.owners.every(({ id }) => lived.has(id))) ?? []
    const [from, into] = (edges[0] as Edge).owners as [Grid, Grid]
    const railway: Barrier = {
      kind: 'railway',
      name: '矿区专用线',
      lines: edges.map(({ a, b }) => [a, b]),
    }
    const along = { ...plan, base: { ...plan.base, barriers: [...plan.base.barriers, railway] } }
    expect(findings(along)).toEqual([])
    const merged = added(along, performed(along, { type: 'mergeGrids', from: from.id, into: into.id }))
    const found = merged.filter(({ barrier }) => barrier?.kind === 'railway' && barrier.name === railway.name)
    expect(found).toMatchObject([
      { code: 'grid_crosses_barrier', severity: 'warning', grid: into.id, parts: 2 },
    ])
    const [at] = found.map((one) => toLattice(one.at)) as [Point]
    expect([from, into].some(({ shape }) => holdsPoint(shape, at))).toBe(true)
  })

  test('a barrier that was across a grid before is not the plan’s doing', () => {
    const [west, south, east, north] = boxOf(gridsOf(plan).flatMap(({ shape }) => ringsOf(shape)))
    const somewhere = (): Point =>
      [west + random() * (east - west), south + random() * (north - south)].map(Math.round) as [
        number,
        number,
      ]
    const barriers = (['river', 'main_road'] as const).map((kind): Barrier => {
      const [a, b] = [somewhere(), somewhere()]
      const far = (p: Point, q: Point): Point => [q[0] + 3 * (q[0] - p[0]), q[1] + 3 * (q[1] - p[1])]
      const line = [far(b, a), far(a, b)]
      const banks = [...line, ...line.map(([x, y]): Point => [x + 900, y + 900]).reverse(), line[0] as Point]
      return { kind, name: kind, lines: [kind === 'river' ? banks : line] }
    })
    expect(added(plan, { ...plan, base: { ...plan.base, barriers } })).toEqual([])
  })
})

test('files may have brought a grid that lies on the ground of another community: said once the plan touches it', () => {
  const plan = touched(communityPlan(demo, '140303005'))
  const isBorder = (edge: Edge) => edge.owners.length === 2 && !isInner(edge)
  const { grid, edge, tip } = dented(plan, randomFrom(7), isBorder, 'outward')
  const published = plan.base.grids.get(grid.id) as Grid
  const far: Point = [edge.a[0] + 20 * (tip[0] - edge.a[0]), edge.a[1] + 20 * (tip[1] - edge.a[1])]
  const grids = new Map(plan.base.grids).set(grid.id, {
    ...published,
    shape: bent(published.shape, edge, far),
  })
  const imported = { ...plan, base: { ...plan.base, grids }, grids: new Map() }
  expect(findings(imported)).toEqual([])
  const renamed = tampered(imported, gridOf(imported, grid.id) as Grid, { name: '改名' })
  const found = findings(renamed).filter(({ code }) => code === 'grid_leaves_community')
  expect(brief(found)).toEqual([['grid_leaves_community', 'warning', grid.id]])
  expect(holdsPoint(published.shape, toLattice((found[0] as Finding).at))).toBe(false)
})

test('a grid that a split makes has nobody yet, and says so', () => {
  const plan = touched(planFrom('A A A A', 100))
  const line = { type: 'LineString', coordinates: [place(2, -1), place(2, 2)] } as const
  const after = performed(plan, { type: 'splitGrid', grid: 'A', line, newGrid: { id: 'N' } })
  expect(findings(after)).toMatchObject([
    { code: 'crew_incomplete', grid: 'N', missing: ['chief', 'worker'], isNew: true },
  ])
})
