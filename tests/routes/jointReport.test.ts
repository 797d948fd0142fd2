import { randomUUID } from 'node:crypto'
import readXlsxFile from 'read-excel-file/node'
import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, expect, test } from 'vitest'
import type { JointReport } from '../../server/contract/jointReport.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { testApp, type User } from '../support/app.ts'
import { casework, PHOTO } from '../support/incidents.ts'
import { gridNamed, PINGTAN_STREET, SHAGOU, SHAPING_STREET, tinyWorld } from '../support/tinyWorld.ts'

const server = testApp()
const { reported, acted } = casework(server)
const [station] = tinyWorld.stations
const [west = '', east = ''] = tinyWorld.beats.map(({ id }) => id)
const [fifth, sixth, eighth] = ['第五网格', '第六网格', '第八网格'].map((name) => gridNamed(name).id)

const DAY_MS = 86_400_000
const ZONE = 'Asia/Shanghai'
const monthOf = (at: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, year: 'numeric', month: '2-digit' }).format(at)
const first = (month: string) => Date.parse(`${month}-01T00:00:00+08:00`)
const thisMonth = monthOf(Date.now())
const lastMonth = monthOf(first(thisMonth) - DAY_MS)
const monthBefore = monthOf(first(lastMonth) - DAY_MS)
const nextMonth = monthOf(first(thisMonth) + 40 * DAY_MS)

const system = (sql: string, params: unknown[] = []) =>
  server.database.transaction(SYSTEM, (tx) => tx.query(sql, params))
const path = (month: string, ending = '', within = '') =>
  `/api/exchange/report${ending}?month=${month}${within && `&within=${within}`}`
const report = (month: string, user: User | null = 'liaison', within = '') =>
  server.json<JointReport>(user, 'GET', path(month, '', within))

/** The west beat has only 第六网格 from the middle of last month on: 第八网格 lies half in the east one, half in none. */
async function beatChangedAt(at: number): Promise<void> {
  const when = new Date(at).toISOString()
  await system(
    `update beat_versions set valid_to = $2, superseded_by = publication where beat = $1 and version = 1`,
    [west, when],
  )
  await system(
    `insert into beat_versions (beat, version, valid_from, publication, code, name, station, street, officers, shape)
     select b.beat, 2, $2, b.publication, b.code, b.name, b.station, b.street, b.officers,
            st_multi((select shape from grid_versions where grid = $3))
       from beat_versions b where b.beat = $1 and b.version = 1`,
    [west, when, sixth],
  )
}
/** Moves everything that was done with a case to another time. */
const moved = (id: string, to: number) =>
  system(
    `with row as (update incident_log set at = at - (now() - $2::timestamptz) where incident = $1)
     update incidents set reported_at = reported_at - (now() - $2::timestamptz),
                          stopped_at = stopped_at - (now() - $2::timestamptz) where id = $1`,
    [id, new Date(to).toISOString()],
  )
const middle = first(lastMonth) + 14 * DAY_MS

beforeAll(async () => {
  for (const n of [1, 2, 3, 4]) {
    const { id } = await reported({ matter: '0604', text: '遛狗不牵绳', channel: 'grid_worker' })
    const steps: Parameters<typeof acted>[1][] = [
      ['commander', { action: 'file', matter: '0604', level: 'street' }],
      ['commander', { action: 'assign', holder: { kind: 'police', id: station?.id } }],
      ['commander', { action: 'accept' }],
      ['commander', { action: 'feedback', opinion: '已教育', attachments: [{ ...PHOTO, id: randomUUID() }] }],
      ['duty2', { action: 'close', opinion: '属实' }],
    ]
    await acted(id, ...steps.slice(0, n === 4 ? 2 : 5))
    await moved(id, middle + n * DAY_MS)
  }
  const back = await server.json<{ id: string }>('liaison', 'POST', '/api/exchange/returns', {
    ...{ externalId: '110-1', matter: '0703', text: '楼上吵闹', address: '西坡5号楼' },
    occurredAt: new Date().toISOString(),
  })
  await moved(back.id, middle)
  await beatChangedAt(middle)
})

