import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { world } from '../../data/generate.ts'
import { buildApp } from '../../server/app.ts'
import type { CommandAnswer } from '../../server/contract/plan.ts'
import type { CommunityProposal, JobNews, RebalanceJob } from '../../server/contract/rebalance.ts'
import { testApp, type User } from '../support/app.ts'
import { type EventReader, opened } from '../support/events.ts'
import { householdsOf, planning } from '../support/plans.ts'
import { SHAGOU, SHAPING_STREET } from '../support/tinyWorld.ts'

const demo = world('kuangqu', 1)
const server = testApp({ world: demo, settings: { heartbeatMs: 100 } })
const { brought, detail, fresh, started } = planning(server)
const absent = '00000000-0000-4000-8000-000000000000'
const PINGTAN_STREET = '140303001'
/** Every grid into the band, with all the time there is for a proof that takes longer. */
const long = { goal: 'band', seconds: 60 }

const gridNamed = (name: string): string =>
  demo.grids.find((grid) => grid.community === SHAGOU && grid.name === name)?.id ?? name
const buildingNamed = (name: string): string =>
  demo.buildings.find((building) => building.community === SHAGOU && building.name === name)?.id ?? name

let address: string
beforeAll(async () => {
  address = await server.app.listen({ port: 0, host: '127.0.0.1' })
})
beforeEach(fresh)
const readers: EventReader[] = []
const jobs: string[] = []
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.close()
  for (const job of jobs.splice(0)) await server.ask('planner', 'DELETE', `/api/jobs/${job}`)
})

async function asked(plan: string, request: object = {}, user: User = 'planner'): Promise<RebalanceJob> {
  const job = await server.json<RebalanceJob>(user, 'POST', `/api/plans/${plan}/rebalance`, request)
  jobs.push(job.id)
  return job
}
const jobNow = (id: string, user: User = 'planner') =>
  server.json<RebalanceJob>(user, 'GET', `/api/jobs/${id}`)
async function until(id: string, isSo: (job: RebalanceJob) => boolean): Promise<RebalanceJob> {
  await expect.poll(async () => isSo(await jobNow(id)), { timeout: 50_000 }).toBe(true)
  return jobNow(id)
}
const finished = async (plan: string, request: object = {}) =>
  until((await asked(plan, request)).id, ({ state }) => state !== 'running')
const proposalOf = (job: RebalanceJob, community = SHAGOU) => {
  const found = job.communities.find((one) => one.community === community)?.proposal
  if (!found) throw new Error(`${community} has no proposal: ${JSON.stringify(job)}`)
  return found
}
type Move = NonNullable<CommunityProposal['proposal']>['moves'][number]
async function taken(plan: string, { buildings, to }: Move): Promise<CommandAnswer> {
  const { revision } = await detail('planner', plan)
  return server.json('planner', 'POST', `/api/plans/${plan}/commands`, {
    expectedRevision: revision,
    command: { type: 'moveBuildings', buildings: buildings.map(({ id }) => id), to },
  })
}

test('第八网格: 209 households, proved; its moves are taken one by one, one is undone, and the rest is published', async () => {
  const plan = await started()
  const job = await finished(plan)
  expect(job).toMatchObject({ state: 'done', revision: 0, planRevision: 0, band: { low: 300, high: 500 } })
  const proposal = proposalOf(job)
  expect(proposal).toMatchObject({
    ...{ proof: 'optimal', households: 209, outsideBefore: 209, outsideAfter: 0, above: 0, leastOutside: 0 },
    ...{ stuck: [], relax: [] },
  })
  const eighth = proposal.grids.find(({ name }) => name === '第八网格')
  expect(eighth).toMatchObject({ before: 709, after: 500, outsideBefore: 209, outsideAfter: 0 })
  const total = (key: 'before' | 'after') => proposal.grids.reduce((sum, one) => sum + one[key], 0)
  expect(total('after')).toBe(total('before'))

  for (const move of proposal.moves) {
    const { balance, findings } = await taken(plan, move)
    const households = (grid: string) => balance.find((row) => row.grid === grid)?.householdsAfter
    expect([households(move.from), households(move.to)]).toEqual([move.fromAfter, move.toAfter])
    expect(findings.filter(({ code }) => code === 'grid_in_two_parts')).toEqual([])
  }
  expect(await jobNow(job.id)).toMatchObject({ state: 'stale', planRevision: proposal.moves.length })
  await server.json('planner', 'POST', `/api/plans/${plan}/undo`)
  await brought(plan)
  const after = householdsOf(await server.json('viewer', 'GET', `/api/grids?within=${SHAGOU}`))
  expect(after.第八网格).toBe(500 + (proposal.moves.at(-1)?.households ?? 0))
})

