import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { boxesMeet, boxOf, ringsOf } from '#core/geometry/shape.ts'
import { startedPlan } from '#core/plan/change.ts'
import { DEFAULT_BAND, type Plan } from '#core/plan/plan.ts'
import { beatRows } from '../../../server/import/beats.ts'
import { buildingRows } from '../../../server/import/buildings.ts'
import { type Features, featuresOf } from '../../../server/import/geojson.ts'
import { gridRows } from '../../../server/import/grids.ts'
import type { Known } from '../../../server/import/known.ts'
import { beatCourse, beyondOf, flawOfBeats } from '../../support/beatSequence.ts'
import { buildingsOn } from '../../support/city.ts'

const folder = new URL('../../../../shared/data/real/', import.meta.url)
const COMMUNITY = { code: '990001001001', name: '真实社区' }
const STATION = { id: 'station', code: '990001', name: '真实派出所', street: '990001001', usedNumbers: [] }
const known: Known = {
  ...{ district: null, areas: new Map(), grids: [], gridCodes: new Set(), buildingCodes: new Set() },
  beatCodes: new Set(),
  stations: new Map(),
}

const read = (text: string): Features => {
  const features = featuresOf(text, (position) => position)
  if (!features) throw new Error('expected GeoJSON')
  return features
}
const file = (name: string) => read(readFileSync(new URL(name, folder), 'utf8'))

/**
 * Some census tracts as the grids of one community, under police beats whose boundaries run beside theirs, across them
 * and far beyond: nobody drew the two to fit.
 */
function planOf(): Plan {
  const tracts = gridRows(file('census-tracts.geojson'), known, COMMUNITY, 1).grids
  const ground = boxOf(tracts.slice(40, 41).flatMap(({ shape }) => ringsOf(shape)))
  const grids = tracts.filter(({ shape }) => boxesMeet(boxOf(ringsOf(shape)), ground))
  const around = boxOf(grids.flatMap(({ shape }) => ringsOf(shape)))
  const beats = beatRows(file('spd-beats.geojson'), known, STATION, 1).beats.filter(({ shape }) =>
    boxesMeet(boxOf(ringsOf(shape)), around),
  )
  const slabs = read(
    buildingsOn(
      grids.map(({ shape }) => shape),
      7,
    ),
  )
  const { buildings } = buildingRows(slabs, { ...known, grids })
  return startedPlan(
    {
      ...{ within: COMMUNITY.code, barriers: [], crew: new Map() },
      communities: new Map([[COMMUNITY.code, { ...COMMUNITY, usedSequences: [] }]]),
      grids: new Map(grids.map((grid) => [grid.id, { ...grid, locked: false }])),
      buildings: new Map(buildings.map((building) => [building.id, { ...building, places: 0 }])),
      beats: new Map(beats.map((beat) => [beat.id, { ...beat, street: STATION.street }])),
      stations: new Map([[STATION.id, STATION]]),
    },
    DEFAULT_BAND,
    'beats',
  )
}

test.skipIf(!existsSync(folder))(
  'real beats over real tracts: one command after the other, sensible or not',
  () => {
    const plan = planOf()
    const beyond = beyondOf(plan)
    expect(flawOfBeats(plan, beyond)).toBeNull()
    const done = new Set<string>()
    for (let course = 0; course < 8; course++) {
      const seeds = Array.from({ length: 6 }, (_, i) => course * 100 + i)
      const { asked, ended, flaw } = beatCourse(plan, beyond, seeds)
      expect([flaw, JSON.stringify(flaw && asked.at(-1))]).toEqual([null, 'null'])
      for (const [i, { type }] of asked.entries()) if (ended[i] === 'done') done.add(type)
    }
    expect(done.size).toBeGreaterThan(5)
  },
  120_000,
)
