import readXlsxFile from 'read-excel-file/node'
import { beforeEach, describe, expect, test } from 'vitest'
import type { PlanComparison } from '../../server/contract/compare.ts'
import type { Publication } from '../../server/contract/history.ts'
import type { CommandAnswer, PlanDetail, PlanDocument } from '../../server/contract/plan.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { testApp, type User } from '../support/app.ts'
import { planning } from '../support/plans.ts'
import {
  buildingNamed,
  DISTRICT,
  gridNamed,
  SHAGOU,
  SHAPING_STREET,
  tinyWorld,
} from '../support/tinyWorld.ts'

const server = testApp()
const { detail, fresh } = planning(server)
beforeEach(fresh)

const [first, second] = tinyWorld.beats.map(({ id }) => id) as [string, string]
const [sixth, eighth, fifth] = ['第六网格', '第八网格', '第五网格'].map((name) => gridNamed(name).id)

const started = async (user: User, kind: string, within = SHAGOU) =>
  (await server.json<{ id: string }>(user, 'POST', '/api/plans', { name: '联合', within, kind })).id
const post = (user: User, id: string, step: string, body?: object) =>
  server.ask(user, 'POST', `/api/plans/${id}/${step}`, body)
async function asked(user: User, id: string, command: object) {
  const { revision } = await detail('liaison', id)
  return post(user, id, 'commands', { expectedRevision: revision, command })
}
async function done(user: User, id: string, command: object): Promise<CommandAnswer> {
  const answer = await asked(user, id, command)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json()
}
const codeOf = (answer: { statusCode: number; json: () => { code?: string } }) =>
  `${answer.statusCode} ${answer.json().code ?? ''}`

/** The usual mend: 第五网格 goes from the second beat to the first, with all its ground. */
const toFirst = { type: 'assignGrids', layer: 'beats', grids: [fifth], to: first }
const toSixth = {
  ...{ type: 'moveBuildings', buildings: [buildingNamed('西坡5号楼').id], to: sixth },
}
const system = <T>(sql: string, params: unknown[] = []) =>
  server.database.transaction(SYSTEM, async (tx) => (await tx.query(sql, params)) as T[])
/** Version and area (in thousandths of the whole row of grids) of each beat as published at a moment. */
const published = (at = 'now()') =>
  system<{ code: string; version: number; share: number }>(
    `select v.code, v.version, round((1000 * st_area(v.shape) / (select sum(st_area(shape)) from grid_versions where superseded_by is null))::numeric)::int as share
       from beat_versions v where v.valid_from <= ${at} and (v.valid_to is null or v.valid_to > ${at}) order by v.code`,
  )

test('a joint plan of both sides is signed by both and published as one', async () => {
  const id = await started('liaison', 'joint')
  expect(await detail('planner', id)).toMatchObject({
    ...{ kind: 'joint', sides: { grids: false, beats: false } },
    missingSignatures: ['community', 'street', 'police'],
  })
  await done('liaison', id, toFirst)
  expect(await detail('planner', id)).toMatchObject({ sides: { grids: false, beats: true } })
  await done('planner', id, toSixth)
  expect(await detail('viewer', id)).toMatchObject({ sides: { grids: true, beats: true } })
  expect((await post('planner', id, 'submit')).statusCode).toBe(200)

  expect((await post('liaison', id, 'sign')).json()).toMatchObject({
    missingSignatures: ['community', 'street'],
  })
  const early = await post('liaison', id, 'publish')
  expect(early.json()).toMatchObject({ status: 409, code: 'signature_missing' })
  expect((await post('liaison', id, 'sign')).json()).toMatchObject({ code: 'already_signed' })
  const before = await server.fingerprint()
  expect((await post('planner', id, 'sign')).json()).toMatchObject({ missingSignatures: [] })
  expect(await server.fingerprint()).not.toBe(before)

  expect((await post('liaison', id, 'publish')).json<PlanDetail>()).toMatchObject({ status: 'published' })
  expect(await published()).toEqual([
    { code: '1403030101', version: 2, share: 600 },
    { code: '1403030102', version: 2, share: 200 },
  ])
  expect(await published(`timestamptz '2026-01-01'`)).toEqual([
    { code: '1403030101', version: 1, share: 400 },
    { code: '1403030102', version: 1, share: 400 },
  ])
  const publications = await system<{ number: number; layers: string[] }>(
    `select number::int, layers from publications where number > 1`,
  )
  expect(publications.map(({ layers }) => layers)).toEqual([['grids', 'grid_labels', 'buildings', 'beats']])
  const [row] = await system<{ grid: string }>(
    'select grid from building_versions where building = $1 and superseded_by is null',
    [buildingNamed('西坡5号楼').id],
  )
  expect(row?.grid).toBe(sixth)
})

