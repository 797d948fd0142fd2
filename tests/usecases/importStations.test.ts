import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { expect, test } from 'vitest'
import { type Position, toDegrees } from '#core/geometry/lattice.ts'
import { GridAlignment } from '../../server/contract/alignment.ts'
import type { BeatSummary, StationSummary } from '../../server/contract/beat.ts'
import type { ExchangePage } from '../../server/contract/exchange.ts'
import type { CaseCandidate } from '../../server/contract/incident.ts'
import type { PlanDocument } from '../../server/contract/plan.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { tile } from '../../server/db/tiles/tile.ts'
import { type ImportRequest, importLayer } from '../../server/usecases/importLayer.ts'
import { testApp } from '../support/app.ts'
import { casework } from '../support/incidents.ts'
import { planning } from '../support/plans.ts'
import { tileAt } from '../support/tiles.ts'
import { buildingNamed, PINGTAN_STREET, SHAGOU, SHAPING_STREET, tinyWorld } from '../support/tinyWorld.ts'

const server = testApp()
const { started } = planning(server)
const { reported, acted } = casework(server)
const [old] = tinyWorld.stations
const there = toDegrees(buildingNamed('西坡5号楼').position)
const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

type Row = readonly [properties: object, at: Position]
async function imported(rows: readonly Row[], store: ImportRequest['store'] = 'clean') {
  const features = rows.map(([properties, coordinates]) => ({
    ...{ type: 'Feature', properties },
    geometry: { type: 'Point', coordinates },
  }))
  const text = JSON.stringify({ type: 'FeatureCollection', features })
  const request = { layer: 'stations', text, crs: 'EPSG:4326', community: undefined, toleranceM: 1 } as const
  const outcome = await importLayer(server.database, SYSTEM, { ...request, store })
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome
}
const stations = (query = '') => server.json<StationSummary[]>('liaison', 'GET', `/api/stations${query}`)
const stationNames = async (query = '') => ({
  stations: (await stations(query)).map(({ name }) => name),
  beats: [
    ...new Set(
      (await server.json<BeatSummary[]>('liaison', 'GET', `/api/beats${query}`)).map(
        (one) => one.stationName,
      ),
    ),
  ],
  alignment: [
    ...new Set(
      GridAlignment.array()
        .parse(await server.json('liaison', 'GET', `/api/alignment${query}`))
        .flatMap(({ beats }) => beats.map(({ stationName }) => stationName)),
    ),
  ],
})
const RENAMED = [
  { 派出所编码: old?.code, 派出所名称: '沙坪街派出所', 街道代码: SHAPING_STREET },
  there,
] as const satisfies Row
const NEW = [{ code: '14030309', name: '平潭派出所', street: PINGTAN_STREET }, there] as const satisfies Row

test('a new name is a new version: yesterday has the old one, today the new one, wherever it is told', async () => {
  const draft = await started()
  expect((await imported([RENAMED, NEW], 'report')).stored).toBe(false)
  expect(await stationNames()).toMatchObject({ stations: [old?.name], beats: [old?.name] })

  expect(await imported([RENAMED, NEW])).toMatchObject({ stored: true, report: { accepted: 2 } })
  expect(await stationNames()).toEqual({
    stations: ['沙坪街派出所', '平潭派出所'],
    beats: ['沙坪街派出所'],
    alignment: ['沙坪街派出所'],
  })
  expect(await stationNames(`?asOf=${YESTERDAY}`)).toEqual({
    stations: [old?.name, '平潭派出所'],
    beats: [old?.name],
    alignment: [old?.name],
  })
  const [now] = await stations()
  expect(now).toMatchObject({ id: old?.id, street: SHAPING_STREET, position: there })

  const document = (id: string) => server.json<PlanDocument>('planner', 'GET', `/api/plans/${id}/document`)
  expect((await document(draft)).base.stations.map(({ name }) => name)).toEqual([old?.name])
  const later = await started()
  expect((await document(later)).base.stations.map(({ name }) => name)).toEqual(['沙坪街派出所'])

  const bytes = await server.database.transaction(SYSTEM, (tx) => tile(tx, 'beats', tileAt(14, there), 'own'))
  const drawn = new VectorTile(new PbfReader(bytes)).layers.beats
  const labels = Array.from({ length: drawn?.length ?? 0 }, (_, i) => drawn?.feature(i).properties)
  expect(labels.map((one) => [one?.name, one?.station])).toEqual([
    ['第一警格', '沙坪街派出所'],
    ['第二警格', '沙坪街派出所'],
  ])
})