test('a whole street: what is proposed community by community holds in the plan of the street', async () => {
  const plan = await started('planner', SHAPING_STREET)
  const job = await finished(plan, { seconds: 0 })
  const communities = new Set(
    demo.grids.map(({ community }) => community).filter((code) => code.startsWith(SHAPING_STREET)),
  )
  expect(new Set(job.communities.map(({ community }) => community))).toEqual(communities)
  expect(job.progress).toMatchObject({
    total: communities.size,
    answered: communities.size,
    done: communities.size,
  })
  const outside = job.communities.map(({ proposal }) => proposal?.outsideBefore ?? Number.NaN)
  expect(outside).toEqual([...outside].sort((a, b) => b - a))

  for (const { proposal } of job.communities)
    for (const move of proposal?.moves ?? []) await taken(plan, move)
  const { balance } = await detail('planner', plan)
  const after = Object.fromEntries(balance.map((row) => [row.grid, row.householdsAfter]))
  for (const { proposal } of job.communities)
    for (const grid of proposal?.grids ?? []) expect(after[grid.grid]).toBe(grid.after)
})

test('where no community is left of what is named there is nothing to do', async () => {
  const plan = await started('planner', SHAPING_STREET)
  const elsewhere = demo.grids.find(({ community }) => community === '140303005005')?.id
  const job = await asked(plan, { community: SHAGOU, grids: [elsewhere] })
  expect(job).toMatchObject({ state: 'done', communities: [] })
})

test('nothing is written but a row of the audit', async () => {
  const plan = await started()
  const before = await server.fingerprint()
  await finished(plan, { locks: { grids: [gridNamed('第九网格')] } })
  expect(await server.fingerprint()).toBe(before)
})

test('cancelled, it answers with the best so far, and its thread is free for the next one', async () => {
  const plan = await started()
  const { id } = await asked(plan, long)
  await until(id, ({ progress }) => progress.answered === 1)
  const job = await server.json<RebalanceJob>('planner', 'DELETE', `/api/jobs/${id}`)
  expect(job).toMatchObject({ state: 'cancelled', communities: [{ state: 'done' }] })
  expect(proposalOf(job)).toMatchObject({ outsideBefore: 613, outsideAfter: 0 })
  expect(proposalOf(await jobNow(id)).households).toBeLessThanOrEqual(proposalOf(job).households)
  expect((await finished(plan)).state).toBe('done')
})

test('a job for which the plan has moved on is stale, and stops', async () => {
  const plan = await started()
  const { id } = await asked(plan, long)
  const answered = await until(id, ({ progress }) => progress.answered === 1)
  const [move] = proposalOf(answered).moves
  await taken(plan, move as Move)
  const job = await jobNow(id)
  expect(job).toMatchObject({ state: 'stale', revision: 0, planRevision: 1 })
  expect(proposalOf(job).moves.length).toBeGreaterThan(0)
  await until(id, ({ progress }) => progress.elapsedSeconds === job.progress.elapsedSeconds)
  expect((await asked(plan)).revision).toBe(1)
})

