import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { coverageFaults } from '#core/geometry/faults.ts'
import { type Shape, toDegrees } from '#core/geometry/lattice.ts'
import { doubledAreaOf, edgesOf, holdsPoint } from '#core/geometry/shape.ts'
import type { Command } from '#core/plan/commands.ts'
import { findings } from '#core/plan/findings.ts'
import { DEFAULT_BAND } from '#core/plan/plan.ts'
import { type Actor, SYSTEM } from '../../server/db/database.ts'
import { gridShapes } from '../../server/db/grids.ts'
import { storedLayers } from '../../server/db/imports.ts'
import { setUpSettings } from '../../server/db/settings.ts'
import { type ImportRequest, importLayer } from '../../server/usecases/importLayer.ts'
import { performCommand } from '../../server/usecases/performCommand.ts'
import { PlanStates } from '../../server/usecases/planStates.ts'
import { publishPlan } from '../../server/usecases/publishPlan.ts'
import { signPlan } from '../../server/usecases/signPlan.ts'
import { startPlan } from '../../server/usecases/startPlan.ts'
import { submitPlan } from '../../server/usecases/submitPlan.ts'
import { undoCommand } from '../../server/usecases/undoCommand.ts'
import { buildingsOn } from '../support/city.ts'
import { testDatabase } from '../support/database.ts'

const tracts = new URL('../../../shared/data/real/census-tracts.geojson', import.meta.url)
const planner: Actor = { user: 'planner', role: 'planner', scope: '990000' }
const zone = 'Asia/Shanghai'

