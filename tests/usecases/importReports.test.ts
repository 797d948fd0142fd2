import { expect, test } from 'vitest'
import { CasePage } from '../../server/contract/incident.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { importLayer } from '../../server/usecases/importLayer.ts'
import { testApp } from '../support/app.ts'
import { AT, ELSEWHERE } from '../support/incidents.ts'
import { gridNamed } from '../support/tinyWorld.ts'

const server = testApp()
const feature = (properties: object, position: readonly number[] = AT) => ({
  ...{ type: 'Feature', geometry: { type: 'Point', coordinates: position } },
  properties: { channel: 'property', text: '楼道堆物', matter: '0202', ...properties },
})
const imported = (features: object[], store: 'report' | 'clean' | 'confirmed' = 'confirmed') =>
  importLayer(server.database, SYSTEM, {
    ...{ layer: 'incidents', crs: 'EPSG:4326', community: undefined, toleranceM: 1, store },
    text: JSON.stringify({ type: 'FeatureCollection', features }),
  })
const cases = async () =>
  CasePage.parse(await server.json('commander', 'GET', '/api/incidents?order=newest')).cases

test('a file of reports becomes cases, each once however often it is read, and what is wrong is said by row', async () => {
  const file = [
    feature({ external_id: 'a', reported_at: '2026-01-05T09:00:00+08:00', state: 'closed' }),
    feature({ external_id: 7, source: 'estate', matter: null }, ELSEWHERE),
    feature({ external_id: 'a' }),
    feature({ external_id: 'b', matter: '9999' }),
    feature({ external_id: 'c', channel: 'pigeon' }),
    feature({}),
    feature({ external_id: 'd', reported_at: 'yesterday' }),
  ]
  const looked = await imported(file, 'clean')
  expect(looked).toMatchObject({ ok: true, stored: false })
  expect(await cases()).toEqual([])
  const first = await imported(file)
  expect(first).toMatchObject({ ok: true, stored: true, report: { features: 7, accepted: 2, doubts: [] } })
  expect(first.ok && first.report.badRows.map(({ row, code }) => `${row} ${code}`).sort()).toEqual([
    '3 report_known',
    '4 report_refused',
    '5 report_malformed',
    '6 code_missing',
    '7 report_malformed',
  ])
  expect(await cases()).toMatchObject([
    { state: 'reported', matter: null, flags: expect.arrayContaining(['unclassified']) },
    {
      ...{ state: 'reported', reportedAt: '2026-01-05T01:00:00.000Z', light: 'red', channel: 'property' },
      grid: { id: gridNamed('第八网格').id },
    },
  ])
  expect(await imported(file)).toMatchObject({ ok: true, stored: false, report: { accepted: 0 } })
  expect(await cases()).toHaveLength(2)
})
