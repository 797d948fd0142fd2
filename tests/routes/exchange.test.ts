import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { ExchangeFigures, ExchangePage } from '../../server/contract/exchange.ts'
import type { CaseCandidate, CaseSummary } from '../../server/contract/incident.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { testApp, type User } from '../support/app.ts'
import { AT, casework, ELSEWHERE, PHOTO } from '../support/incidents.ts'
import { PINGTAN_STREET, SHAGOU, SHAPING_STREET, tinyWorld } from '../support/tinyWorld.ts'

const server = testApp()
const { reported, acted, detail, send } = casework(server)
const [station] = tinyWorld.stations
const [west, east] = tinyWorld.beats
/** In 第五网格, which lies in the other beat. */
const IN_EAST: readonly [number, number] = [AT[0] + 0.0036, AT[1]]
const FIGHT = { matter: '0604', text: '有人遛狗不牵绳', channel: 'grid_worker' }

const page = (query = '', user: User = 'liaison') =>
  server.json<ExchangePage>(user, 'GET', `/api/exchange?${query}`)
const told = ({ rows }: ExchangePage) =>
  rows.map(({ number, direction, state, beat, station: to }) =>
    [Number(number), direction, state, beat?.name ?? 'no beat', to?.by ?? 'nobody'].join(' '),
  )
const candidates = (id: string) =>
  server.json<CaseCandidate[]>('commander', 'GET', `/api/incidents/${id}/candidates`)
const returned = (body: object, user: User | null = 'liaison', headers: Record<string, string> = {}) =>
  server.ask(
    user,
    'POST',
    '/api/exchange/returns',
    {
      ...{ externalId: randomUUID(), matter: '0703', text: '楼上夜间吵闹，请社区协调。', position: AT },
      ...{ occurredAt: new Date(Date.now() - 60_000).toISOString(), ...body },
    },
    headers,
  )

describe('a matter of the police', () => {
  test('goes to the station whose beat holds its place, and the officers of that beat are named', async () => {
    await server.json('liaison', 'POST', '/api/crew', {
      ...{ id: randomUUID(), role: 'community_officer', beat: east?.id },
      ...{ newPerson: { id: randomUUID(), name: '李警', telephone: '10009998877' } },
      fromOn: new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date()),
    })
    const { id } = await reported({ ...FIGHT, position: IN_EAST })
    expect((await detail(id)).proposal).toMatchObject({ kind: 'police', reason: 'public_order' })
    const [first] = await candidates(id)
    expect(first).toMatchObject({
      ...{
        kind: 'police',
        id: station?.id,
        name: '沙坪派出所',
        fits: true,
        distanceM: 0,
        jurisdiction: 'beat',
      },
      beat: { id: east?.id, name: '第二警格', officers: [{ name: '李警' }] },
    })
    const [other] = await candidates((await reported({ ...FIGHT })).id)
    expect(other?.beat).toMatchObject({ id: west?.id, officers: [] })
  })

  test('in no beat goes to the station of its street, which says so', async () => {
    const { id } = await reported({ ...FIGHT, position: undefined, address: '沙坪街道' })
    const [first] = await candidates(id)
    // Nothing is known of its place but that it is the district’s.
    expect(first).toMatchObject({ kind: 'police', jurisdiction: null, beat: null })
    await server.database.transaction(SYSTEM, (tx) =>
      tx.query('update incidents set area = $2 where id = $1', [id, SHAPING_STREET]),
    )
    expect((await candidates(id))[0]).toMatchObject({ kind: 'police', jurisdiction: 'street', beat: null })
    expect(told(await page('state=waiting'))).toEqual([
      '3 to_police waiting no beat street',
      '2 to_police waiting 第一警格 beat',
      '1 to_police waiting 第二警格 beat',
    ])
  })

  test('is listed until it ends, with when it was handed over and answered', async () => {
    const { rows } = await page('state=waiting')
    const [second, first] = rows.slice(1)
    await acted(
      first?.id ?? '',
      ['commander', { action: 'file', matter: '0604', level: 'street' }],
      ['commander', { action: 'assign', holder: { kind: 'police', id: station?.id } }],
    )
    expect(told(await page('direction=to_police&state=handed'))).toEqual([
      '1 to_police handed 第二警格 holder',
    ])
    await acted(
      first?.id ?? '',
      ['commander', { action: 'accept' }],
      ['commander', { action: 'feedback', opinion: '已教育', attachments: [PHOTO] }],
      ['duty2', { action: 'close', opinion: '属实' }],
    )
    const [ended] = (await page('state=ended')).rows
    expect(ended).toMatchObject({ number: '000001', caseState: 'closed', station: { name: '沙坪派出所' } })
    const [reportedAt = '', handedAt = '', answeredAt = '', closedAt = ''] = [
      ended?.reportedAt,
      ended?.handedAt,
      ended?.answeredAt,
      ended?.closedAt,
    ].map(String)
    expect([reportedAt, handedAt, answeredAt, closedAt]).toEqual(
      [reportedAt, handedAt, answeredAt, closedAt].sort(),
    )
    expect(told(await page(`beat=${west?.id}`))).toEqual(['2 to_police waiting 第一警格 beat'])
    expect(told(await page(`station=${station?.id}&limit=1`))).toHaveLength(1)
    expect(second?.number).toBe('000002')
  })
})