describe.skipIf(!existsSync(tracts))('a real coverage that nobody here drew', () => {
  const opened = testDatabase()
  const states = new PlanStates('Asia/Shanghai')
  const load = (layer: ImportRequest['layer'], text: string, store: ImportRequest['store']) =>
    importLayer(opened.database, SYSTEM, {
      ...{ layer, text, store, crs: 'EPSG:4326' },
      community: undefined,
      toleranceM: 1,
    })
  const current = (asOf?: string) =>
    opened.database.transaction(planner, (tx) => gridShapes(tx, undefined, { asOf, timeZone: zone }))

  test('is imported as the grids of one community, and buildings on it', async () => {
    const text = readFileSync(tracts, 'utf8')
    const looked = await load('grids', text, 'report')
    expect(looked).toMatchObject({
      ok: true,
      stored: false,
      report: { accepted: 136, badRows: [], doubts: [] },
    })
    expect(await opened.database.transaction(SYSTEM, storedLayers)).toMatchObject({ grids: [] })

    expect(await load('grids', text, 'clean')).toMatchObject({ ok: true, stored: true })
    const grids = await current()
    expect(grids).toHaveLength(136)
    expect(coverageFaults(grids.map(({ shape }) => shape))).toEqual([])

    const city = buildingsOn(
      grids.map(({ shape }) => shape),
      7,
    )
    const buildings = await load('buildings', city, 'clean')
    expect(buildings).toMatchObject({ ok: true, stored: true, report: { badRows: [], doubts: [] } })
    await opened.database.transaction(SYSTEM, (tx) => setUpSettings(tx, DEFAULT_BAND, false))
    expect((await current()).reduce((sum, grid) => sum + grid.buildings, 0)).toBeGreaterThan(3000)
  })

  test('a second import over it is refused, and nothing is stored', async () => {
    const before = await current()
    const again = await load('grids', readFileSync(tracts, 'utf8'), 'confirmed')
    expect(again).toMatchObject({ ok: true, stored: false, report: { accepted: 0 } })
    expect(again.ok && again.report.badRows[0]?.code).toBe('community_has_grids')
    expect(await current()).toEqual(before)
  })

  test('buildings move, regions and merges are taken, undo works, and it is published', async () => {
    const before = await current()
    const community = before[0]?.community ?? ''
    const started = await startPlan(opened.database, planner, { name: 'real', within: community })
    if (!started.ok) throw new Error(started.code)
    const { id } = started.value
    let revision = 0
    const perform = async (command: Command) => {
      const outcome = await performCommand(opened.database, states, planner, id, {
        expectedRevision: revision,
        command,
      })
      if (outcome.ok) revision = outcome.value.row.revision
      return outcome
    }

    const [largest, ...rest] = [...before].sort((a, b) => b.buildings - a.buildings)
    if (!largest) throw new Error('no grid')
    const neighbour = rest.find((grid) => shareAnEdge(grid.shape, largest.shape))
    if (!neighbour) throw new Error('no neighbour')
    const { grids: known } = await opened.database.transaction(SYSTEM, storedLayers)
    expect(known).toHaveLength(136)

    const plan = async () => {
      const outcome = await perform({ type: 'lockGrid', grid: rest.at(-1)?.id ?? '' })
      if (!outcome.ok) throw new Error(outcome.code)
      return outcome.value.plan
    }
    const base = (await plan()).base
    const residents = [...base.buildings.values()].filter(({ grid }) => grid === largest.id)
    const nearest = residents
      .map((building) => ({ building, far: distance(building.position, neighbour.shape) }))
      .sort((a, b) => a.far - b.far)[0]?.building
    if (!nearest) throw new Error('no building')
    expect((await perform({ type: 'moveBuildings', buildings: [nearest.id], to: neighbour.id })).ok).toBe(
      true,
    )

    // A square around another building, given to the neighbour; it lies inside the community.
    const other = residents.find((building) => building !== nearest)
    if (!other) throw new Error('no second building')
    const [x, y] = other.position
    const ring = [
      [x - 900, y - 700],
      [x + 900, y - 700],
      [x + 900, y + 700],
      [x - 900, y + 700],
      [x - 900, y - 700],
    ].map(([a, b]) => toDegrees([a ?? 0, b ?? 0]))
    const taken = await perform({
      type: 'assignRegion',
      region: { type: 'Polygon', coordinates: [ring] },
      to: neighbour.id,
    })
    expect(taken.ok).toBe(true)
    // That left an island in the middle of the other grid: found, and undone.
    if (taken.ok) expect(findings(taken.value.plan).map(({ code }) => code)).toContain('grid_in_two_parts')
    const undone = await undoCommand(opened.database, states, planner, id, revision)
    expect(undone.ok).toBe(true)
    if (undone.ok) revision = undone.value.row.revision

    const third = rest.find((grid) => grid !== neighbour && shareAnEdge(grid.shape, neighbour.shape))
    const merged = await perform({ type: 'mergeGrids', from: third?.id ?? '', into: neighbour.id })
    if (!merged.ok) throw new Error(merged.code)
    expect(findings(merged.value.plan).filter(({ severity }) => severity === 'error')).toEqual([])

    expect(await submitPlan(opened.database, states, planner, id)).toMatchObject({ ok: true })
    expect(await signPlan(opened.database, planner, '规划员', id)).toMatchObject({ ok: true })
    expect(
      await publishPlan(opened.database, states, planner, id, { effectiveOn: undefined, timeZone: zone }),
    ).toMatchObject({ ok: true })

    const after = await current()
    expect(after).toHaveLength(135)
    expect(coverageFaults(after.map(({ shape }) => shape))).toEqual([])
    expect(totals(after)).toEqual(totals(before))
    expect((await current('2026-01-01')).map(({ households }) => households)).toEqual(
      before.map(({ households }) => households),
    )
  })
})

const totals = (grids: readonly { households: number; buildings: number; shape: Shape }[]) => ({
  households: grids.reduce((sum, grid) => sum + grid.households, 0),
  buildings: grids.reduce((sum, grid) => sum + grid.buildings, 0),
  area: grids.reduce((sum, grid) => sum + doubledAreaOf(grid.shape), 0),
})

function shareAnEdge(a: Shape, b: Shape): boolean {
  const keys = edgesOf([a])
  return [...edgesOf([b]).keys()].some((key) => keys.has(key))
}

function distance([x, y]: readonly [number, number], shape: Shape): number {
  if (holdsPoint(shape, [x, y])) return 0
  return Math.min(...shape.flat(2).map(([a, b]) => Math.hypot(a - x, b - y)))
}
