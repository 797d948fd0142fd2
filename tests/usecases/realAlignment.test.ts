import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { draftAlignment } from '#core/beat/draft.ts'
import { mends } from '#core/beat/mends.ts'
import { overlay } from '#core/beat/overlay.ts'
import { geodesicAreaM2 } from '#core/geometry/geodesic.ts'
import { grouped } from '#core/grouped.ts'
import { shapesThen } from '../../server/db/alignment.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { heldPublication } from '../../server/db/publications.ts'
import { parsed } from '../../server/db/row.ts'
import { type Aligned, alignment } from '../../server/usecases/alignment.ts'
import { type ImportRequest, importLayer } from '../../server/usecases/importLayer.ts'
import { PlanStates } from '../../server/usecases/planStates.ts'
import { buildingsOn } from '../support/city.ts'
import { testDatabase } from '../support/database.ts'
import { performed } from '../support/drawing.ts'

const folder = new URL('../../../shared/data/real/', import.meta.url)
const now = { timeZone: 'Asia/Shanghai' }
const AGREES = 1e-6

/** Census tracts as grids and a city's police beats: drawn by different people, with slivers between them and a coast. */
describe.skipIf(!existsSync(folder))('real grids and real beats', () => {
  const opened = testDatabase()
  let found: Aligned
  beforeAll(async () => {
    const load = (layer: ImportRequest['layer'], name: string) =>
      importLayer(opened.database, SYSTEM, {
        ...{ layer, store: 'confirmed', crs: 'EPSG:4326', community: undefined, toleranceM: 1 },
        text: readFileSync(new URL(`${name}.geojson`, folder), 'utf8'),
      })
    expect(await load('grids', 'census-tracts')).toMatchObject({ ok: true, stored: true })
    expect(await load('beats', 'spd-beats')).toMatchObject({ ok: true, stored: true })
    found = await alignment(opened.database, SYSTEM, undefined, now)
  })
  const asked = <S extends z.ZodType>(schema: S, sql: string) =>
    opened.database.transaction(SYSTEM, async (tx) => parsed(schema, await tx.query(sql)))

  test('shares are those of every pair overlaid as geography, and core’s are the same', async () => {
    expect(found.grids).toHaveLength(136)
    const pairs = await asked(
      z.object({ grid: z.string(), beat: z.string(), share: z.number() }),
      `select g.grid, b.beat,
              st_area(st_intersection(g.shape, b.shape)::geography) / st_area(g.shape::geography) as share
         from grid_versions g cross join beat_versions b where st_intersects(g.shape, b.shape)`,
    )
    expect(pairs.length).toBeGreaterThan(300)
    const [grids, beats] = await opened.database.transaction(SYSTEM, async (tx) => [
      await shapesThen(
        tx,
        'grid',
        found.grids.map(({ id }) => id),
        now,
      ),
      [
        ...(await shapesThen(
          tx,
          'beat',
          found.beats.map(({ id }) => id),
          now,
        )),
      ],
    ])
    const beatRows = beats.map(([id, shape]) => ({ id, shape }))
    const pairsByGrid = grouped(pairs, ({ grid }) => grid)
    for (const { id, name, beats: told } of found.grids) {
      const shape = grids.get(id) ?? []
      const drawn = new Map(overlay(shape, beatRows).map((piece) => [piece.beat.id, piece.areaM2]))
      for (const { beat, share } of pairsByGrid.get(id) ?? []) {
        const toldShare = told.find((one) => one.beat === beat)?.shareOfArea ?? 0
        const drawnShare = (drawn.get(beat) ?? 0) / geodesicAreaM2(shape)
        expect(Math.abs(toldShare - share), name).toBeLessThan(AGREES)
        expect(Math.abs(drawnShare - share), name).toBeLessThan(AGREES)
      }
    }
  })

  // The coast and the city's edge: a tract may reach out of every beat. What the beats cover is their union's ground.
  test('shares add up to what the union of the beats covers, and to 1 where it covers the grid', async () => {
    const covered = await asked(
      z.object({ grid: z.string(), share: z.number() }),
      `with ground as materialized (select st_union(shape) as shape from beat_versions)
       select g.grid, st_area(st_intersection(g.shape, ground.shape)::geography) / st_area(g.shape::geography) as share
         from grid_versions g, ground`,
    )
    const shareByGrid = new Map(covered.map(({ grid, share }) => [grid, share]))
    let whole = 0
    for (const { id, name, beats, uncovered } of found.grids) {
      const inBeats = beats.reduce((sum, { shareOfArea }) => sum + shareOfArea, 0)
      const expected = shareByGrid.get(id) ?? Number.NaN
      expect(Math.abs(inBeats - expected), name).toBeLessThan(AGREES)
      expect(Math.abs(inBeats + (uncovered?.shareOfArea ?? 0) - 1), name).toBeLessThan(AGREES)
      if (expected < 1 - 1e-9) continue
      whole++
      expect(Math.abs(inBeats - 1), name).toBeLessThan(AGREES)
    }
    expect(whole).toBeGreaterThan(50)
    expect(whole).toBeLessThan(136)
  })

  test('mends that are offered work on boundaries that two offices drew: from either side', async () => {
    const states = new PlanStates(now.timeZone)
    const shapes = await opened.database.transaction(SYSTEM, (tx) =>
      shapesThen(
        tx,
        'grid',
        found.grids.map(({ id }) => id),
        now,
      ),
    )
    await importLayer(opened.database, SYSTEM, {
      ...{ layer: 'buildings', store: 'confirmed', crs: 'EPSG:4326', community: undefined, toleranceM: 1 },
      text: buildingsOn([...shapes.values()], 7),
    })
    const wrong = (await alignment(opened.database, SYSTEM, undefined, now)).grids.filter(
      ({ mismatch }) => mismatch === 'two_beats',
    )
    const within = wrong[0]?.community ?? ''
    const plan = await opened.database.transaction(SYSTEM, async (tx) =>
      states.started(tx, { within, kind: 'joint', basePublication: await heldPublication(tx, within) }),
    )
    const offered = { grids: 0, beats: 0 }
    for (const { id, name } of wrong.slice(0, 6)) {
      const { grids, beats } = mends(plan, id, () => 0)
      for (const side of [grids, beats]) {
        const [best] = 'possible' in side ? [] : side
        if (!best) continue
        offered[best.side] += 1
        const rows = draftAlignment(best.commands.reduce(performed, plan))
        expect(rows.find((row) => row.id === id)?.mismatch, name).toBeNull()
      }
    }
    expect(offered.grids).toBeGreaterThan(0)
    expect(offered.beats).toBeGreaterThan(4)
  })
})