test('a case goes to the station under its name of today; a period keeps the name that it ended with', async () => {
  const FIGHT = { matter: '0604', text: '遛狗不牵绳', channel: 'grid_worker' }
  const inBeat = await reported(FIGHT)
  const inNone = await reported({ ...FIGHT, position: undefined, address: '沙坪街道' })
  await server.database.transaction(SYSTEM, (tx) =>
    tx.query('update incidents set area = $2 where id = $1', [inNone.id, SHAPING_STREET]),
  )
  const until = new Date().toISOString()
  await imported([[{ ...RENAMED[0], 派出所名称: '河东派出所' }, there]])

  const exchanged = async (query = '') =>
    (await server.json<ExchangePage>('liaison', 'GET', `/api/exchange?${query}`)).rows.map(({ station }) => [
      ...[station?.name, station?.by],
    ])
  expect(await exchanged(`to=${until}`)).toEqual([
    ['沙坪街派出所', 'street'],
    ['沙坪街派出所', 'beat'],
  ])
  expect(await exchanged()).toEqual([
    ['河东派出所', 'street'],
    ['河东派出所', 'beat'],
  ])

  const candidates = await server.json<CaseCandidate[]>(
    'commander',
    'GET',
    `/api/incidents/${inBeat.id}/candidates`,
  )
  const police = candidates
    .filter(({ kind }) => kind === 'police')
    .map(({ name, jurisdiction }) => [name, jurisdiction])
  expect(police).toEqual([
    ['河东派出所', 'beat'],
    ['平潭派出所', null],
  ])
  const { holder } = await acted(
    inBeat.id,
    ['commander', { action: 'file', matter: '0604', level: 'street' }],
    ['commander', { action: 'assign', holder: { kind: 'police', id: old?.id } }],
  )
  expect(holder).toMatchObject({ kind: 'police', name: '河东派出所' })
})

test('the same again changes nothing, however often', async () => {
  const AGAIN = [[{ ...RENAMED[0], 派出所名称: '河东派出所' }, there], NEW] as const
  const before = await server.fingerprint()
  expect(await imported(AGAIN)).toMatchObject({ stored: true, report: { accepted: 2 } })
  expect(await server.fingerprint()).toBe(before)
})

test('of many at once each is a version that follows on another', async () => {
  const names = [...'甲乙丙丁戊己庚辛']
  await Promise.all(names.map((name) => imported([[{ ...NEW[0], name }, there]])))
  const rows = await server.database.transaction(SYSTEM, (tx) =>
    tx.query(
      `select v.name, v.valid_to is not distinct from after.valid_from as follows
         from stations s join station_versions v on v.station = s.id
         left join station_versions after on (after.station, after.version) = (v.station, v.version + 1)
        where s.code = $1 order by v.version`,
      [NEW[0].code],
    ),
  )
  expect(rows.filter(({ follows }) => !follows)).toEqual([])
  expect(rows.map(({ name }) => name).sort()).toEqual([NEW[0].name, ...names].sort())
})

test('a station with beats stays in their street; one without any may go to another', async () => {
  const moved = await imported(
    [
      [{ ...RENAMED[0], 街道代码: PINGTAN_STREET }, there],
      [{ ...NEW[0], street: SHAPING_STREET }, there],
    ],
    'confirmed',
  )
  expect(moved.report.badRows).toEqual([{ row: 1, code: 'station_has_beats', detail: SHAPING_STREET }])
  expect((await stations()).map(({ street }) => street)).toEqual([SHAPING_STREET, SHAPING_STREET])
  expect((await imported([[{ ...NEW[0], street: SHAGOU }, there]])).stored).toBe(false)
})