test('a month: how grids lie in beats, what opened and closed, gaps in the crews, and what went both ways', async () => {
  const told = await report(lastMonth)
  expect(told).toMatchObject({
    ...{ month: lastMonth, within: '140303', place: '矿区', final: true },
    ...{ from: new Date(first(lastMonth)).toISOString(), to: new Date(first(thisMonth)).toISOString() },
    alignment: {
      grids: 5,
      full: 3,
      partial: 0,
      none: 2,
      aligned: 3,
      shareAligned: 0.6,
      mismatches: { no_beat: 2, two_beats: 0, other_station: 0 },
    },
    changes: {
      before: { full: 4, none: 1 },
      opened: [{ grid: eighth, communityName: '沙沟社区', before: null, after: 'no_beat' }],
      ...{ closed: [], changed: [] },
    },
    crews: { gridsWithGaps: 2, beatsWithoutOfficer: 2 },
    toPolice: { handed: 4, answered: 3, closed: 3, waiting: 0, open: null },
    toGrids: { handed: null, answered: 0, toAnswer: { count: 0 } },
  })
  expect(told.crews.faults.map(({ name, fault, role }) => [name, fault, role])).toEqual([
    ['第一网格', 'role_empty', 'instructor'],
    ['第一网格', 'role_empty', 'instructor'],
    ['第一警格', 'role_empty', 'community_officer'],
    ['第二警格', 'role_empty', 'community_officer'],
  ])
  expect(told.stations).toMatchObject([
    {
      ...{ station: station?.id, officers: 0, grids: 3, full: 3, aligned: 3, warnings: ['no_officer'] },
      toPolice: { handed: 4, toAnswer: { count: 3 } },
      beats: [
        { beat: west, grids: 1, toPolice: { handed: 4 }, toGrids: { handed: 0 } },
        { beat: east, grids: 2, full: 2, toPolice: { handed: 0 } },
      ],
    },
  ])
})

test('the month before had none of it; the running one has it as it stands now', async () => {
  expect(await report(monthBefore)).toMatchObject({
    ...{ final: true, alignment: { full: 4, none: 1 }, changes: { opened: [], closed: [] } },
    toPolice: { handed: 0, open: 0 },
  })
  const running = await report(thisMonth)
  expect(running).toMatchObject({ final: false, alignment: { full: 3 }, changes: { opened: [] } })
  expect(Date.parse(running.to)).toBeLessThanOrEqual(Date.now())
})

test('a month that has not begun, or in which nothing was published, is refused in words', async () => {
  const refused = async (month: string, within = '') => {
    const answer = await server.ask('liaison', 'GET', path(month, '', within))
    return [answer.statusCode, answer.json<{ code: string }>().code]
  }
  expect(await refused(nextMonth)).toEqual([422, 'period_in_future'])
  expect(await refused('2023-12')).toEqual([422, 'nothing_published_then'])
  // The first month of all has nothing to be compared with.
  expect((await report('2024-01')).changes).toBeNull()
  for (const malformed of ['2026-13', '2026-1', '1999-01', '26-01'])
    expect(await refused(malformed)).toEqual([400, 'input_invalid'])
  expect(await refused(lastMonth, '999999')).toEqual([404, 'not_found'])
  const foreign = await server.ask('shaping-desk', 'GET', path(lastMonth, '', PINGTAN_STREET))
  expect(foreign.statusCode).toBe(404)
})

test('an area has its own, in which officers are judged by all that they look after', async () => {
  const own = await report(lastMonth, 'liaison', SHAPING_STREET)
  expect(own).toMatchObject({ place: '矿区 沙坪街道', alignment: { grids: 4 }, toPolice: { handed: 4 } })
  expect(await report(lastMonth, 'shaping-desk')).toEqual(own)
  expect((await report(lastMonth, 'liaison', SHAGOU)).alignment.grids).toBe(3)
  expect((await report(lastMonth, 'liaison', PINGTAN_STREET)).stations).toEqual([])
})