describe('what is locked stays', () => {
  test('locks of the request, besides those of the plan', async () => {
    const plan = await started()
    const locked = { type: 'lockBuildings', buildings: [buildingNamed('西坡5号楼')] }
    await server.json('planner', 'POST', `/api/plans/${plan}/commands`, {
      expectedRevision: 0,
      command: locked,
    })
    const locks = {
      buildings: [buildingNamed('西坡6号楼'), buildingNamed('西坡5号楼')],
      grids: [gridNamed('第九网格')],
    }
    const { moves, outsideAfter } = proposalOf(await finished(plan, { locks }))
    expect(outsideAfter).toBe(0)
    const moved = moves.flatMap(({ buildings }) => buildings.map(({ name }) => name))
    expect(moved).not.toContain('西坡5号楼')
    expect(moved).not.toContain('西坡6号楼')
    expect(moves.flatMap(({ from, to }) => [from, to])).not.toContain(gridNamed('第九网格'))
  })

  test('only the grids that are named give and take', async () => {
    const grids = [gridNamed('第八网格'), gridNamed('第六网格')]
    const { moves } = proposalOf(await finished(await started(), { grids }))
    expect(moves.length).toBeGreaterThan(0)
    for (const { from, to } of moves) expect(grids).toEqual(expect.arrayContaining([from, to]))
  })

  test('where nothing can be done it says which grids are stuck, and what to give up', async () => {
    const others = demo.grids.filter(({ community, name }) => community === SHAGOU && name !== '第八网格')
    const job = await finished(await started(), { locks: { grids: others.map(({ id }) => id) } })
    const eighth = gridNamed('第八网格')
    const { relax, ...proposal } = proposalOf(job)
    expect(proposal).toMatchObject({ moves: [], outsideAfter: 209, leastOutside: 209, proof: 'optimal' })
    expect(proposal.stuck).toEqual([{ side: 'high', grids: [eighth], households: 209 }])
    expect(relax[0]).toMatchObject({ what: 'unlock_grids', households: 209 })
    expect(relax.at(-1)).toEqual({ what: 'add_grid', grids: [eighth], buildings: [], households: 209 })
    // What it advises does help.
    const unlocked = new Set(relax[0]?.grids)
    const rest = others.filter(({ id }) => !unlocked.has(id)).map(({ id }) => id)
    const again = proposalOf(await finished(await started(), { locks: { grids: rest } }))
    expect(again.outsideAfter).toBe(0)
  })

  test('locked buildings are named as what stands in the way', async () => {
    const buildings = demo.buildings.filter(({ grid }) => grid === gridNamed('第八网格')).map(({ id }) => id)
    const { relax } = proposalOf(await finished(await started(), { locks: { buildings } }))
    expect(relax.map(({ what }) => what)).toEqual(['unlock_buildings', 'add_grid'])
    expect(relax[0]?.buildings).toHaveLength(buildings.length)
  })
})

describe('the live stream of a job', () => {
  async function watching(job: string): Promise<EventReader> {
    const reader = await opened(`${address}/api/jobs/${job}/live`, {})
    readers.push(reader)
    return reader
  }

  test('tells every step until it is done; what changed after a step can be asked for alone', async () => {
    const { id } = await asked(await started('planner', SHAPING_STREET), { seconds: 0 })
    const reader = await watching(id)
    expect(reader.headers.get('content-type')).toContain('text/event-stream')
    let last = -1
    let state = ''
    while (state !== 'done') {
      const event = await reader.next()
      const news = event?.data as JobNews
      expect([event?.event, event?.id]).toEqual(['job', String(news.step)])
      expect(news.step).toBeGreaterThan(last)
      const job = await server.json<RebalanceJob>('planner', 'GET', `/api/jobs/${id}?after=${last}`)
      expect(job.communities.every(({ step }) => step > last)).toBe(true)
      last = news.step
      state = news.state
    }
    const none = await server.json<RebalanceJob>('planner', 'GET', `/api/jobs/${id}?after=${last}`)
    expect(none.communities).toEqual([])
  })

  test('tells at once that the plan has moved on', async () => {
    const plan = await started()
    const job = await finished(plan)
    const reader = await watching(job.id)
    expect((await reader.next())?.data).toMatchObject({ state: 'done', planRevision: 0 })
    await taken(plan, proposalOf(job).moves[0] as Move)
    expect((await reader.next())?.data).toMatchObject({ state: 'stale', planRevision: 1 })
  })
})

