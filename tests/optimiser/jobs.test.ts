import { afterAll, describe, expect, test } from 'vitest'
import type { Plan } from '#core/plan/plan.ts'
import { portionOf } from '#core/plan/portion.ts'
import type { Wish } from '#core/rebalance/problem.ts'
import type { Report } from '#core/rebalance/report.ts'
import { world } from '../../data/generate.ts'
import type { Asked, Job } from '../../server/optimiser/job.ts'
import { Jobs } from '../../server/optimiser/jobs.ts'
import { Pool } from '../../server/optimiser/pool.ts'
import type { Task } from '../../server/optimiser/task.ts'
import { communityPlan } from '../support/community.ts'

const SHAGOU = '140303005006'
const street = communityPlan(world('kuangqu', 1), '140303005')
const wish: Wish = {
  ...{ low: 300, high: 500, goal: 'overload', householdsPerPlace: 0 },
  ...{ pricePerBuilding: 1e-3, pricePerM: 1e-7, barriers: 'forbidden', rings: 1 },
}
const shagou: Task = {
  ...{ plan: portionOf(street, SHAGOU), community: SHAGOU, wish, seed: 1 },
  ...{ rounds: 4, seconds: 0, isThorough: false },
}
const pools: Pool[] = []
const onePool = () => {
  const pool = new Pool(1)
  pools.push(pool)
  return pool
}
afterAll(() => Promise.all(pools.map((pool) => pool.close())))

async function last(
  pool: Pool,
  task: Task,
  signal = new AbortController().signal,
): Promise<Report | undefined> {
  let report: Report | undefined
  await pool.run(task, signal, (better) => {
    report = better
  })
  return report
}

describe('threads', () => {
  test('one that fails says why, and the next one is answered', async () => {
    const pool = onePool()
    await expect(last(pool, { ...shagou, plan: {} as Plan })).rejects.toThrow('TypeError')
    expect(await last(pool, shagou)).toMatchObject({ households: 209, proof: 'optimal' })
  })

  test('asked to stop, a search ends with the best so far', async () => {
    const pool = onePool()
    await last(pool, shagou)
    const abort = new AbortController()
    const running = last(pool, { ...shagou, rounds: 1e9 }, abort.signal)
    setTimeout(() => abort.abort(), 300)
    // It has a second for that; on a busy machine it may have been ended instead.
    expect((await running)?.households ?? 209).toBe(209)
    expect(await last(pool, shagou)).toMatchObject({ households: 209 })
  })

  test('asked to stop, a proof ends, and what was found before it stands', async () => {
    const pool = onePool()
    const abort = new AbortController()
    let best: Report | undefined
    const task: Task = { ...shagou, wish: { ...wish, goal: 'band' }, seconds: 60, isThorough: true }
    await pool.run(task, abort.signal, (report) => {
      best = report
      setTimeout(() => abort.abort(), 500)
    })
    expect(best?.outsideAfter).toBeLessThan(best?.outsideBefore ?? 0)
    expect(await last(pool, shagou)).toMatchObject({ households: 209 })
  })

  test('one that does not answer is ended, and another takes its place', async () => {
    const pool = onePool()
    const abort = new AbortController()
    // While it still reads its program it hears nothing.
    const running = last(pool, { ...shagou, rounds: 1e9 }, abort.signal)
    expect(pool.hasRoom).toBe(false)
    abort.abort()
    // Ended; or it had read its program and was quick.
    expect((await running)?.households ?? 209).toBe(209)
    expect(pool.hasRoom).toBe(true)
    expect(await last(pool, shagou)).toMatchObject({ households: 209 })
  })
})

describe('jobs', () => {
  const asked = (user: string): Asked => ({
    ...{ user, plan: 'plan', revision: 0, draft: street, wish, seed: 1, seconds: 0 },
    communities: [...street.base.communities.values()].slice(0, 4),
  })
  const ended = (jobs: Jobs, id: string) =>
    new Promise<Job>((resolve) => jobs.watch(id, (job) => job.state !== 'running' && resolve(job)))

  test('share the threads: who comes second does not wait until the first is done', async () => {
    const jobs = new Jobs(onePool(), () => {})
    const [first, second] = [jobs.start(asked('a')), jobs.start(asked('b'))]
    const order: string[] = []
    for (const { id } of [first, second])
      jobs.watch(id, ({ communities }) => {
        if (communities.some(({ state }) => state === 'working') && order.at(-1) !== id) order.push(id)
      })
    await Promise.all([ended(jobs, first.id), ended(jobs, second.id)])
    // In turns, not one after the other.
    expect(order.length).toBeGreaterThanOrEqual(4)
  })

  test('a community that cannot be computed fails after a second try, and the others are answered', async () => {
    const complaints: unknown[] = []
    const jobs = new Jobs(onePool(), (error) => complaints.push(error))
    const broken = street.base.communities.values().next().value?.code ?? ''
    const buildings = new Map(
      [...street.base.buildings].map(([id, one]) => [
        id,
        one.community === broken ? { ...one, footprint: null as never } : one,
      ]),
    )
    const draft: Plan = { ...street, base: { ...street.base, buildings } }
    const job = await ended(jobs, jobs.start({ ...asked('a'), draft }).id)
    expect(job.state).toBe('failed')
    expect(job.communities.map(({ state }) => state)).toEqual(['failed', 'done', 'done', 'done'])
    expect(complaints).toHaveLength(2)
  })

  test('the same is answered whoever asks, and however many threads there are', async () => {
    const [alone, two] = [new Jobs(onePool(), () => {}), new Jobs(new Pool(2), () => {})]
    const reports = ({ communities }: Job) =>
      communities.map(({ report }) =>
        report?.moves.map(({ buildings, to }) => [buildings.map(({ id }) => id), to]),
      )
    const [one, other] = [alone.start(asked('a')), two.start(asked('b'))]
    const [left, right] = await Promise.all([ended(alone, one.id), ended(two, other.id)])
    expect(reports(left)).toEqual(reports(right))
    await two.close()
  })
})
