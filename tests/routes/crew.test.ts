import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { CrewPost, Crews, PlaceCrew } from '../../server/contract/crew.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { dayIn } from '../../server/usecases/days.ts'
import { testApp, type User } from '../support/app.ts'
import { gridNamed, PINGTAN, PINGTAN_STREET, SHAGOU, SHATAI, tinyWorld } from '../support/tinyWorld.ts'

const server = testApp()
const DAY_MS = 86_400_000
/** So many days from today, in the district's zone. */
const day = (days: number) => dayIn('Asia/Shanghai', new Date(Date.now() + days * DAY_MS).toISOString())
const today = day(0)
const [fifth, sixth, eighth] = ['第五网格', '第六网格', '第八网格'].map((name) => gridNamed(name).id) as [
  string,
  string,
  string,
]
const elsewhere = gridNamed('第一网格', PINGTAN).id
const [west = '', east = ''] = tinyWorld.beats.map(({ id }) => id)

const crews = (user: User | null = 'planner', query = '') =>
  server.json<Crews>(user, 'GET', `/api/crew?${query}`)
const crewOf = (user: User | null, kind: 'grids' | 'beats', id: string, query = '') =>
  server.json<PlaceCrew>(user, 'GET', `/api/${kind}/${id}/crew${query}`)
const newPerson = (name: string) => ({ id: randomUUID(), name, telephone: '10009998877' })
const appointing = (user: User | null, body: object) =>
  server.ask(user, 'POST', '/api/crew', { id: randomUUID(), fromOn: today, ...body })
const appointed = async (user: User, body: object) => {
  const answer = await appointing(user, body)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<CrewPost>()
}
const finishing = (user: User, id: string, toOn: string) =>
  server.ask(user, 'POST', `/api/crew/${id}/finish`, { toOn })
const told = (answer: { statusCode: number; json(): { code?: string } }) => [
  answer.statusCode,
  answer.json().code,
]
const audited = (action: string) =>
  server.database.transaction(SYSTEM, (tx) =>
    tx.query('select actor, subject, detail from audit where action = $1 order by at', [action]),
  )

describe('the crews of a district', () => {
  test('who serves each grid and beat, what is missing, and what officers look after', async () => {
    const { on, grids, beats } = await crews()
    expect(on).toBe(today)
    expect(
      grids.map(({ name, community, beat, posts, faults }) => [
        community,
        name,
        beat?.code,
        posts.map(({ role, name: who }) => `${role} ${who}`),
        faults.map(({ code, role }) => `${code} ${role}`),
      ]),
    ).toEqual([
      [
        PINGTAN,
        '第一网格',
        undefined,
        ['chief 第一网格网格长', 'worker 第一网格网格员'],
        ['role_empty instructor'],
      ],
      ...['第五网格', '第六网格', '第八网格'].map((name) => [
        SHAGOU,
        name,
        name === '第五网格' ? '1403030102' : '1403030101',
        [`chief ${name}网格长`, 'instructor 指导员', `worker ${name}网格员`],
        [],
      ]),
      [
        SHATAI,
        '第一网格',
        '1403030102',
        ['chief 第一网格网格长', 'worker 第一网格网格员'],
        ['role_empty instructor'],
      ],
    ])
    expect(beats).toMatchObject([
      {
        ...{ beat: west, stationName: '沙坪派出所', grids: 2, gridsWithGaps: 0, households: 328 + 709 },
        ...{ residents: 2696, faults: [{ code: 'role_empty', role: 'community_officer' }] },
        ...{ load: { gridsPerOfficer: null, residentsPerOfficer: null }, warnings: ['no_officer'] },
      },
      { beat: east, grids: 2, gridsWithGaps: 1, households: 303 + 90 },
    ])
  })

  test('an area has its own grids and the beats that they lie in; who only reads sees no names', async () => {
    const { grids, beats } = await crews('planner', `within=${SHAGOU}`)
    expect([grids.length, beats.map(({ beat }) => beat)]).toEqual([3, [west, east]])
    // What officers look after is told whole, wherever it lies.
    expect(beats[1]).toMatchObject({ grids: 2, households: 303 + 90 })
    expect((await crews('planner', `within=${PINGTAN_STREET}`)).beats).toEqual([])
    expect(await crews('shagou', `within=${PINGTAN_STREET}`)).toMatchObject({ grids: [], beats: [] })
    for (const user of ['viewer', 'admin', null] as const) {
      const masked = await crews(user)
      const names = [...masked.grids, ...masked.beats].flatMap(({ posts }) => posts.map(({ name }) => name))
      expect(new Set(names.map((name) => name.slice(1)))).toEqual(new Set(['*']))
    }
  })

  test('telephones are for roles that may, and every look at them is on the record', async () => {
    const { posts } = await crewOf('liaison', 'grids', sixth)
    expect(posts.map(({ role, name, telephone }) => [role, name, telephone])).toEqual([
      ['chief', '第六网格网格长', '10000000000'],
      ['instructor', '指导员', '10000000099'],
      ['worker', '第六网格网格员', '10000000001'],
    ])
    expect(await audited('crewTelephonesSeen')).toEqual([
      { actor: 'liaison', subject: `grid:${sixth}`, detail: { people: 3 } },
    ])
    for (const user of ['viewer', 'admin', null] as const)
      expect((await crewOf(user, 'grids', sixth)).posts[0]).toMatchObject({
        ...{ name: '第*', telephone: '100****0000' },
      })
    expect(await audited('crewTelephonesSeen')).toHaveLength(1)
    const foreign = await server.ask('shagou', 'GET', `/api/grids/${elsewhere}/crew`)
    const absent = await server.ask('shagou', 'GET', `/api/grids/${randomUUID()}/crew`)
    expect([foreign.statusCode, foreign.body]).toEqual([404, absent.body])
  })
})