describe('refusals', () => {
  const code = (answer: { statusCode: number; json(): { code: string } }) =>
    `${answer.statusCode} ${answer.json().code}`
  const rebalance = async (user: User | null, plan: string, request: unknown = {}) =>
    code(await server.ask(user, 'POST', `/api/plans/${plan}/rebalance`, request))

  test('malformed input, and what is not in the plan', async () => {
    const plan = await started()
    for (const request of [
      [],
      { band: { low: 500, high: 300 } },
      { band: { low: -1, high: 300 } },
      { band: { low: 300.5, high: 500 } },
      { goal: 'beauty' },
      { locks: { grids: ['x'] } },
      { grids: [] },
      { community: '12' },
      { objective: { perBuilding: -1 } },
      { objective: { barriers: 'ignored' } },
      { objective: { rings: 0 } },
      { seed: 0.5 },
      { seconds: 3600 },
    ])
      expect([request, await rebalance('planner', plan, request)]).toEqual([request, '400 input_invalid'])
    expect(await rebalance('planner', 'x')).toBe('400 input_invalid')
    expect(await rebalance('planner', plan, { grids: [absent] })).toBe('422 unknown_grid')
    expect(await rebalance('planner', plan, { locks: { grids: [absent] } })).toBe('422 unknown_grid')
    expect(await rebalance('planner', plan, { locks: { buildings: [absent] } })).toBe('422 unknown_building')
    expect(await rebalance('planner', plan, { community: '140303001001' })).toBe('422 area_unknown')
    await server.json('planner', 'POST', `/api/plans/${plan}/withdraw`)
    expect(await rebalance('planner', plan)).toBe('409 plan_not_draft')
  })

  test('only planners start and stop; whoever may read the plan may look', async () => {
    const plan = await started()
    expect(await rebalance('viewer', plan)).toBe('403 role_forbids')
    expect(await rebalance(null, plan)).toBe('401 session_required')
    const { id } = await asked(plan, long)
    expect((await jobNow(id, 'viewer')).id).toBe(id)
    expect(code(await server.ask('viewer', 'DELETE', `/api/jobs/${id}`))).toBe('403 role_forbids')
    expect((await jobNow(id)).state).toBe('running')
  })

  test('a job of a plan out of scope answers as one that does not exist; so does one after a restart', async () => {
    const plan = await started('planner', PINGTAN_STREET)
    expect(await rebalance('shagou', plan)).toBe('404 not_found')
    const { id } = await asked(plan, { seconds: 0 })
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/live'],
      ['DELETE', ''],
    ] as const) {
      const foreign = await server.ask('shagou', method, `/api/jobs/${id}${path}`)
      const none = await server.ask('shagou', method, `/api/jobs/${absent}${path}`)
      expect([foreign.statusCode, foreign.body]).toEqual([404, none.body])
      expect(none.json().code).toBe('job_unknown')
    }
    const restarted = await buildApp(server.services)
    expect(code(await restarted.inject({ url: `/api/jobs/${id}` }))).toBe('404 job_unknown')
    await restarted.close()
  })

  test('nobody has more than six at once', async () => {
    const plan = await started()
    for (let n = 0; n < 6; n++) await asked(plan, long)
    const refused = await server.ask('planner', 'POST', `/api/plans/${plan}/rebalance`, long)
    expect(code(refused)).toBe('429 optimiser_busy')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await asked(plan, long, 'shagou')).state).toBe('running')
    await server.json('planner', 'DELETE', `/api/jobs/${jobs[0]}`)
    expect((await asked(plan, long)).state).toBe('running')
  })
})