test('on paper and as a workbook it says the same', async () => {
  const pdf = await server.ask('liaison', 'GET', path(lastMonth, '.pdf'))
  expect(pdf.statusCode, pdf.body).toBe(200)
  expect(decodeURIComponent(String(pdf.headers['content-disposition']))).toMatch(
    new RegExp(`警网联席月报 矿区 ${lastMonth}\\.pdf$`),
  )
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf.rawPayload)))
  const all = text.join(' ').replace(/\s+/g, ' ')
  for (const words of [
    '警网联席月报',
    '60.0%（3/5）',
    '2 个，上月末 1 个',
    '对应 4 3 −1',
    '合计 5 5 0',
    '已应答、已办结和未结含期前移交的案件。',
    `新增 ${gridNamed('第八网格').code} 沙沟社区 第八网格 — 无警格`,
    '第一网格 网格指导员 缺岗',
    '沙坪派出所 4 3 3 0 ＜3',
    '每户 2.6 人估算',
    '无民警',
    '演示数据',
    '第 1 页',
  ])
    expect(all).toContain(words)
  const { body } = await server.ask('liaison', 'GET', path(lastMonth, '.html'))
  for (const words of ['警网联席月报', '无警格', '沙坪派出所', '期前移交', '演示数据'])
    expect(body).toContain(words)

  const answer = await server.ask('liaison', 'GET', path(lastMonth, '.xlsx'))
  const sheets = new Map((await readXlsxFile(answer.rawPayload)).map(({ sheet, data }) => [sheet, data]))
  expect([...sheets.keys()]).toEqual([
    ...['对应', '错位变化', '人员缺岗', '移送公安', '回流网格', '派出所和警格'],
  ])
  expect(sheets.get('对应')).toContainEqual(['对应', 4, 3])
  expect(sheets.get('移送公安')?.[2]?.slice(0, 6)).toEqual(['沙坪派出所', 4, 3, 3, 0, '＜3'])
})

test('a month that is over stays byte for byte what it was, whatever happens afterwards', async () => {
  const told = async () =>
    Promise.all(
      [monthBefore, lastMonth].map(async (month) => (await server.ask('liaison', 'GET', path(month))).body),
    )
  const before = await told()
  for (const user of ['commander', 'viewer', null] as const)
    expect((await server.ask(user, 'GET', path(lastMonth))).body).toBe(before[1])

  const { rows } = await server.json<{ rows: { id: string; state: string }[] }>(
    'liaison',
    'GET',
    `/api/exchange?from=${new Date(first(lastMonth)).toISOString()}`,
  )
  for (const { id, state } of rows)
    await acted(
      id,
      ...(state === 'ended'
        ? ([['commander', { action: 'reopen', reason: '又来了' }]] as const)
        : ([['commander', { action: 'supervise', colour: 'red', reason: '超期' }]] as const)),
    )
  await reported({ matter: '0604', text: '又在遛狗', channel: 'grid_worker' })
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date())
  const person = () => ({ id: randomUUID(), name: '李警', telephone: '10009998877' })
  await server.json('liaison', 'POST', '/api/crew', {
    ...{ id: randomUUID(), role: 'community_officer', beat: west, newPerson: person(), fromOn: day },
  })
  const chief = tinyWorld.crew.find(({ grid, role }) => grid === fifth && role === 'chief')
  await server.json('planner', 'POST', `/api/crew/${chief?.id}/finish`, { toOn: day })
  await system(
    'update beat_versions set valid_to = now(), superseded_by = publication where beat = $1 and valid_to is null',
    [east],
  )
  await system('delete from grid_beat_overlays')
  expect(await told()).toEqual(before)
  expect(await report(thisMonth)).toMatchObject({ alignment: { full: 1 }, crews: { gridsWithGaps: 3 } })
})

test('a grid in the beat of another street’s station is not aligned: with the mismatches the figures add up', async () => {
  await system('update station_versions set street = $2 where station = $1 and valid_to is null', [
    ...[station?.id, PINGTAN_STREET],
  ])
  const { alignment, stations } = await report(thisMonth)
  expect(alignment).toMatchObject({ grids: 5, full: 1, aligned: 0, shareAligned: 0 })
  expect(alignment.mismatches).toMatchObject({ other_station: 1 })
  expect(stations.map(({ full, aligned }) => [full, aligned])).toEqual([[1, 0]])
  const wrong = Object.values(alignment.mismatches).reduce((sum, count) => sum + count, 0)
  expect(alignment.aligned + wrong).toBe(alignment.grids)
})
