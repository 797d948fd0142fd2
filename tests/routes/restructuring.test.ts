import { afterEach, beforeEach, expect, test } from 'vitest'
import { world } from '../../data/generate.ts'
import type { CommandAnswer } from '../../server/contract/plan.ts'
import type { CommunityProposal, RebalanceJob } from '../../server/contract/rebalance.ts'
import { testApp } from '../support/app.ts'
import { planning } from '../support/plans.ts'
import { SHAGOU } from '../support/tinyWorld.ts'

const demo = world('kuangqu', 1)
const server = testApp({ world: demo })
const { detail, fresh, started } = planning(server)
const grids = demo.grids.filter(({ community }) => community === SHAGOU)
const gridNamed = (name: string): string => grids.find((grid) => grid.name === name)?.id ?? name
const eighth = gridNamed('第八网格')
/** Nothing can leave the overloaded grid. */
const locks = { grids: grids.filter(({ id }) => id !== eighth).map(({ id }) => id) }

beforeEach(fresh)
const jobs: string[] = []
afterEach(async () => {
  for (const job of jobs.splice(0)) await server.ask('planner', 'DELETE', `/api/jobs/${job}`)
})

async function asked(plan: string, request: object): Promise<RebalanceJob> {
  const job = await server.json<RebalanceJob>('planner', 'POST', `/api/plans/${plan}/rebalance`, request)
  jobs.push(job.id)
  return job
}
const jobNow = (id: string) => server.json<RebalanceJob>('planner', 'GET', `/api/jobs/${id}`)
type Proposal = NonNullable<CommunityProposal['proposal']>
async function proposed(plan: string, request: object): Promise<Proposal> {
  const { id } = await asked(plan, request)
  await expect.poll(async () => (await jobNow(id)).state, { timeout: 50_000 }).toBe('done')
  const [found] = (await jobNow(id)).communities
  if (!found?.proposal) throw new Error(JSON.stringify(found))
  return found.proposal
}

/** Performs the commands of an alternative, and compares the plan with what it promised. */
async function taken(plan: string, { commands, grids: promised }: Proposal['alternatives'][number]) {
  let answer: CommandAnswer | undefined
  for (const command of commands) {
    const { revision } = await detail('planner', plan)
    answer = await server.json<CommandAnswer>('planner', 'POST', `/api/plans/${plan}/commands`, {
      ...{ expectedRevision: revision, command },
    })
    expect(answer.findings.filter(({ code }) => code === 'grid_in_two_parts')).toEqual([])
  }
  for (const { grid, code, name, before, after, isRetired } of promised)
    expect(answer?.balance.find((row) => row.grid === grid)).toMatchObject({
      ...{ code, name, householdsBefore: before, householdsAfter: after, retired: isRetired },
    })
}

test('with everything around it locked, an overloaded grid is proposed to be split; the split is taken as a command', async () => {
  const plan = await started()
  const { moves, outsideAfter, alternatives } = await proposed(plan, { locks, structure: 'allowed' })
  expect({ moves, outsideAfter }).toEqual({ moves: [], outsideAfter: 209 })
  expect(alternatives.map(({ kind }) => kind).sort()).toEqual(['add', 'split'])
  expect(alternatives.every((one) => one.outsideBefore === 209 && one.outsideAfter === 0)).toBe(true)
  const split = alternatives.find(({ kind }) => kind === 'split') as Proposal['alternatives'][number]
  expect(split).toMatchObject({ grid: eighth, commands: [{ type: 'splitOffGrid' }] })
  expect(split.grids.find(({ isNew }) => isNew)).toMatchObject({ before: 0, name: '第十网格' })
  await taken(plan, split)
})

test('a grid is dissolved because that was asked for, though moves are better', async () => {
  const plan = await started()
  const grid = gridNamed('第九网格')
  const { alternatives, households } = await proposed(plan, { dissolve: [grid] })
  expect(households).toBe(209)
  expect(alternatives).toMatchObject([{ kind: 'dissolve', grid }])
  const [gone] = alternatives as [Proposal['alternatives'][number]]
  expect(gone.commands.at(-1)).toMatchObject({ type: 'mergeGrids', from: grid })
  await taken(plan, gone)
})

test('where moves bring everybody into the band with fewer households, they stand alone', async () => {
  const plan = await started()
  expect((await proposed(plan, { structure: 'allowed' })).alternatives).toEqual([])
  expect((await proposed(plan, {})).alternatives).toEqual([])
})

test('with beats priced it is told how many households are off their beat, before and after', async () => {
  const plan = await started()
  expect((await proposed(plan, {})).offBeat).toBeNull()
  const { offBeat, outsideAfter } = await proposed(plan, { objective: { perBeat: 2 } })
  expect(outsideAfter).toBe(0)
  expect(offBeat?.before).toBeGreaterThanOrEqual(0)
  expect(offBeat?.after).toBeLessThanOrEqual((offBeat?.before ?? 0) + 209)
})

test('cancelled while it looks for alternatives, it keeps the moves', async () => {
  const plan = await started()
  const { id } = await asked(plan, { goal: 'band', structure: 'allowed', seconds: 0, dissolve: [eighth] })
  await expect.poll(async () => (await jobNow(id)).progress.answered, { timeout: 50_000 }).toBe(1)
  const job = await server.json<RebalanceJob>('planner', 'DELETE', `/api/jobs/${id}`)
  expect(job.communities[0]?.proposal?.moves.length).toBeGreaterThan(0)
})

test('what is malformed or not in the plan is refused', async () => {
  const plan = await started()
  const code = async (request: object) => {
    const answer = await server.ask('planner', 'POST', `/api/plans/${plan}/rebalance`, request)
    return `${answer.statusCode} ${answer.json().code}`
  }
  const absent = '00000000-0000-4000-8000-000000000000'
  expect(await code({ structure: 'sometimes' })).toBe('400 input_invalid')
  expect(await code({ objective: { perBeat: -1 } })).toBe('400 input_invalid')
  expect(await code({ dissolve: ['x'] })).toBe('400 input_invalid')
  expect(await code({ split: [absent] })).toBe('422 unknown_grid')
  expect(await code({ dissolve: [absent] })).toBe('422 unknown_grid')
})