test('the signature of one side is not enough, whichever it is, and a rejection changes nothing', async () => {
  for (const [signer, missing] of [
    ['planner', ['police']],
    ['liaison', ['community', 'street']],
  ] as const) {
    const id = await started('planner', 'joint')
    await done('liaison', id, toFirst)
    await done('planner', id, toSixth)
    await post('liaison', id, 'submit')
    await post(signer, id, 'sign')
    const before = await server.fingerprint()
    for (const user of ['planner', 'liaison'] as const)
      expect((await post(user, id, 'publish')).json()).toMatchObject({
        ...{ code: 'signature_missing', about: { levels: missing } },
      })
    expect(await server.fingerprint()).toBe(before)
  }
})

describe('who works on what', () => {
  const others = { grids: 'liaison', beats: 'planner' } as const
  const owners = { grids: 'planner', beats: 'liaison' } as const

  test.each(['grids', 'beats'] as const)(
    'a plan of %s is nobody else’s, and stays as it is',
    async (kind) => {
      const id = await started(owners[kind], kind)
      await done(owners[kind], id, kind === 'grids' ? toSixth : toFirst)
      const before = await server.fingerprint()
      const other = others[kind]
      expect(codeOf(await asked(other, id, kind === 'grids' ? toSixth : toFirst))).toBe('403 role_forbids')
      for (const step of ['undo', 'redo', 'submit', 'sign', 'publish', 'withdraw'])
        expect(`${step} ${codeOf(await post(other, id, step))}`).toBe(`${step} 403 role_forbids`)
      expect(codeOf(await post(other, id, 'rebase', { expectedRevision: 1 }))).toBe('403 role_forbids')
      expect(codeOf(await server.ask(other, 'PATCH', `/api/plans/${id}`, { name: '别名' }))).toBe(
        '403 role_forbids',
      )
      expect(codeOf(await server.ask(other, 'POST', '/api/plans', { name: 'x', within: SHAGOU, kind }))).toBe(
        '403 role_forbids',
      )
      expect(await server.fingerprint()).toBe(before)
    },
  )

  test('a plan of one side is refused what belongs to the other', async () => {
    const grids = await started('planner', 'grids')
    const beats = await started('liaison', 'beats')
    expect(codeOf(await asked('planner', grids, toFirst))).toBe('403 layer_forbidden')
    expect(codeOf(await asked('liaison', beats, toSixth))).toBe('403 layer_forbidden')
  })

  test('whoever is neither is refused by the route', async () => {
    const id = await started('planner', 'joint')
    for (const user of ['commander', 'viewer', 'admin'] as const)
      expect(codeOf(await asked(user, id, toFirst))).toBe('403 role_forbids')
  })

  test('a plan of beats needs the police alone, and a liaison publishes it', async () => {
    const id = await started('liaison', 'beats')
    await done('liaison', id, toFirst)
    await post('liaison', id, 'submit')
    expect((await post('liaison', id, 'sign')).json()).toMatchObject({ missingSignatures: [] })
    expect((await post('liaison', id, 'publish')).json()).toMatchObject({ status: 'published' })
    const grids = await system('select grid from grid_versions where version > 1')
    expect(grids).toEqual([])
    const history = await server.json<Publication[]>(null, 'GET', `/api/publications?within=${SHAGOU}`)
    expect(history.map(({ plan, grids, beats }) => [plan, grids, beats])).toEqual([
      [id, 0, 2],
      [null, 3, 2],
    ])
    const [publication] = await system<{ layers: string[] }>(
      'select layers from publications where number > 1',
    )
    expect(publication?.layers).toEqual(['beats'])
  })
})