describe('appointing', () => {
  test('planners appoint for grids and liaisons for beats; nobody else, and each in the own scope', async () => {
    const before = await server.fingerprint()
    const worker = { role: 'worker', grid: fifth, newPerson: newPerson('王新') }
    const officer = { role: 'community_officer', beat: west, newPerson: newPerson('李警') }
    for (const user of ['commander', 'viewer', 'admin'] as const)
      expect(told(await appointing(user, worker))).toEqual([403, 'role_forbids'])
    expect(told(await appointing(null, worker))).toEqual([401, 'session_required'])
    expect(told(await appointing('liaison', worker))).toEqual([403, 'role_forbids'])
    expect(told(await appointing('planner', officer))).toEqual([403, 'role_forbids'])
    expect(told(await appointing('shagou', { ...worker, grid: elsewhere }))).toEqual([422, 'place_unknown'])
    for (const malformed of [
      { role: 'worker', grid: fifth },
      { role: 'worker', beat: west, newPerson: newPerson('王新') },
      { role: 'community_officer', grid: fifth, newPerson: newPerson('王新') },
      { ...worker, person: randomUUID() },
      { ...worker, fromOn: '2026-02-30' },
      { ...worker, newPerson: { ...newPerson('王新'), telephone: 'call me' } },
    ])
      expect((await appointing('planner', malformed)).statusCode, JSON.stringify(malformed)).toBe(400)
    expect(await server.fingerprint()).toBe(before)

    await appointed('liaison', officer)
    const { beats } = await crews('liaison')
    expect(beats[0]).toMatchObject({
      ...{ beat: west, posts: [{ name: '李警', standing: 'serving' }], faults: [], warnings: [] },
      load: { gridsPerOfficer: 2, residentsPerOfficer: 2696 },
    })
    expect((await crewOf('planner', 'grids', eighth)).officers).toMatchObject([{ name: '李警' }])
    expect((await crewOf('liaison', 'beats', west)).posts).toMatchObject([
      { name: '李警', telephone: '10009998877' },
    ])
  })

  test('somebody replaces somebody in one step; the days before stay as they were', async () => {
    const [chief] = (await crewOf('planner', 'grids', eighth)).posts
    const next = newPerson('赵接任')
    const post = await appointed('planner', {
      ...{ role: 'chief', grid: eighth, newPerson: next, fromOn: day(10), replaces: chief?.id },
    })
    expect(post).toMatchObject({ name: '赵接任', standing: 'to_come', fromOn: day(10), toOn: null })
    const on = async (days: number) =>
      (await crewOf('planner', 'grids', eighth, `?on=${day(days)}`)).posts
        .filter(({ role }) => role === 'chief')
        .map(({ name, standing }) => `${standing} ${name}`)
    expect(await on(9)).toEqual(['serving 第八网格网格长', 'to_come 赵接任'])
    expect(await on(10)).toEqual(['serving 赵接任', 'over 第八网格网格长'])
    expect((await crews('planner', `on=${day(10)}&within=${SHAGOU}`)).grids[2]?.faults).toEqual([])
    expect(await audited('personAppointed')).toMatchObject([
      { actor: 'liaison' },
      { actor: 'planner', subject: `post:${post.id}`, detail: { role: 'chief', replaces: chief?.id } },
    ])
  })

  test('what cannot be done is refused, and nothing changes', async () => {
    const [chief, , worker] = (await crewOf('planner', 'grids', sixth)).posts
    const [other] = (await crewOf('planner', 'grids', fifth)).posts
    const before = await server.fingerprint()
    const again = { role: 'worker', grid: sixth, person: worker?.person }
    const refused = async (body: object) => told(await appointing('planner', body))
    expect(await refused(again)).toEqual([409, 'post_overlaps'])
    expect(await refused({ ...again, fromOn: day(-1) })).toEqual([422, 'day_in_past'])
    expect(await refused({ ...again, person: randomUUID() })).toEqual([422, 'person_unknown'])
    expect(await refused({ ...again, grid: randomUUID() })).toEqual([422, 'place_unknown'])
    expect(await refused({ ...again, replaces: chief?.id })).toEqual([422, 'replaced_elsewhere'])
    const chiefs = { role: 'chief', grid: sixth, person: worker?.person }
    expect(await refused({ ...chiefs, replaces: other?.id })).toEqual([422, 'replaced_elsewhere'])
    // The id of a post, or of a person, that is another's: also of one outside the scope.
    const foreign = tinyWorld.crew.find(({ grid }) => grid === elsewhere)
    for (const id of [chief?.id, foreign?.id]) {
      const body = { ...chiefs, id, newPerson: newPerson('钱一'), person: undefined, replaces: chief?.id }
      expect(told(await appointing('shagou', body))).toEqual([409, 'id_taken'])
    }
    const known = { role: 'auxiliary', grid: sixth, newPerson: { ...newPerson('钱一'), id: chief?.person } }
    expect(await refused(known)).toEqual([409, 'id_taken'])
    expect(await server.fingerprint()).toBe(before)
  })

  test('the same id is the same post, also sent several times at once; two at once are not one post twice', async () => {
    const body = { id: randomUUID(), role: 'auxiliary', grid: fifth, newPerson: newPerson('孙辅') }
    const answers = await Promise.all([1, 2, 3].map(() => appointing('planner', body)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 201])
    expect(told(await appointing('planner', { ...body, fromOn: day(3) }))).toEqual([409, 'id_taken'])
    const person = body.newPerson.id
    // In ten rounds some of them come between what another looks at and what it writes.
    for (let round = 0; round < 10; round++) {
      const all = await Promise.all(
        [1, 2, 3, 4].map((n) =>
          appointing('planner', { role: 'worker', grid: sixth, person, fromOn: day(5 + 10 * round + n) }),
        ),
      )
      const created = all.filter(({ statusCode }) => statusCode === 201)
      expect(all.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409, 409])
      const [post] = created.map((answer) => answer.json<CrewPost>())
      const until = await finishing('planner', post?.id ?? '', day(10 * round + 11))
      expect(until.statusCode, until.body).toBe(200)
    }
    const { faults } = await crewOf('planner', 'grids', sixth, `?on=${day(10)}`)
    expect(faults).toMatchObject([
      { code: 'role_doubled', severity: 'warning', people: [{ name: '孙辅' }, { name: '第六网格网格员' }] },
    ])
  })

  test('a post ends today at the earliest, and what is over stays over', async () => {
    const post = await appointed('shagou', { role: 'worker', grid: fifth, newPerson: newPerson('周短') })
    expect(told(await finishing('liaison', post.id, day(2)))).toEqual([403, 'role_forbids'])
    expect(told(await finishing('planner', randomUUID(), day(2)))).toEqual([404, 'not_found'])
    expect(told(await finishing('shagou', post.id, day(-1)))).toEqual([422, 'day_in_past'])
    expect(told(await finishing('shagou', post.id, today))).toEqual([422, 'day_before_begin'])
    for (const days of [4, 2, 2]) expect((await finishing('shagou', post.id, day(days))).statusCode).toBe(200)
    const ends = (await audited('postFinished')).filter(({ subject }) => subject === `post:${post.id}`)
    expect(ends.map(({ detail }) => detail)).toEqual([{ toOn: day(4) }, { toOn: day(2) }])
    await server.database.transaction(SYSTEM, (tx) =>
      tx.query('update crew set from_on = $2, to_on = $3 where id = $1', [post.id, day(-9), day(-3)]),
    )
    expect(told(await finishing('shagou', post.id, day(5)))).toEqual([409, 'post_over'])
    const replaced = { role: 'worker', grid: fifth, newPerson: newPerson('吴迟'), replaces: post.id }
    expect(told(await appointing('shagou', replaced))).toEqual([409, 'post_over'])
  })
})