describe('a non-police matter of the 110', () => {
  test('becomes a case by that channel, once however often it comes', async () => {
    const body = { externalId: '110-1', reporter: { name: '王小明', phone: '13812345678' } }
    const answers = [await returned(body), await returned(body)]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 200])
    const [first, again] = answers.map((answer) => answer.json<CaseSummary>())
    expect(again?.id).toBe(first?.id)
    expect(first).toMatchObject({ channel: 'police_110', category: '07', matter: '0703', state: 'reported' })
    const seen = await detail(first?.id ?? '')
    expect(seen.reporter).toEqual({ name: '王*', phone: '138****5678', masked: true })
    expect(seen.snapshot.beat?.id).toBe(west?.id)
    expect(told(await page('direction=to_grids'))).toEqual(['4 to_grids handed 第一警格 beat'])

    const key = { 'idempotency-key': 'k1' }
    const keyed = { externalId: '110-2', text: '噪音', occurredAt: '2026-11-01T00:00:00Z' }
    expect((await returned(keyed, 'liaison', key)).statusCode).toBe(201)
    const other = await returned({ ...keyed, text: '别的' }, 'liaison', key)
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([422, 'idempotency_key_reused'])
  })

  test('is the police’s to hand over, with a place and without what stays with them', async () => {
    const before = await server.fingerprint()
    for (const user of ['commander', 'planner', 'viewer', 'admin'] as const)
      expect((await returned({}, user)).statusCode).toBe(403)
    expect((await returned({}, null)).statusCode).toBe(401)
    expect((await returned({ position: undefined })).statusCode).toBe(400)
    expect((await returned({ externalId: '' })).statusCode).toBe(400)

    const refused = async (body: object) => {
      const answer = await returned(body)
      const { code, about } = answer.json<{ code: string; about?: object }>()
      return { status: answer.statusCode, code, about }
    }
    expect(await refused({ matter: '0604' })).toMatchObject({ status: 422, code: 'police_matter' })
    expect(await refused({ matter: '0999' })).toMatchObject({ status: 422, code: 'matter_unknown' })
    expect(
      await refused({ text: '违法嫌疑人张某（140303198811223344）已被行政处罚', address: '找 13812345678' }),
    ).toEqual({
      ...{ status: 422, code: 'criminal_detail' },
      about: {
        found: [
          { kind: 'suspect', text: '违法嫌疑人' },
          { kind: 'id_number', text: '140303198811223344' },
          { kind: 'proceedings', text: '行政处罚' },
          { kind: 'telephone', text: '13812345678' },
        ],
      },
    })
    // Nor by the way that every channel reports.
    const report = { channel: 'police_110', text: '嫌疑人已带走，请清理现场', matter: '0202', position: AT }
    expect((await send('liaison', report)).json<{ code: string }>().code).toBe('criminal_detail')
    expect(await server.fingerprint()).toBe(before)
  })
})

describe('the figures', () => {
  test('are those of the lists, in all and by station; fewer than three are told to staff only', async () => {
    const figures = (user: User | null, query = '') =>
      server.json<ExchangeFigures>(user, 'GET', `/api/exchange/figures?${query}`)
    const { toPolice, toGrids, stations } = await figures('liaison')
    expect(toPolice).toMatchObject({ handed: 1, answered: 1, closed: 1, waiting: 2, open: 0 })
    expect(toPolice.toAnswer).toMatchObject({ count: 1 })
    expect(toGrids).toMatchObject({ handed: 2, answered: 0, closed: 0, waiting: 0, open: 2 })
    expect(stations).toMatchObject([{ station: station?.id, toPolice: { handed: 1, waiting: 2 } }])
    await returned({})
    for (const user of ['viewer', null] as const) {
      const masked = await figures(user)
      expect(masked.toPolice).toMatchObject({ handed: null, waiting: null, open: 0, toAnswer: null })
      expect(masked.toGrids).toMatchObject({ handed: 3, open: 3 })
    }
    const early = await figures('liaison', 'from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z')
    expect([early.toPolice.handed, early.stations]).toEqual([0, []])
  })

  test('a scope has its own, and a list that is long goes on where a page ended', async () => {
    await reported({ ...FIGHT, position: ELSEWHERE })
    expect((await page(`within=${PINGTAN_STREET}`)).total).toBe(1)
    expect((await page(`within=${SHAGOU}`, 'shaping-desk')).total).toBe(5)
    expect((await page(`within=${PINGTAN_STREET}`, 'shaping-desk')).total).toBe(0)
    const all = await page('limit=200')
    expect(all.next).toBeNull()
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const one: ExchangePage = await page(`limit=2${cursor && `&cursor=${cursor}`}`)
      seen.push(...one.rows.map(({ id, direction }) => `${id} ${direction}`))
      cursor = one.next
    }
    expect(seen).toEqual(all.rows.map(({ id, direction }) => `${id} ${direction}`))
    for (const malformed of ['cursor=x', 'from=2026-01-01', 'from=2020-01-01T00:00:00Z', 'state=x'])
      expect((await server.ask('liaison', 'GET', `/api/exchange?${malformed}`)).statusCode).toBe(400)
  })
})