test('the document holds the beats with their whole ground, and what the plan did with them', async () => {
  const id = await started('liaison', 'beats')
  const line = {
    type: 'LineString',
    coordinates: [
      [113.505, 37.86],
      [113.505, 37.88],
    ],
  }
  const newBeat = '00000000-0000-4000-8000-00000000beef'
  await done('liaison', id, { type: 'splitGrid', layer: 'beats', grid: first, line, newGrid: newBeat })
  const document = await server.json<PlanDocument>('viewer', 'GET', `/api/plans/${id}/document`)
  expect(document.base.beats.map(({ code }) => code)).toEqual(['1403030101', '1403030102'])
  expect(document.base.stations).toMatchObject([{ code: '14030301', usedNumbers: [1, 2] }])
  expect(document.overlay.beats.map(({ code, officers }) => [code, officers])).toEqual([
    ['1403030101', 1],
    ['1403030103', 0],
  ])
  await done('liaison', id, { type: 'mergeGrids', layer: 'beats', from: first, into: newBeat })
  const merged = await server.json<PlanDocument>('viewer', 'GET', `/api/plans/${id}/document`)
  expect(merged.overlay.retiredBeats).toEqual([first])

  await post('liaison', id, 'submit')
  await post('liaison', id, 'sign')
  expect((await post('liaison', id, 'publish')).statusCode).toBe(200)
  // The code of the retired beat is never given again.
  const next = await started('liaison', 'beats')
  const stations = (await server.json<PlanDocument>('viewer', 'GET', `/api/plans/${next}/document`)).base
    .stations
  expect(stations).toMatchObject([{ usedNumbers: [1, 2, 3] }])
})

test('undo and redo walk through both sides, and the plan is the same made again from what is stored', async () => {
  const id = await started('planner', 'joint')
  await done('liaison', id, toFirst)
  await done('planner', id, toSixth)
  const document = () => server.json<PlanDocument>('viewer', 'GET', `/api/plans/${id}/document`)
  const { overlay } = await document()
  server.services.states.forget()
  expect((await document()).overlay).toEqual(overlay)
  await post('liaison', id, 'undo')
  await post('liaison', id, 'undo')
  const { overlay: empty } = await document()
  expect([empty.grids, empty.buildings, empty.beats]).toEqual([[], [], []])
  await post('planner', id, 'redo')
  await post('planner', id, 'redo')
  expect((await document()).overlay).toEqual(overlay)
})

async function ready(kind: 'beats' | 'joint', command: object, within = SHAGOU): Promise<string> {
  const id = await started('liaison', kind, within)
  await done('liaison', id, command)
  for (const step of ['submit', 'sign']) await server.json('liaison', 'POST', `/api/plans/${id}/${step}`)
  return id
}

describe('two plans on one beat', () => {
  const eighthToSecond = { type: 'assignGrids', layer: 'beats', grids: [eighth], to: second }

  test('the second is told that its base changed, and goes on over the new one', async () => {
    const one = await ready('beats', toFirst)
    const other = await started('liaison', 'beats', SHAPING_STREET)
    await done('liaison', other, eighthToSecond)
    expect((await post('liaison', one, 'publish')).statusCode).toBe(200)
    expect(await detail('liaison', other)).toMatchObject({ baseCurrent: false })
    const late = (await post('liaison', other, 'submit')).json()
    expect(late).toMatchObject({ status: 409, code: 'base_changed', about: { grids: [] } })
    expect([...late.about.beats].sort()).toEqual([first, second].sort())
    const { revision } = await detail('liaison', other)
    const rebased = (await post('liaison', other, 'rebase', { expectedRevision: revision })).json()
    expect(rebased).toMatchObject({ kept: 1, dropped: [] })
    for (const step of ['submit', 'sign', 'publish'])
      expect((await post('liaison', other, step)).statusCode, step).toBe(200)
    expect(await published()).toEqual([
      { code: '1403030101', version: 3, share: 400 },
      { code: '1403030102', version: 3, share: 400 },
    ])
  })

  test('published at once, exactly one of them is', async () => {
    const [one, other] = [await ready('beats', toFirst), await ready('beats', eighthToSecond, SHAPING_STREET)]
    const answers = await Promise.all([one, other].map((id) => post('liaison', id, 'publish')))
    expect(answers.map(codeOf).sort()).toEqual(['200 ', '409 base_changed'])
    expect((await published()).map(({ version }) => version)).toEqual([2, 2])
  })

  test('ground that another beat was given meanwhile is in the way too', async () => {
    // 平潭社区 has no beat: both plans give it away, to a beat that the other does not change.
    const pingtan = gridNamed('第一网格', '140303001001').id
    const give = (to: string) => ({ type: 'assignGrids', layer: 'beats', grids: [pingtan], to })
    const one = await ready('beats', give(first), DISTRICT)
    const other = await ready('beats', give(second), DISTRICT)
    expect((await post('liaison', one, 'publish')).statusCode).toBe(200)
    expect((await post('liaison', other, 'publish')).json()).toMatchObject({
      ...{ code: 'base_changed', about: { grids: [], beats: [first] } },
    })
  })
})

test('plans of grids and of beats over one community do not stand in each other’s way', async () => {
  const beats = await ready('beats', toFirst)
  const grids = await started('planner', 'grids')
  await done('planner', grids, toSixth)
  for (const step of ['submit', 'sign']) await server.json('planner', 'POST', `/api/plans/${grids}/${step}`)
  expect((await post('liaison', beats, 'publish')).statusCode).toBe(200)
  expect(await detail('planner', grids)).toMatchObject({ baseCurrent: true })
  expect((await post('planner', grids, 'publish')).statusCode).toBe(200)
})

test('what PostGIS finds wrong with a beat stops the publication of both sides, and changes nothing', async () => {
  const id = await started('liaison', 'joint')
  await done('liaison', id, toFirst)
  await done('planner', id, toSixth)
  // Somebody got the second beat's old shape past core: the two overlap.
  await system(
    `update plan_commands set change = (select jsonb_agg(row) from jsonb_array_elements(change) row where row->>'id' <> $2)
      where plan = $1 and command->>'layer' = 'beats'`,
    [id, second],
  )
  server.services.states.forget()
  await post('planner', id, 'submit')
  for (const user of ['planner', 'liaison'] as const) await post(user, id, 'sign')
  const before = await server.fingerprint()
  expect((await post('planner', id, 'publish')).json()).toMatchObject({
    ...{ status: 422, code: 'coverage_broken', about: { reason: 'beats_overlap' } },
  })
  expect(await server.fingerprint()).toBe(before)
})

test('what changes among the beats is compared and printed', async () => {
  const id = await started('liaison', 'joint')
  const pingtan = gridNamed('第一网格', '140303001001')
  await done('liaison', id, toFirst)
  const compared = await server.json<PlanComparison>('viewer', 'GET', `/api/plans/${id}/compare`)
  expect(compared.grids).toEqual([])
  expect(compared.before.beatsCut + compared.after.beatsCut).toBe(0)
  expect(compared.beats).toMatchObject({
    beats: [
      { beat: first, before: { households: 1037 }, after: { households: 1340 } },
      { beat: second, before: { households: 303 }, after: { households: 0 } },
    ],
    areas: [{ from: second, to: first }],
    households: 303,
  })
  expect(compared.beats.moved).toHaveLength(9)

  const page = await server.ask('viewer', 'GET', `/api/plans/${id}/notice.html`)
  expect(page.body).toContain('三、警格变更（2 个，303 户改属）')
  expect(page.body).toContain('1037 → 1340')
  expect(page.body).toContain('公安意见')
  const workbook = await server.ask('viewer', 'GET', `/api/plans/${id}/notice.xlsx`)
  const sheets = await readXlsxFile(workbook.rawPayload)
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['调整前后', '移动楼栋', '警格变更'])
  expect(sheets.at(2)?.data.map((row) => row.slice(4, 6))).toContainEqual([1037, 1340])

  // What nobody had, and what nobody has any more.
  const district = await started('liaison', 'beats', DISTRICT)
  await done('liaison', district, { ...toFirst, grids: [pingtan.id] })
  await done('liaison', district, { ...toFirst, grids: [sixth], to: null })
  const { beats } = await server.json<PlanComparison>('viewer', 'GET', `/api/plans/${district}/compare`)
  expect(beats.areas.map(({ from, to }) => [from, to])).toEqual([
    [first, null],
    [null, first],
  ])
  expect(beats.beats.map(({ beat }) => beat)).toEqual([first])
})
